import { t } from '@vscode/l10n';
import { isCancelled, SpacesError } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import type { Doomed, Removed } from '../../core/manage/deleter.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import { isFolder, outermost, type Place } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectEntry } from '../../core/ports.ts';
import { inSentences } from '../../core/sentences.ts';
import { type ObjectTarget, type SpaceTarget, spaceId } from '../../core/target.ts';
import { namesOf } from '../placeWords.ts';
import { refuseReadOnly } from '../share.ts';
import { bringBack, type Markers } from './bringBack.ts';
import { type ManageDeps, PARALLEL } from './deps.ts';
import { type Counting, countWords, headAt, objectsBelow } from './gather.ts';

export interface DeleteRequest {
  /** An object may come with what a listing told of it: then it is asked for, as that may be long ago. */
  readonly targets: readonly (Place & { readonly entry?: Listed | undefined })[];
  readonly confirmed?: boolean | undefined;
  /** Says nothing of how it went. */
  readonly isQuiet?: boolean | undefined;
}

type Listed = Pick<ObjectEntry, 'size'> & Partial<Pick<ObjectEntry, 'etag'>>;

export interface Deletion {
  readonly deleted: number;
  readonly failed: number;
}

interface Found extends ObjectTarget {
  readonly size?: number | undefined;
  /** Another content than was listed. */
  readonly isChanged?: boolean;
}

/**
 * Deletes objects, and folders with all that is in them: those that were there when it was asked, and no others. Throws
 * `SpacesError`, `Cancelled`; what fails for some alone is in the outcome, and offers to be tried again.
 */
export async function deleteObjects(deps: ManageDeps, request: DeleteRequest): Promise<Deletion> {
  const targets = outermost(request.targets);
  for (const { connection } of targets) refuseReadOnly(connection);
  const names = namesOf(targets);
  const { found, mayUndo } = await deps.progress.run(
    t('Counting what is below {0}', names),
    async (signal, report) => ({
      found: await foundAt(deps, targets, { signal, report }),
      mayUndo: await keepVersions(deps, targets, signal),
    }),
  );
  if (found.length === 0) {
    const words = targets.some(isFolder)
      ? t('There is no object below {0}.', names)
      : t('There is no object with this key: {0}', names);
    throw new SpacesError('noSuchObject', words);
  }
  if (request.confirmed !== true) {
    await deps.notices.confirm(t('Delete {0}? Objects: {1}.', names, countWords(deps, found)), {
      detail: detailOf(found, mayUndo),
      action: t('Delete'),
    });
  }
  return remove(deps, found, { ...request, mayUndo });
}

/** Every object of the targets, each once. */
async function foundAt(
  deps: Pick<ManageDeps, 'spaces' | 'moments' | 'listing'>,
  targets: DeleteRequest['targets'],
  counting: Counting,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const target of targets.filter(isFolder)) {
    const below = await objectsBelow(deps, target, counting, { order: 'any' });
    for (const object of below) found.push(object);
  }
  const looked = new Map<Place, Found | undefined>();
  const objects = targets.flatMap((target) => (isFolder(target) ? [] : [target]));
  await inParallel(PARALLEL, objects, async (target) => {
    looked.set(target, await lookedAt(deps, target, counting.signal));
  });
  return [...found, ...objects.flatMap((target) => looked.get(target) ?? [])];
}

/** `undefined` where it is gone. What can't be told is deleted as it was named. */
async function lookedAt(
  { spaces, listing }: Pick<ManageDeps, 'spaces' | 'listing'>,
  { connection, space, key, entry }: ObjectTarget & { readonly entry?: Listed | undefined },
  signal: AbortSignal,
): Promise<Found | undefined> {
  const named = { connection, space, key, size: entry?.size };
  if (entry === undefined) return named;
  try {
    const there = await headAt({ spaces }, named, signal);
    const isChanged = Boolean(entry.etag) && there?.etag !== entry.etag;
    if (there === undefined || isChanged) listing.touched(named, [key]);
    return there && { ...named, size: there.size, isChanged };
  } catch (error) {
    if (isCancelled(error) || !(error instanceof SpacesError)) throw error;
    return named;
  }
}

function detailOf(found: readonly Found[], mayUndo: boolean | undefined): string {
  const words = mayUndo
    ? t('The Space keeps older versions: this can be undone.')
    : t("This can't be undone.");
  const changed = found.filter(({ isChanged }) => isChanged);
  if (changed.length === 0) return words;
  return inSentences(t('Changed since it was listed: {0}', namesOf(changed)), words);
}

