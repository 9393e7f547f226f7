import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { walk } from '../../core/listingWalk.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import type { Job, Route } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { type ManageDeps, PARALLEL } from './deps.ts';
import { headAt } from './gather.ts';

/** What is known of an object, so that it can be known again. */
interface Trait {
  readonly size: number;
  readonly etag: string;
}

/** Up to so many are asked for one by one, where a listing could be long. */
const FEW = 8;

/**
 * Which of these may be deleted at their source: the copy is there, as large as the source, with the ETag that it was
 * made with; and the source is still the one that was copied. Throws what a listing throws.
 */
export async function confirmCopies(
  { spaces }: Pick<ManageDeps, 'spaces'>,
  jobs: readonly Job[],
  signal: AbortSignal,
): Promise<{ readonly whole: readonly Job[]; readonly failed: readonly { job: Job; error: SpacesError }[] }> {
  const copied = jobs.filter((job) => job.copied);
  const [there, sources] = await Promise.all([
    traits({ spaces, signal }, copied, (job) => ({ object: job.to, folder: job.route?.to })),
    traits({ spaces, signal }, copied, (job) => ({ object: job.source, folder: job.route?.from })),
  ]);
  const whole: Job[] = [];
  const failed: { job: Job; error: SpacesError }[] = [];
  for (const job of copied) {
    const error = whyNot(job, there.get(job), sources.get(job));
    if (error === undefined) whole.push(job);
    else failed.push({ job, error });
  }
  return { whole, failed };
}

function whyNot(
  { source, to, copied }: Job,
  copy: Trait | undefined,
  now: Trait | undefined,
): SpacesError | undefined {
  if (copy?.etag !== copied?.etag || copy?.size !== source.size)
    return new SpacesError('damaged', t('The copy is not there as it was made: {0}', plain(to.key)));
  if (now?.etag !== source.etag || now.size !== source.size)
    return new SpacesError('changed', t('The object was changed meanwhile: {0}', plain(source.key)));
  return undefined;
}

type PlaceOf = (job: Job) => { readonly object: ObjectTarget; readonly folder: PrefixTarget | undefined };

async function traits(
  at: Pick<ManageDeps, 'spaces'> & { readonly signal: AbortSignal },
  jobs: readonly Job[],
  placeOf: PlaceOf,
): Promise<ReadonlyMap<Job, Trait>> {
  const found = new Map<Job, Trait>();
  const byRoute = Map.groupBy(jobs, ({ route }): Route | undefined => route);
  for (const [route, own] of byRoute) {
    const folder = own[0] && placeOf(own[0]).folder;
    if (route === undefined || folder === undefined || own.length <= FEW)
      await askEach(at, { jobs: own, placeOf, found });
    else await list(at, folder, { jobs: own, placeOf, found });
  }
  return found;
}

interface Looking {
  readonly jobs: readonly Job[];
  readonly placeOf: PlaceOf;
  readonly found: Map<Job, Trait>;
}

async function askEach(
  { spaces, signal }: Pick<ManageDeps, 'spaces'> & { readonly signal: AbortSignal },
  { jobs, placeOf, found }: Looking,
): Promise<void> {
  await inParallel(PARALLEL, jobs, async (job) => {
    const there = await headAt({ spaces }, placeOf(job).object, signal);
    if (there !== undefined) found.set(job, there);
  });
}

async function list(
  { spaces, signal }: Pick<ManageDeps, 'spaces'> & { readonly signal: AbortSignal },
  folder: PrefixTarget,
  { jobs, placeOf, found }: Looking,
): Promise<void> {
  const jobOf = new Map(jobs.map((job) => [placeOf(job).object.key, job] as const));
  for await (const page of walk(spaces, folder, signal, { order: 'any' })) {
    for (const entry of page) {
      const job = jobOf.get(entry.key);
      if (job) found.set(job, entry);
    }
  }
}
