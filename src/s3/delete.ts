import { t } from '@vscode/l10n';
import { isCancelled, SpacesError } from '../core/errors.ts';
import { hasDotSegment } from '../core/keyRules.ts';
import type { Doomed, ObjectDeleter, Removed } from '../core/manage/deleter.ts';
import { inParallel } from '../core/manage/inParallel.ts';
import { plain } from '../core/plain.ts';
import { ServerFailure } from '../core/serverFailure.ts';
import type { SpaceTarget } from '../core/target.ts';
import { versionQuery } from './bytes/facts.ts';
import { type Place, type Visits, visitor } from './bytes/place.ts';
import type { StoreDeps } from './client.ts';
import { type Deletion, deleteBatch, xmlCarries } from './delete/batch.ts';
import { codeOf } from './failure.ts';
import { sleep } from './wait.ts';

export interface DeleterDeps extends StoreDeps {
  /** Keys a request; the most that servers take. */
  readonly batchSize?: number;
}

const BATCH_SIZE = 1_000;
/** So few are not parted. */
const SMALL_BATCH = 50;
/** Requests at the same time. */
const PARALLEL = 8;
/** How often those are tried again that a busy server left behind. */
const ROUNDS = 4;
const ROUND_MS = 500;
/** So many refusals in a row are one for all. */
const MANY_REFUSALS = 20;
/** A server deletes one after the other before it answers. */
const PATIENCE_MS = 120_000;

/** Deletes objects of saved connections: many a request, and one by one what can't be named there. */
export function createDeleter(deps: DeleterDeps): ObjectDeleter {
  const visits = visitor({ ...deps, limits: { ...deps.limits, headersMs: PATIENCE_MS } });
  return {
    async remove(space, doomed, { wantsMarkers = false, onRemoved }, signal) {
      const work: Work = { visits, deps, space, signal, wantsMarkers, onRemoved, refusals: { inARow: 0 } };
      const batches = batchesOf(doomed, deps.batchSize ?? BATCH_SIZE);
      await inParallel(PARALLEL, batches, (batch) => removeBatch(work, batch));
    },
  };
}

interface Work {
  readonly visits: Visits;
  readonly deps: DeleterDeps;
  readonly space: SpaceTarget;
  readonly signal: AbortSignal;
  readonly wantsMarkers: boolean;
  onRemoved(removed: Removed): void;
  /** Of single objects, across all batches. */
  readonly refusals: { inARow: number };
}

/** What XML can't carry, and one alone, is named in an address; what no address can name goes into a document. */
function batchesOf(doomed: readonly Doomed[], size: number): readonly (readonly Doomed[])[] {
  const isAlone = doomed.length === 1;
  const { one = [], many = [] } = Object.groupBy(doomed, ({ key }) =>
    !xmlCarries(key) || (isAlone && !hasDotSegment(key)) ? 'one' : 'many',
  );
  const batches: (readonly Doomed[])[] = one.map((each) => [each]);
  // As few rounds as can be, all of them full: the last one would wait for few.
  const rounds = Math.ceil(many.length / (size * PARALLEL));
  const share = Math.max(SMALL_BATCH, Math.ceil(many.length / (rounds * PARALLEL)));
  for (let at = 0; at < many.length; at += share) batches.push(many.slice(at, at + share));
  return batches;
}

async function removeBatch(work: Work, batch: readonly Doomed[]): Promise<void> {
  const [first, ...others] = batch;
  if (first === undefined) return;
  if (others.length === 0 && !hasDotSegment(first.key)) return removeOne(work, first);
  let left = batch;
  for (let round = 1; left.length > 0; round++) {
    const removed = await removeTogether(work, left);
    if (removed === undefined) return;
    const isLast = round === ROUNDS;
    left = isLast ? [] : removed.failed.filter(({ error }) => isPassing(error));
    work.onRemoved(
      isLast ? removed : { ...removed, failed: removed.failed.filter((each) => !isPassing(each.error)) },
    );
    if (left.length > 0) await (work.deps.sleep ?? sleep)(ROUND_MS * round, work.signal);
  }
}

