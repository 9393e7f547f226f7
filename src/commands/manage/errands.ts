import { t } from '@vscode/l10n';
import { isCancelled, SpacesError } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import type { Job } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import { inSentences } from '../../core/sentences.ts';
import { namesOf } from '../placeWords.ts';
import { askOnce, type ErrandsRequest } from './askOnce.ts';
import { type Carried, carryCopies, carryOver } from './carry.ts';
import type { ManageDeps, Outcome } from './deps.ts';
import type { Counting } from './gather.ts';
import { type Errand, planned, resolved } from './route.ts';

export const NOTHING: Outcome = { done: 0, skipped: 0, failed: 0 };

/** Counts, asks what has to be asked, once, and does it with progress. */
export async function runErrands(deps: ManageDeps, request: ErrandsRequest): Promise<Outcome> {
  const { errands, mode } = request;
  const found = await deps.progress.run(
    t('Counting what is below {0}', namesOf(errands.map(({ from }) => from))),
    (signal, report) => planned(deps, errands, { signal, report }),
  );
  if (found.drafts.length === 0)
    throw new SpacesError(
      'noSuchObject',
      t('There is no object below {0}.', namesOf(errands.map(({ from }) => from))),
    );
  const how = await askOnce(deps, request, found);
  return deps.progress.run(titleOf(mode, errands), async (signal, report) => {
    const { jobs, skipped } = await resolved(deps, found, how, signal);
    return carryAndTell(deps, { jobs, skipped, request }, { signal, report });
  });
}

interface Carrying {
  readonly jobs: readonly Job[];
  readonly skipped: number;
  readonly request: ErrandsRequest;
}

/** Tells also what is left of it where it ended early; of what was cancelled nobody waits for the outcome any more. */
async function carryAndTell(deps: ManageDeps, carrying: Carrying, counting: Counting): Promise<Outcome> {
  const { jobs, skipped, request } = carrying;
  const carry = request.mode === 'move' ? carryOver : carryCopies;
  try {
    const carried = await carry(deps, jobs, counting);
    const [failure] = carried.failed;
    if (failure && request.isStrict) {
      const { code, cause } = failure.error;
      throw new SpacesError(code, wordsOf(deps, carrying, carried), { cause });
    }
    if (request.isQuiet !== true && request.isStrict !== true) tell(deps, carrying, carried);
    return { done: carried.done.length, skipped, failed: carried.failed.length };
  } catch (error) {
    const made = jobs.filter(({ copied }) => copied);
    const isTold = isCancelled(error) || !(request.isQuiet || request.isStrict);
    // No source was deleted: those of a move are copies, too.
    const copying: Carrying = { ...carrying, request: { ...request, mode: 'copy' } };
    if (isTold && made.length > 0) tell(deps, copying, { done: made, failed: [] });
    throw error;
  }
}

function wordsOf(deps: ManageDeps, { skipped, request }: Carrying, { done, failed }: Carried): string {
  const count = (value: number) => formatCount(value, deps.moments.locale);
  const [first] = failed;
  // Of one that failed there is no more to say.
  if (first && done.length + skipped === 0 && failed.length === 1) return first.error.message;
  const [only, ...others] = done;
  const what = only && others.length === 0 ? plain(only.to.key) : count(done.length);
  const parts = [request.mode === 'move' ? t('Moved: {0}', what) : t('Copied: {0}', what)];
  if (skipped > 0) parts.push(t('Skipped: {0}', count(skipped)));
  if (done.some(({ copied }) => copied?.lostGrants))
    parts.push(t('The other server does not know the users that had rights, so those were left out'));
  if (first) {
    parts.push(t('Failed: {0}', count(failed.length)));
    parts.push(namesOf(failed.map(({ job }) => job.source)), first.error.message);
  }
  return parts.reduce(inSentences);
}

function tell(deps: ManageDeps, carrying: Carrying, carried: Carried): void {
  const words = wordsOf(deps, carrying, carried);
  if (carried.failed.length === 0) {
    deps.notices.info(words);
    return;
  }
  const { request } = carrying;
  const again: Carrying = { jobs: carried.failed.map(({ job }) => job), skipped: 0, request };
  deps.notices.error(words, {
    title: t('Retry'),
    run: () =>
      deps.progress.run(titleOf(request.mode, request.errands), (signal, report) =>
        carryAndTell(deps, again, { signal, report }),
      ),
  });
}

function titleOf(mode: 'move' | 'copy', errands: readonly Errand[]): string {
  const names = namesOf(errands.map(({ from }) => from));
  return mode === 'move' ? t('Moving: {0}', names) : t('Copying: {0}', names);
}
