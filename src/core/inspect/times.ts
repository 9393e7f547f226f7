import { t } from '@vscode/l10n';
import { clockWords, type Machine } from '../machine.ts';
import type { Examined } from './examine.ts';
import { type Problem, warning } from './problems.ts';

/** AWS refuses what is signed so far ahead of its own clock. Milliseconds. */
const AHEAD = 15 * 60_000;

/** `now` by the server's clock as last measured, `offset` how far it is ahead of ours; milliseconds. */
export function timeProblems(
  { signed: { made } }: Examined,
  { now, offset, machine }: { now: number; offset: number; machine: Machine },
): readonly Problem[] {
  const problems: Problem[] = [];
  if (made !== undefined && made > now + AHEAD) {
    problems.push(
      warning('future', t('Made in the future: a clock is off. AWS refuses such links, Ceph serves them.')),
    );
  }
  const clock = clockWords(machine, offset);
  return clock === undefined ? problems : [...problems, warning('clock', clock)];
}
