import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import { writeProblem } from '../../core/keyRules.ts';
import type { Listing } from '../../core/listing.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import type { MomentStyle } from '../../core/moments.ts';
import type { VersionTarget } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import type { Notices, ObjectEntry, ObjectVersion, Progress, Settings, Store } from '../../core/ports.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { listVersions } from '../listVersions.ts';
import { PARALLEL } from '../manage/deps.ts';
import { amountWords } from '../placeWords.ts';
import { unending } from './at.ts';

export interface OpenDeps {
  readonly reads: Pick<Store, 'headObject' | 'listVersions'>;
  readonly settings: Pick<Settings, 'get'>;
  readonly notices: Pick<Notices, 'choose' | 'confirm'>;
  readonly progress: Progress;
  readonly moments: MomentStyle;
  readonly listing: Pick<Listing, 'touched'>;
  /** Absent in a browser. */
  readonly download: ((object: ObjectTarget) => unknown) | undefined;
  /** False where it can't be said that something is shown: of what is gone the editor says no more than that. */
  show(object: ObjectTarget, how: Showing): Promise<boolean>;
  /** Closes what `show` has shown. */
  close(object: ObjectTarget): Promise<void>;
  showVersion(version: KnownVersion, how: Showing): Promise<void>;
}

/** A version, and what a listing told of it. */
export interface KnownVersion {
  readonly version: VersionTarget;
  readonly facts: ObjectVersion;
}

/** How an editor comes up. */
export interface Showing {
  /** Else the next one takes its place. */
  readonly isKept: boolean;
  /** The focus stays where it is. */
  readonly isBehind: boolean;
  readonly isBeside: boolean;
}

/** An object, with what a listing told of it. */
export interface OpenObject extends ObjectTarget {
  readonly entry?: Pick<ObjectEntry, 'size'> | undefined;
}

const MB = 1_048_576;
/** More editors than this are asked for first. */
const MANY = 10;

/**
 * Opens objects in the editors for their kinds. Asks first for many, and for what is known to be large: false where they were
 * downloaded instead. Throws, once the others are open, `badKey` where there is one whose name can't be requested, and
 * `noSuchObject` where there is one that is gone; and `Cancelled`.
 */
export async function openObjects(
  deps: OpenDeps,
  objects: readonly OpenObject[],
  how: Showing,
): Promise<boolean> {
  const refused = objects.find(({ key }) => writeProblem(key) !== undefined);
  const openable = objects.filter(({ key }) => writeProblem(key) === undefined);
  const isMeant = openable.length > 0 && (await mayOpen(deps, openable));
  const empty = isMeant ? await showAll(deps, openable, how) : [];
  const missing: (SpacesError | undefined)[] = [];
  await inParallel(PARALLEL, empty, async (object) => {
    missing.push(await letGo(deps, object));
  });
  const gone = missing.find((error) => error !== undefined);
  if (refused !== undefined) refuse(refused);
  if (gone !== undefined) throw gone;
  return isMeant;
}

/** Opens what a caller named, and asks nothing. Throws what the server says of one that can't be read. */
export async function openNamed(
  deps: OpenDeps,
  objects: readonly ObjectTarget[],
  how: Showing,
): Promise<void> {
  for (const each of objects) await head(deps, each);
  await showAll(deps, objects, how);
}

/** Opens a version to be read. Throws `noSuchObject` for one that is not there, or that is a deletion. */
export async function openVersion(deps: OpenDeps, version: VersionTarget, how: Showing): Promise<void> {
  await deps.showVersion(await knownVersion(deps, version), how);
}

/** What the store tells of a version. Throws `noSuchObject` for one that is not there, or that is a deletion. */
export async function knownVersion(deps: VersionReads, version: VersionTarget): Promise<KnownVersion> {
  const { versionId = '' } = version;
  const facts = (await versionsOf(deps, version)).find((each) => each.versionId === versionId);
  if (facts !== undefined) return { version, facts };
  throw new SpacesError('noSuchObject', t('There is no version with this id: {0}', plain(versionId)));
}

export type VersionReads = Pick<OpenDeps, 'reads' | 'progress'>;

/** All that can be read, the newest first: a deletion is none. */
export async function versionsOf(
  deps: VersionReads,
  object: ObjectTarget,
): Promise<readonly ObjectVersion[]> {
  return (await listVersions(deps, object)).filter(({ isDeleted }) => !isDeleted);
}

/** Throws `badKey` for a name that can't be requested, and what the server says where there is nothing. */
export async function head({ reads, progress }: VersionReads, object: ObjectTarget): Promise<void> {
  refuse(object);
  const { connection, space, key } = object;
  await progress.run(t('Looking for {0}', plain(key)), (signal) =>
    reads.headObject(connection, space, key, signal),
  );
}

function refuse({ key }: ObjectTarget): void {
  const problem = writeProblem(key);
  if (problem !== undefined) throw new SpacesError('badKey', problem.message);
}

/** Several at once are each an editor of its own. Gives those of which nothing may be shown. */
async function showAll(
  deps: OpenDeps,
  objects: readonly ObjectTarget[],
  how: Showing,
): Promise<readonly ObjectTarget[]> {
  const isKept = how.isKept || objects.length > 1;
  const empty: ObjectTarget[] = [];
  for (const object of objects) if (!(await deps.show(object, { ...how, isKept }))) empty.push(object);
  return empty;
}

/**
 * What the tree shows may be gone: then its row goes, and its empty editor.
 * @returns what the store says of one that is; all else the editor says itself
 */
async function letGo(
  { reads, listing, close }: OpenDeps,
  object: ObjectTarget,
): Promise<SpacesError | undefined> {
  const { connection, space, key } = object;
  try {
    await reads.headObject(connection, space, key, unending());
    return undefined;
  } catch (error) {
    if (!(error instanceof SpacesError && error.code === 'noSuchObject')) return undefined;
    listing.touched({ connection, space }, [key]);
    await close(object);
    return error;
  }
}

/** False where they are downloaded instead. Throws `Cancelled`. */
async function mayOpen(deps: OpenDeps, objects: readonly OpenObject[]): Promise<boolean> {
  const limit = deps.settings.get('open.askAbove') * MB;
  const sizes = objects.map(({ entry }) => entry?.size ?? 0);
  if (objects.length <= MANY && sizes.every((size) => size <= limit)) return true;
  const [object, ...others] = objects;
  if (object !== undefined && others.length === 0) return askForLarge(deps, object);
  const formats = createFormats(deps.moments.locale);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return deps.notices.confirm(t('Open {0} objects?', formats.count(objects.length)), {
    detail: t('In all: {0}', amountWords(formats, { count: objects.length, bytes })),
    action: t('Open'),
  });
}

async function askForLarge(deps: OpenDeps, object: OpenObject): Promise<boolean> {
  const { moments, notices, download } = deps;
  const { size } = createFormats(moments.locale);
  const open = { title: t('Open'), value: true };
  const chosen = await notices.choose(t('Open this large object? {0}', plain(object.key)), {
    detail: t('Its size: {0}', size(object.entry?.size ?? 0)),
    choices: download === undefined ? [open] : [open, { title: t('Download…'), value: false }],
  });
  if (!chosen) await download?.(object);
  return chosen;
}
