import { t } from '@vscode/l10n';
import { Cancelled, isCancelled, SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import { bothThere } from '../../core/manage/bothThere.ts';
import type { Copied } from '../../core/manage/copier.ts';
import type { Removed } from '../../core/manage/deleter.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import type { Job } from '../../core/manage/job.ts';
import { spaceId } from '../../core/target.ts';
import { touchAll } from '../touchAll.ts';
import { type ManageDeps, PARALLEL } from './deps.ts';
import type { Counting } from './gather.ts';
import { confirmCopies } from './verify.ts';

export interface Failure {
  readonly job: Job;
  readonly error: SpacesError;
}

export interface Carried {
  readonly done: readonly Job[];
  readonly failed: readonly Failure[];
}

/** So many that fail one after the other are all that will. */
const MANY_FAILURES = 20;

/** Copies all. What fails is told; cancelled, those that were made stay. */
export async function carryCopies(
  deps: ManageDeps,
  jobs: readonly Job[],
  counting: Counting,
): Promise<Carried> {
  try {
    const failed = await copyAll(deps, jobs, counting);
    return { done: jobs.filter(({ copied }) => copied), failed };
  } finally {
    showCopies(deps, jobs);
  }
}

/**
 * Copies all, then deletes each source whose copy was found whole and that is still what was copied: at every point of
 * failure a source or its copy is whole. Before the first is deleted, what throws (`Cancelled`, a lost connection) takes
 * the copies back; from there on, what is not deleted is told as failed.
 */
export async function carryOver(
  deps: ManageDeps,
  jobs: readonly Job[],
  counting: Counting,
): Promise<Carried> {
  try {
    const { whole, failed } = await copyAndConfirm(deps, jobs, counting);
    const removed = await removeSources(deps, whole, counting);
    return { done: removed.done, failed: [...failed, ...removed.failed] };
  } finally {
    showCopies(deps, jobs);
  }
}

async function copyAndConfirm(
  deps: ManageDeps,
  jobs: readonly Job[],
  counting: Counting,
): Promise<{ readonly whole: readonly Job[]; readonly failed: readonly Failure[] }> {
  // Copied by an earlier try, whose deletion may have worked without an answer: the copy may be all there is.
  const isEarlier = new Set(jobs.filter(({ copied }) => copied));
  try {
    const failed = await copyAll(deps, jobs, counting);
    const confirmed = await confirmCopies(deps, jobs, counting.signal);
    if (counting.signal.aborted) throw new Cancelled();
    return { whole: confirmed.whole, failed: [...failed, ...confirmed.failed] };
  } catch (error) {
    await takeBackAll(
      deps,
      jobs.filter((job) => !isEarlier.has(job)),
    );
    throw error;
  }
}

function showCopies({ listing }: ManageDeps, jobs: readonly Job[]): void {
  touchAll(
    listing,
    jobs.flatMap(({ copied }) => copied?.to ?? []),
  );
}

async function copyAll(
  deps: ManageDeps,
  jobs: readonly Job[],
  { signal, report }: Counting,
): Promise<readonly Failure[]> {
  const { count } = createFormats(deps.moments.locale);
  const failed: Failure[] = [];
  let done = 0;
  let inARow = 0;
  const left = jobs.filter(({ copied }) => copied === undefined);
  await inParallel(PARALLEL, left, async (job) => {
    const last = failed.at(-1);
    if (last && inARow >= MANY_FAILURES) {
      failed.push({ job, error: last.error });
      return;
    }
    try {
      job.copied = await deps.copier.copy(job.source, job.to, { isNew: job.isNew }, signal);
      inARow = 0;
      report(t('{0} of {1}', count(++done), count(left.length)));
    } catch (error) {
      if (!(error instanceof SpacesError)) throw error;
      inARow++;
      failed.push({ job, error });
    }
  });
  return failed;
}

/**
 * Deletes the copies that overwrote nothing, or are versions of their own, as long as each is still what was made and its
 * source is still there. Where versions are kept and CopyObject does not tell which one it made (Ceph) the copy goes as
 * any object does: a delete marker is over it. What is refused, or can't be looked at, stays, and is told of.
 */
async function takeBackAll(deps: ManageDeps, jobs: readonly Job[]): Promise<void> {
  // Not to be cancelled once more.
  const { signal } = new AbortController();
  const ours = jobs.filter(({ isNew, copied }) => copied && (isNew || isVersion(copied)));
  const { whole } = await confirmCopies(deps, ours, signal).catch(() => ({ whole: [] }));
  const made = whole.flatMap((job) => {
    const { copied } = job;
    return copied ? [{ job, to: copied.to, versionId: copied.versionId }] : [];
  });
  for (const own of Map.groupBy(made, ({ to }) => spaceId(to)).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const jobOf = new Map(own.map(({ job, to }) => [to.key, job] as const));
    const onRemoved = ({ deleted }: Removed) => {
      for (const { key } of deleted) {
        const job = jobOf.get(key);
        if (job) job.copied = undefined;
      }
    };
    const doomed = own.map(({ to: { key }, versionId }) => ({ key, versionId }));
    // Beside their sources nothing is lost.
    await deps.deleter.remove(first.to, doomed, { onRemoved }, signal).catch(() => {});
    deps.listing.touched(first.to, [...jobOf.keys()]);
  }
}

/** A version of its own: `null` is one that took another's place. */
function isVersion({ versionId = 'null' }: Copied): boolean {
  return versionId !== 'null';
}

/** What throws here is told as the failure of each that is not known to be gone. */
async function removeSources(
  deps: ManageDeps,
  jobs: readonly Job[],
  { signal, report }: Counting,
): Promise<Carried> {
  const { count } = createFormats(deps.moments.locale);
  const done = new Set<Job>();
  const failed = new Map<Job, SpacesError>();
  const bySpace = Map.groupBy(jobs, ({ source }) => spaceId(source));
  for (const own of bySpace.values()) {
    const [first] = own;
    if (first === undefined) continue;
    const { connection, space } = first.source;
    const jobOf = new Map(own.map((job) => [job.source.key, job] as const));
    const keys = own.map(({ source: { key } }) => ({ key }));
    const onRemoved = (removed: Removed) => {
      const gone = removed.deleted.flatMap(({ key }) => jobOf.get(key) ?? []);
      for (const job of gone) done.add(job);
      for (const { source, to } of gone) deps.listing.moved(source, to);
      for (const each of removed.failed) {
        const job = jobOf.get(each.key);
        if (job) failed.set(job, each.error);
      }
      deps.listing.touched(
        first.source,
        gone.map(({ source }) => source.key),
      );
      report(t('{0} of {1}', count(done.size), count(jobs.length)));
    };
    await deps.deleter.remove({ connection, space }, keys, { onRemoved }, signal).catch((error: unknown) => {
      if (!isCancelled(error) && !(error instanceof SpacesError)) throw error;
      const reason = error instanceof SpacesError ? error : new SpacesError('server', t('Canceled.'));
      for (const job of own) if (!done.has(job) && !failed.has(job)) failed.set(job, reason);
    });
  }
  return {
    done: [...done],
    failed: [...failed].map(([job, error]) => ({ job, error: bothThere(job.source.key, job.to.key, error) })),
  };
}
