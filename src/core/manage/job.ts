import { lastSegment } from '../keyRules.ts';
import { parentOfFolder } from '../listingPath.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../target.ts';
import type { Copied, CopySource } from './copier.ts';

/** One object, or a folder (`''`: the Space) with all that is in it. */
export type Place = ObjectTarget | PrefixTarget;

/** One object to bring to another key. */
export interface Job {
  readonly source: CopySource;
  readonly to: ObjectTarget;
  /** May not overwrite. */
  readonly isNew: boolean;
  /** That of its folder; absent for an object that was named. */
  readonly route?: Route | undefined;
  /** What became of it. */
  copied?: Copied | undefined;
}

/** A folder's objects go to another folder, each under what follows the prefix. */
export interface Route {
  readonly from: PrefixTarget;
  readonly to: PrefixTarget;
}

export function isFolder(place: Place): place is PrefixTarget {
  return 'prefix' in place;
}

/** What it is called in its folder; a folder's name has its slash. An object that stands for a folder is called as that. */
export function nameOf(place: Place): string {
  const path = isFolder(place) ? place.prefix : place.key;
  return path.endsWith('/') ? path.slice(parentOfFolder(path).length) : lastSegment(path);
}

/** The folder or Space that it stands in. */
export function parentOf(place: Place): PrefixTarget {
  const { connection, space } = place;
  const path = isFolder(place) ? place.prefix : place.key;
  return { connection, space, prefix: path.slice(0, path.length - nameOf(place).length) };
}

/** Two connections may lead to one Space. */
export function isSameSpace(a: SpaceTarget, b: SpaceTarget): boolean {
  const isOneServer = a.connection.id === b.connection.id || a.connection.endpoint === b.connection.endpoint;
  return isOneServer && a.space === b.space;
}

/** Whether something is a folder, or below it. */
export function isBelow(place: Place, folder: PrefixTarget): boolean {
  const path = isFolder(place) ? place.prefix : place.key;
  return isSameSpace(place, folder) && path.startsWith(folder.prefix);
}

/** Each once: without what another of them holds. A version that was named is an object of its own, which no folder holds. */
export function outermost<P extends Place>(places: readonly P[]): readonly P[] {
  const each = [...new Map(places.map((place) => [identityOf(place), place] as const)).values()];
  const folders = each.flatMap((place) => (isFolder(place) ? [place] : []));
  return each.filter(
    (place) =>
      versionOf(place) !== undefined || !folders.some((other) => other !== place && isBelow(place, other)),
  );
}

function identityOf(place: Place): string {
  const path = isFolder(place) ? { prefix: place.prefix } : { key: place.key };
  return JSON.stringify([place.connection.endpoint, place.space, path, versionOf(place)]);
}

function versionOf(place: Place & { readonly versionId?: string | undefined }): string | undefined {
  return place.versionId;
}
