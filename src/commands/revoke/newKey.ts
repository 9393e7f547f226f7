import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { SpacesError } from '../../core/errors.ts';
import { lastSegment, linkProblem } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import type { Prompts } from '../../core/ports.ts';
import type { ObjectTarget } from '../../core/target.ts';

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const SUFFIX_LENGTH = 8;

/** Asks for the object's new key; the one that is offered can't be guessed by who had the old one. Throws `Cancelled`. */
export async function askNewKey(
  { prompts, random }: { readonly prompts: Prompts; readonly random: () => number },
  { key }: ObjectTarget,
): Promise<string> {
  const offered = withSuffix(key, random);
  const end = offered.lastIndexOf('.') > offered.lastIndexOf('/') ? offered.lastIndexOf('.') : offered.length;
  return answerOf(
    await prompts.text({
      title: t('Revoke Access: new key for {0}', plain(key)),
      prompt: t('The new key, with its folders'),
      value: offered,
      valueSelection: [offered.length - lastSegment(offered).length, end],
      validate: (text) => {
        const message = newKeyProblem(key, text);
        return message === undefined ? undefined : { message, severity: 'error' };
      },
    }),
  );
}

/** Throws `badKey` for one that would not end the links, or that no link can lead to. */
export function assertNewKey(key: string, newKey: string): void {
  const problem = newKeyProblem(key, newKey);
  if (problem !== undefined) throw new SpacesError('badKey', problem);
}

function newKeyProblem(key: string, newKey: string): string | undefined {
  if (newKey === key) return t('That is the key it has: its links would go on working.');
  return linkProblem(newKey)?.message;
}

/** `report.pdf` → `report-k3x9m2pq.pdf` */
function withSuffix(key: string, random: () => number): string {
  const name = lastSegment(key);
  const dot = name.lastIndexOf('.');
  const at = key.length - name.length + (dot > 0 ? dot : name.length);
  const suffix = Array.from(
    { length: SUFFIX_LENGTH },
    () => LETTERS[Math.floor(random() * LETTERS.length)],
  ).join('');
  return `${key.slice(0, at)}-${suffix}${key.slice(at)}`;
}