/** `undefined`: the server does not take them together, and what became of each is told already. */
async function removeTogether(work: Work, batch: readonly Doomed[]): Promise<Removed | undefined> {
  const { visits, space, signal, wantsMarkers } = work;
  const deletion: Deletion = { batch, isQuiet: !wantsMarkers };
  try {
    const again = new Again();
    const removed = await visits.write({ ...space, key: '' }, signal, (place) =>
      deleteBatch(again.noticed(place), deletion),
    );
    return again.isSent ? { ...removed, askedTwice: removed.deleted } : removed;
  } catch (error) {
    const isDenied = error instanceof SpacesError && error.code === 'accessDenied';
    if (!isDenied && !isNotTaken(error)) throw error;
    if (batch.length === 1) work.onRemoved(failing(batch, error));
    else if (isDenied) await removeEach(work, batch, error);
    else await inParallel(PARALLEL, halves(batch), (half) => removeBatch(work, half));
    return undefined;
  }
}

/** A key pair with rights to some keys alone is refused for all together (Ceph asks for the Space's). */
async function removeEach(work: Work, batch: readonly Doomed[], refusal: SpacesError): Promise<void> {
  const { refusals } = work;
  const onRemoved = (removed: Removed) => {
    refusals.inARow = removed.deleted.length > 0 ? 0 : refusals.inARow + 1;
    work.onRemoved(removed);
  };
  await inParallel(PARALLEL, batch, async (each) => {
    if (refusals.inARow >= MANY_REFUSALS) throw refusal;
    await removeBatch({ ...work, onRemoved }, [each]);
  });
}

/** DELETE. An object that is not there is no failure. */
async function removeOne(work: Work, doomed: Doomed): Promise<void> {
  const { visits, space, signal } = work;
  const { key, versionId } = doomed;
  try {
    const again = new Again();
    const { headers } = await visits.write({ ...space, key }, signal, (place) => {
      const { send, ...at } = again.noticed(place);
      return send({ method: 'DELETE', ...at, query: versionQuery(versionId) });
    });
    const marker = headers.get('x-amz-delete-marker') === 'true' ? headers.get('x-amz-version-id') : null;
    const markers = marker === null || versionId !== undefined ? [] : [{ key, versionId: marker }];
    const askedTwice = again.isSent ? [doomed] : [];
    work.onRemoved({ deleted: [doomed], markers, failed: [], askedTwice });
  } catch (error) {
    if (isCancelled(error) || !isOwn(error)) throw error;
    work.onRemoved(failing([doomed], error));
  }
}

/** Notices whether a request was sent another time: the one before may have worked. */
class Again {
  isSent = false;

  noticed({ send, ...at }: Place): Place {
    const onAgain = () => {
      this.isSent = true;
    };
    return { ...at, send: (request) => send({ ...request, onAgain }) };
  }
}

/** Whether a refusal is of this object alone: another may well be deleted. */
function isOwn(error: unknown): error is SpacesError {
  return (
    error instanceof SpacesError &&
    ['accessDenied', 'badKey', 'noSuchObject', 'server', 'notImplemented'].includes(error.code)
  );
}

/** The server takes no such document, or none with one of these keys (Ceph: longer than 1,024 bytes). */
function isNotTaken(error: unknown): error is SpacesError {
  if (!(error instanceof SpacesError && error.cause instanceof ServerFailure)) return false;
  return (
    [400, 405, 501].includes(error.cause.facts.status) && ['server', 'notImplemented'].includes(error.code)
  );
}

function isPassing(error: SpacesError): boolean {
  return ['InternalError', 'SlowDown'].includes(codeOf(error) ?? '');
}

function failing(batch: readonly Doomed[], error: SpacesError): Removed {
  const named = (key: string) =>
    new SpacesError(error.code, t('{0}: {1}', plain(key), error.message), { cause: error.cause });
  return { deleted: [], markers: [], failed: batch.map((each) => ({ ...each, error: named(each.key) })) };
}

function halves(batch: readonly Doomed[]): readonly (readonly Doomed[])[] {
  const middle = Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
}