/** Whether every one of the Spaces keeps what is deleted; `undefined`: it is not known. */
async function keepVersions(
  { control }: ManageDeps,
  targets: readonly SpaceTarget[],
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const spaces = new Map(targets.map((target) => [spaceId(target), target] as const));
  for (const { connection, space } of spaces.values()) {
    try {
      if ((await control.versioning({ connection, space }, signal)) !== 'enabled') return false;
    } catch (error) {
      // A key pair that may not ask, or a server that has no versions: nothing is promised.
      if (!(error instanceof SpacesError)) throw error;
      return undefined;
    }
  }
  return true;
}

interface Removal extends DeleteRequest {
  readonly mayUndo: boolean | undefined;
}

class Tally {
  deleted = 0;
  readonly failed: { readonly object: ObjectTarget; readonly error: SpacesError }[] = [];
  readonly markers: Markers[] = [];
}

function remove(deps: ManageDeps, objects: readonly Found[], request: Removal): Promise<Deletion> {
  return deps.progress.run(t('Deleting: {0}', namesOf(request.targets)), async (signal, report) => {
    const tally = new Tally();
    try {
      await removeAll(deps, { objects, tally, wantsMarkers: request.mayUndo !== false }, { signal, report });
    } catch (error) {
      // What ended it does not tell how far it came.
      if (tally.deleted > 0 && request.isQuiet !== true) tell(deps, objects, tally, request);
      throw error;
    }
    if (request.isQuiet !== true) tell(deps, objects, tally, request);
    return { deleted: tally.deleted, failed: tally.failed.length };
  });
}

interface Removing {
  readonly objects: readonly Found[];
  readonly tally: Tally;
  /** Else the answers are short. */
  readonly wantsMarkers: boolean;
}

async function removeAll(
  deps: ManageDeps,
  { objects, tally, wantsMarkers }: Removing,
  { signal, report }: Counting,
): Promise<void> {
  const count = (value: number) => formatCount(value, deps.moments.locale);
  for (const own of Map.groupBy(objects, spaceId).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const { connection, space } = first;
    const markers: Doomed[] = [];
    const askedTwice = new Set<string>();
    tally.markers.push({ connection, space, doomed: markers, askedTwice });
    const onRemoved = (removed: Removed) => {
      tally.deleted += removed.deleted.length;
      // In a Space that was told to keep no more versions the marker took the object's place.
      markers.push(...removed.markers.filter(({ versionId }) => versionId !== 'null'));
      for (const { key } of removed.askedTwice ?? []) askedTwice.add(key);
      for (const { key, error } of removed.failed)
        tally.failed.push({ object: { connection, space, key }, error });
      report(t('{0} of {1}', count(tally.deleted), count(objects.length)));
    };
    const keys = own.map(({ key }) => key);
    try {
      const doomed = keys.map((key) => ({ key }));
      await deps.deleter.remove(first, doomed, { wantsMarkers, onRemoved }, signal);
    } finally {
      // Also what nobody told of: it may be gone all the same.
      deps.listing.touched({ connection, space }, keys);
    }
  }
}

function tell(deps: ManageDeps, objects: readonly Found[], tally: Tally, request: Removal): void {
  const count = (value: number) => formatCount(value, deps.moments.locale);
  const [only, ...others] = objects;
  const isOne = only !== undefined && others.length === 0 && tally.failed.length === 0;
  const parts = [t('Deleted: {0}', isOne ? plain(only.key) : count(tally.deleted))];
  const canUndo = tally.markers.some(
    ({ doomed, askedTwice }) => doomed.length > 0 || (request.mayUndo === true && askedTwice.size > 0),
  );
  const undo = { title: t('Undo'), run: () => bringBack(deps, tally.markers) };
  const offers = canUndo ? [undo] : [];
  const [first] = tally.failed;
  if (first === undefined) {
    deps.notices.info(parts.reduce(inSentences), ...offers);
    return;
  }
  const left = tally.failed.map(({ object }) => object);
  parts.push(t('Failed: {0}', count(left.length)), namesOf(left), first.error.message);
  deps.notices.error(
    // Of one that failed there is no more to say.
    tally.deleted === 0 && left.length === 1 ? first.error.message : parts.reduce(inSentences),
    { title: t('Retry'), run: () => remove(deps, left, { ...request, targets: left }) },
    ...offers,
  );
}
