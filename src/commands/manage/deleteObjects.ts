import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import type { Doomed, Removed } from '../../core/manage/deleter.ts';
import { isFolder, outermost, type Place } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectEntry } from '../../core/ports.ts';
import { inSentences } from '../../core/sentences.ts';
import { type ObjectTarget, type SpaceTarget, spaceId } from '../../core/target.ts';
import { namesOf } from '../placeWords.ts';
import { refuseReadOnly } from '../share.ts';
import type { ManageDeps } from './deps.ts';
import { type Counting, countWords, objectsBelow } from './gather.ts';

export interface DeleteRequest {
  /** An object may come with what a listing told of it. */
  readonly targets: readonly (Place & { readonly entry?: Pick<ObjectEntry, 'size'> | undefined })[];
  readonly confirmed?: boolean | undefined;
  /** Says nothing of how it went. */
  readonly isQuiet?: boolean | undefined;
}

export interface Deletion {
  readonly deleted: number;
  readonly failed: number;
}

interface Found extends ObjectTarget {
  readonly size?: number | undefined;
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
  if (found.length === 0) throw new SpacesError('noSuchObject', t('There is no object below {0}.', names));
  if (request.confirmed !== true) {
    await deps.notices.confirm(t('Delete {0}? Objects: {1}.', names, countWords(deps, found)), {
      detail: mayUndo ? t('The Space keeps older versions: this can be undone.') : t("This can't be undone."),
      action: t('Delete'),
    });
  }
  return remove(deps, found, { ...request, mayUndo });
}

/** Every object of the targets, each once. */
async function foundAt(
  deps: Pick<ManageDeps, 'spaces' | 'moments'>,
  targets: DeleteRequest['targets'],
  counting: Counting,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const target of targets) {
    if (!isFolder(target)) {
      const { connection, space, key, entry } = target;
      found.push({ connection, space, key, size: entry?.size });
      continue;
    }
    for (const object of await objectsBelow(deps, target, counting)) found.push(object);
  }
  return found;
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
  readonly markers: (SpaceTarget & { readonly doomed: Doomed[] })[] = [];
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
    tally.markers.push({ connection, space, doomed: markers });
    const onRemoved = (removed: Removed) => {
      tally.deleted += removed.deleted.length;
      // In a Space that was told to keep no more versions the marker took the object's place.
      markers.push(...removed.markers.filter(({ versionId }) => versionId !== 'null'));
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
  const canUndo = tally.markers.some(({ doomed }) => doomed.length > 0);
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
    parts.reduce(inSentences),
    { title: t('Retry'), run: () => remove(deps, left, { ...request, targets: left }) },
    ...offers,
  );
}

/** Removes the delete markers that were made, and only those: what has changed since stays as it is. */
async function bringBack(
  deps: ManageDeps,
  markers: readonly (SpaceTarget & { readonly doomed: readonly Doomed[] })[],
): Promise<void> {
  let back = 0;
  const failed: SpacesError[] = [];
  await deps.progress.run(t('Undo'), async (signal) => {
    for (const { connection, space, doomed } of markers) {
      const onRemoved = (removed: Removed) => {
        back += removed.deleted.length;
        failed.push(...removed.failed.map(({ error }) => error));
        deps.listing.touched(
          { connection, space },
          removed.deleted.map(({ key }) => key),
        );
      };
      await deps.deleter.remove({ connection, space }, doomed, { onRemoved }, signal);
    }
  });
  const [first] = failed;
  const words = t('Brought back: {0}', formatCount(back, deps.moments.locale));
  if (first) throw new SpacesError('someFailed', inSentences(words, first.message), { cause: first });
  deps.notices.info(words);
}
