import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { pathOfObject } from '../../core/files/path.ts';
import { FileProblem } from '../../core/files/problem.ts';
import type { Copied } from '../../core/manage/copier.ts';
import type { Doomed } from '../../core/manage/deleter.ts';
import { isBelow, type Place } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { deleteObjects } from '../manage/deleteObjects.ts';
import { runErrands } from '../manage/errands.ts';
import { assertNoFolder } from '../manage/names.ts';
import { type Errand, errand } from '../manage/route.ts';
import { refuseReadOnly } from '../share.ts';
import { type At, asKey, type FileDeps, folderAt, type KeyAt, unending } from './at.ts';
import { isStored, nothingAt, whatIsAt } from './lookUp.ts';
import { assertWritable } from './writePlaces.ts';

export interface Relocation {
  readonly from: At;
  readonly to: At;
  readonly mode: 'move' | 'copy';
  /** What is there may be replaced. */
  readonly overwrite: boolean;
}

interface Ends extends Relocation {
  readonly from: KeyAt;
  readonly to: KeyAt;
}

/** Moves or copies an object, or a folder with all that is in it. Throws `exists` where something may not be replaced. */
export async function relocate(deps: FileDeps, relocation: Relocation): Promise<void> {
  const ends: Ends = { ...relocation, from: asKey(relocation.from), to: asKey(relocation.to) };
  if (ends.mode === 'move') refuseReadOnly(ends.from.connection);
  assertWritable(ends.to);
  if ((await kindOf(deps, ends.from)) === 'folder') return relocateFolder(deps, ends);
  await carry(deps, ends, errand(objectOf(ends.from), topOf(ends.to), ends.to.key));
  deps.folders.filled(ends.to.path);
}

/** What of it is in memory alone goes along. */
async function relocateFolder(deps: FileDeps, ends: Ends): Promise<void> {
  const { from, to, mode } = ends;
  const [source, target] = [folderAt(from), folderAt(to)];
  if (isBelow(target, source))
    throw new SpacesError(
      'badArguments',
      t("A folder can't be moved or copied into itself: {0}", plain(from.key)),
    );
  if (!ends.overwrite) await assertNoFolder(deps, target, unending());
  const isInStore = await isStored(deps, from);
  if (isInStore) await carry(deps, ends, errand(source, topOf(to), target.prefix));
  if (mode === 'move') deps.folders.moved(from.path, to.path);
  else if (!isInStore) deps.folders.add(to.path);
  if (isInStore) deps.folders.filled(to.path);
}

async function carry(deps: FileDeps, { mode, overwrite }: Ends, what: Errand): Promise<void> {
  const copied: Copied[] = [];
  const remembering = { ...deps, copier: remember(deps, copied) };
  const how = { confirmed: true, isStrict: true, onConflict: overwrite ? 'replace' : 'refuse' } as const;
  await runErrands(remembering, { errands: [what], mode, ...how });
  if (mode === 'move') for (const each of copied) follow(deps, each);
}

function topOf({ connection, space }: KeyAt): PrefixTarget {
  return { connection, space, prefix: '' };
}

async function kindOf(deps: FileDeps, at: KeyAt): Promise<'file' | 'folder'> {
  const { kind } = await whatIsAt(deps, at);
  if (kind !== undefined) return kind;
  throw nothingAt(at);
}

function objectOf({ connection, space, key }: KeyAt): ObjectTarget {
  return { connection, space, key };
}

function remember({ copier }: FileDeps, copied: Copied[]): FileDeps['copier'] {
  return {
    copy: async (...what) => {
      const made = await copier.copy(...what);
      copied.push(made);
      return made;
    },
  };
}

/** A document of the source comes again under the copy's name, with what was typed. */
function follow({ bases }: FileDeps, { source, to, etag }: Copied): void {
  bases.moved(pathOf(source), pathOf(to), { was: source.etag, is: etag });
}

function pathOf({ connection, space, key }: ObjectTarget): string {
  return `${connection.id}${pathOfObject(space, key)}`;
}

/** Deletes an object, or a folder with all that is in it. Throws what the first that could not be deleted says. */
export async function remove(deps: FileDeps, at: At, isRecursive: boolean): Promise<void> {
  const place = asKey(at);
  refuseReadOnly(place.connection);
  const isFile = (await kindOf(deps, place)) === 'file';
  const isInStore = isFile || (await isStored(deps, place));
  if (!isFile && !isRecursive && (isInStore || deps.folders.namesIn(place.path).length > 0))
    throw new FileProblem('unavailable', t('The folder is not empty: {0}', plain(place.key)));
  if (isInStore) await removeObjects(deps, isFile ? objectOf(place) : folderAt(place));
  if (!isFile) {
    deps.folders.removed(place.path);
    return;
  }
  deps.saves.deleted(objectOf(place));
  deps.bases.gone(place.path);
  deps.has(place, undefined);
}

/**
 * The editor moves a folder to a disk by copying all that it is shown, and deleting the folder. Throws `FileProblem` where that
 * holds more.
 */
function assertAllShown(doomed: readonly Doomed[]): void {
  const keys = new Set(doomed.map(({ key }) => key));
  for (const key of keys)
    for (let at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1)) {
      const object = key.slice(0, at);
      if (!keys.has(object)) continue;
      const words = t(
        'Nothing was deleted: an object and a folder in it have one name, and only the object is shown here. Use the view Spaces: {0}',
        plain(object),
      );
      throw new FileProblem('unavailable', words);
    }
}

async function removeObjects(deps: FileDeps, target: Place): Promise<void> {
  let failure: SpacesError | undefined;
  const deleter: FileDeps['deleter'] = {
    async remove(space, doomed, options, signal) {
      assertAllShown(doomed);
      const onRemoved: typeof options.onRemoved = (removed) => {
        failure ??= removed.failed[0]?.error;
        options.onRemoved(removed);
      };
      await deps.deleter.remove(space, doomed, { ...options, onRemoved }, signal);
    },
  };
  // Nothing offers to undo it here, so nobody has to be asked whether that could be.
  const control = { versioning: async () => 'never' as const };
  const quiet = { ...deps, deleter, control };
  await deleteObjects(quiet, { targets: [target], confirmed: true, isQuiet: true });
  if (failure) throw failure;
}
