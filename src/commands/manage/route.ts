import { writeProblem } from '../../core/keyRules.ts';
import { walk } from '../../core/listingWalk.ts';
import type { CopySource } from '../../core/manage/copier.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import { isFolder, type Job, type Place, type Route } from '../../core/manage/job.ts';
import type { ObjectHead } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { keepBoth } from '../../core/transfers/keepBoth.ts';
import { badKey } from '../share.ts';
import { type Conflict, type ManageDeps, PARALLEL } from './deps.ts';
import { type Counting, headAt, objectsBelow, objectsNamed } from './gather.ts';

/** An object and the whole key that it gets, or a folder and its prefix. All of one request go to one Space. */
export type Errand =
  | { readonly from: ObjectTarget; readonly to: ObjectTarget }
  | { readonly from: PrefixTarget; readonly to: PrefixTarget };

/** What is to be done, and what stands in its way. */
export interface Plan {
  readonly drafts: readonly Draft[];
  /** The keys that are taken where they go, with what is there. */
  readonly taken: ReadonlyMap<string, There>;
  readonly conflicts: readonly Draft[];
}

type There = Pick<ObjectHead, 'size' | 'etag' | 'lastModified'>;

/** A job before it is settled what becomes of conflicts. */
export type Draft = Omit<Job, 'isNew'>;
type Reads = Pick<ManageDeps, 'spaces' | 'moments'>;

export function errand(from: Place, to: PrefixTarget, path: string): Errand {
  const { connection, space } = to;
  return isFolder(from)
    ? { from, to: { connection, space, prefix: path } }
    : { from, to: { connection, space, key: path } };
}

/** Every object of the errands, and whether something is where it goes. Throws what can't be, before anything is done. */
export async function planned(deps: Reads, errands: readonly Errand[], counting: Counting): Promise<Plan> {
  const drafts = await draftsOf(deps, errands, counting);
  for (const { source, to } of drafts) {
    for (const key of [source.key, to.key]) {
      const problem = writeProblem(key);
      if (problem) throw badKey(problem, key);
    }
  }
  const taken = await takenBy(deps, drafts, counting.signal);
  const seen = new Set<string>();
  const conflicts = drafts.filter((draft) => {
    const isTwice = seen.has(draft.to.key);
    seen.add(draft.to.key);
    return isTwice || (taken.has(draft.to.key) && !areMarkers(draft, taken));
  });
  return { drafts, taken, conflicts };
}

/** The jobs, each conflict dealt with in the same way. Two sources for one key never replace one another. */
export async function resolved(
  { spaces }: Reads,
  { drafts, taken, conflicts }: Plan,
  how: Exclude<Conflict, 'ask'>,
  signal: AbortSignal,
): Promise<{ readonly jobs: readonly Job[]; readonly skipped: number }> {
  const isConflict = new Set(conflicts);
  const free = keepBoth(new Set([...taken.keys(), ...drafts.map(({ to }) => to.key)]), '/');
  const seen = new Set<string>();
  const jobs: Job[] = [];
  for (const draft of drafts) {
    const { to } = draft;
    const isTwice = seen.has(to.key);
    seen.add(to.key);
    if (how !== 'keepBoth' && isItself(draft, taken.get(to.key))) continue;
    if (!isConflict.has(draft)) jobs.push({ ...draft, isNew: !taken.has(to.key) });
    else if (how === 'replace' && !isTwice) jobs.push({ ...draft, isNew: false });
    else if (how !== 'skip') {
      let key = free(to.key);
      // What is there of a folder is known whole, beside an object named it is not.
      while (!draft.route && (await headAt({ spaces }, { ...to, key }, signal)) !== undefined)
        key = free(to.key);
      jobs.push({ ...draft, to: { ...to, key }, isNew: true });
    }
  }
  return { jobs, skipped: drafts.length - jobs.length };
}

/** Both only stand for a folder and hold nothing: that is no conflict. */
function areMarkers({ source, to }: Draft, taken: Plan['taken']): boolean {
  return to.key.endsWith('/') && source.size === 0 && taken.get(to.key)?.size === 0;
}

/**
 * Two connections may lead to one store by addresses that do not tell: what would replace itself, and then be deleted as its
 * own source, is known by the moment it was made.
 */
function isItself({ source, to }: Draft, there: There | undefined): boolean {
  if (source.key !== to.key || source.space !== to.space || !there?.lastModified) return false;
  return there.lastModified === source.lastModified && there.etag === source.etag;
}

async function draftsOf(
  deps: Reads,
  errands: readonly Errand[],
  counting: Counting,
): Promise<readonly Draft[]> {
  const named = errands.flatMap((each) => ('key' in each.from && 'key' in each.to ? [each] : []));
  const sources = await objectsNamed(
    deps,
    named.map(({ from }) => from as ObjectTarget),
    counting.signal,
  );
  const drafts: Draft[] = sources.map((source, index) => ({ source, to: named[index]?.to as ObjectTarget }));
  for (const { from, to } of errands) {
    if (!('prefix' in from && 'prefix' in to)) continue;
    const route: Route = { from, to };
    for (const source of await objectsBelow(deps, from, counting)) drafts.push(below(route, source));
  }
  return drafts;
}

function below(route: Route, source: CopySource): Draft {
  const { connection, space, prefix } = route.to;
  return {
    source,
    route,
    to: { connection, space, key: prefix + source.key.slice(route.from.prefix.length) },
  };
}

async function takenBy(
  { spaces }: Reads,
  drafts: readonly Draft[],
  signal: AbortSignal,
): Promise<Plan['taken']> {
  const taken = new Map<string, There>();
  await inParallel(PARALLEL, drafts, async ({ to, route }) => {
    if (route) return;
    const there = await headAt({ spaces }, to, signal);
    if (there !== undefined) taken.set(to.key, there);
  });
  for (const folder of new Set(drafts.flatMap(({ route }) => route?.to ?? []))) {
    for await (const page of walk(spaces, folder, signal, { order: 'any' }))
      for (const each of page) taken.set(each.key, each);
  }
  return taken;
}
