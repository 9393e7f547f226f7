import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { createFormats, formatCount } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import { listedUpTo } from '../../core/sentences.ts';
import { conflictWords } from '../conflictWords.ts';
import { pickChanged } from './compare.ts';
import type { OnConflict, TransferFlowsDeps } from './deps.ts';
import { canDiff, showDiff } from './diff.ts';
import type { Planned, Settled } from './planned.ts';

export interface Conflicts {
  readonly planned: readonly Planned[];
  readonly onConflict: OnConflict;
  /** How a person knows them: keys, or paths of files. */
  nameOf(planned: Planned): string;
  /** The same, to where nothing is. */
  beside(planned: Planned, signal: AbortSignal): Promise<Planned>;
}

/** What may be answered for all; `compare` asks on. */
type Choice = 'skip' | 'replace' | 'keepBoth' | 'compare';

/**
 * Decides what becomes of what is there already: asks once, for all, before anything is begun. Throws `Cancelled` where the
 * question is dismissed.
 */
export async function settleConflicts(deps: TransferFlowsDeps, conflicts: Conflicts): Promise<Settled> {
  const { planned, onConflict } = conflicts;
  const fresh = planned
    .filter(({ there }) => there === undefined)
    .map((each) => ({ ...each, mayReplace: false }));
  const taken = planned.filter(({ there }) => there !== undefined);
  if (taken.length === 0) return { go: fresh, skipped: [] };
  const choice = onConflict === 'ask' ? await ask(deps, conflicts, taken) : onConflict;
  if (choice === 'skip') return { go: fresh, skipped: taken };
  if (choice === 'keepBoth') {
    const kept = await besides(deps, conflicts, taken);
    return { go: [...fresh, ...kept], skipped: [] };
  }
  const replaced = new Set(choice === 'replace' ? taken : choice);
  return {
    go: [
      ...fresh,
      ...taken.filter((each) => replaced.has(each)).map((each) => ({ ...each, mayReplace: true })),
    ],
    skipped: taken.filter((each) => !replaced.has(each)),
  };
}

/** Gives those to replace where they were compared. */
async function ask(
  deps: TransferFlowsDeps,
  conflicts: Conflicts,
  taken: readonly Planned[],
): Promise<Exclude<Choice, 'compare'> | readonly Planned[]> {
  const message = questionFor(deps, conflicts, taken);
  const choice = await deps.notices.choose<Choice>(message, {
    detail: detailOf(deps, conflicts, taken),
    choices: [
      { title: t('Replace'), value: 'replace' },
      { title: t('Skip'), value: 'skip' },
      { title: t('Keep Both'), value: 'keepBoth' },
      { title: t('Compare…'), value: 'compare' },
    ],
  });
  if (choice !== 'compare') return choice;
  const [only] = taken;
  if (only === undefined || taken.length > 1 || !(await canDiff(deps, only)))
    return pickChanged(deps, taken, conflicts.nameOf);
  await showDiff(deps, only);
  // A modal question would hide what it is about.
  return answerOf(
    await deps.prompts.pick<Exclude<Choice, 'compare'>>({
      title: message,
      choices: [
        { label: t('Replace'), value: 'replace' },
        { label: t('Skip'), value: 'skip' },
        { label: t('Keep Both'), value: 'keepBoth' },
      ],
    }),
  );
}

function questionFor(
  { moments }: TransferFlowsDeps,
  conflicts: Conflicts,
  taken: readonly Planned[],
): string {
  const [only, ...others] = taken;
  if (only !== undefined && others.length === 0)
    return t('{0} is there already.', plain(conflicts.nameOf(only)));
  const count = (value: number) => formatCount(value, moments.locale);
  return t('{0} of {1} files are there already.', count(taken.length), count(conflicts.planned.length));
}

function detailOf(
  { moments, now }: TransferFlowsDeps,
  { nameOf }: Conflicts,
  taken: readonly Planned[],
): string {
  const names = taken.length === 1 ? [] : [listedUpTo(5, taken, (each) => plain(nameOf(each)))];
  const pairs = taken.flatMap(({ own, there }) => (there ? [{ own, there }] : []));
  const formats = createFormats(moments.locale, moments.timeZone);
  return [...names, conflictWords(formats, pairs, now())].join('\n');
}

async function besides(
  deps: TransferFlowsDeps,
  { beside }: Conflicts,
  taken: readonly Planned[],
): Promise<Settled['go']> {
  return deps.progress.run(t('Looking for free names'), async (signal) => {
    const kept: (Planned & { mayReplace: boolean })[] = [];
    // One after the other: what one gets the next can't have.
    for (const each of taken)
      kept.push({ ...(await beside(each, signal)), there: undefined, mayReplace: false });
    return kept;
  });
}
