import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { SpacesError } from '../../core/errors.ts';
import { writeProblem } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import type { TextQuestion } from '../../core/ports.ts';
import type { PrefixTarget } from '../../core/target.ts';
import type { ManageDeps } from './deps.ts';

/** Why nothing can have this name in the folder; `undefined` where it can. `isPath`: it may have folders in it. */
export function nameProblem(
  name: string,
  { prefix }: Pick<PrefixTarget, 'prefix'>,
  isPath: boolean,
): string | undefined {
  const parts = name.split('/');
  if (parts.some((part) => part === '')) return t('Type a name.');
  if (!isPath && parts.length > 1) return t('A name has no slash. To put it elsewhere use Move To…');
  return writeProblem(`${prefix}${name}/`)?.message;
}

/** Asks for a name in a folder. Throws `Cancelled`. */
export async function askName(
  { prompts }: Pick<ManageDeps, 'prompts'>,
  question: Pick<TextQuestion, 'title' | 'value' | 'valueSelection'>,
  problem: (name: string) => string | undefined,
): Promise<string> {
  return answerOf(
    await prompts.text({
      ...question,
      prompt: t('The name'),
      validate: (name) => {
        const message = problem(name);
        return message === undefined ? undefined : { message, severity: 'error' };
      },
    }),
  );
}

/** Throws `exists` where a folder has anything in it already. */
export async function assertNoFolder(
  deps: Pick<ManageDeps, 'spaces'>,
  folder: PrefixTarget,
  signal: AbortSignal,
): Promise<void> {
  if (!(await holdsAnything(deps, folder, signal))) return;
  throw new SpacesError('exists', t('There is a folder with this name already: {0}', plain(folder.prefix)));
}

/** Whether anything is in the folder or Space, by a listing. */
export async function holdsAnything(
  { spaces }: Pick<ManageDeps, 'spaces'>,
  { connection, space, prefix }: PrefixTarget,
  signal: AbortSignal,
): Promise<boolean> {
  const { objects, prefixes } = await spaces.listPage(connection, space, { prefix, maxKeys: 1 }, signal);
  return objects.length + prefixes.length > 0;
}
