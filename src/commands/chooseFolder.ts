import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import { linkProblem } from '../core/keyRules.ts';
import { plain } from '../core/plain.ts';
import type { PrefixTarget } from '../core/target.ts';
import { type ChooseTargetDeps, chooseStart, type Standing } from './chooseTarget.ts';

/**
 * Asks for a folder of a Space, which need not exist: for the connection (where there are several) and the Space where
 * the person stands in none, then for the folder's name, which begins as where they stand. Throws `Cancelled`.
 */
export async function chooseFolder(
  deps: ChooseTargetDeps,
  title: string,
  at?: Standing | undefined,
): Promise<PrefixTarget> {
  const { connection, space, prefix } = await chooseStart(deps, title, at);
  const typed = answerOf(
    await deps.prompts.text({
      title: t('{0}: {1}', title, plain(space)),
      prompt: t('The folder, like reports/2026/; empty: the Space itself'),
      value: prefix,
      valueSelection: [prefix.length, prefix.length],
      validate: (text) => {
        const problem = text === '' ? undefined : linkProblem(`${text}/x`);
        return problem && { message: problem.message, severity: 'error' };
      },
    }),
  );
  return { connection, space, prefix: typed === '' || typed.endsWith('/') ? typed : `${typed}/` };
}
