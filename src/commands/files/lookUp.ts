import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { type FileKind, kindAt } from '../../core/files/entries.ts';
import { hasDotSegment } from '../../core/keyRules.ts';
import { folderOfKey } from '../../core/listingPath.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectHead } from '../../core/ports.ts';
import { headAt } from '../manage/gather.ts';
import { holdsAnything } from '../manage/names.ts';
import { type At, type FileDeps, type FolderAt, folderAt, type KeyAt, unending } from './at.ts';

export type LookUpDeps = Pick<FileDeps, 'spaces' | 'rights' | 'bases' | 'folders' | 'known'>;

export interface Found {
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  /** Nothing can be written there, as far as it is known. */
  readonly isReadonly: boolean;
}

type There = Pick<ObjectHead, 'etag' | 'size' | 'lastModified'>;

/**
 * What is at a place. Of a file by asking, always, since a save depends on it; of a folder, and of what is not there, also by
 * what was told a moment ago. Throws `noSuchObject`, `noSuchSpace`.
 */
export async function lookUp(deps: LookUpDeps, at: At): Promise<Found> {
  const { readOnly } = at.connection;
  const folder: Found = { kind: 'folder', size: 0, mtime: 0, isReadonly: readOnly };
  if (at.kind === 'connection') return folder;
  if (at.kind === 'space') {
    // Throws where there is no such Space, or where it may not be looked into.
    await isStored(deps, at);
    return folder;
  }
  const { kind, object } = knownAt(deps, at) ?? (await askedAt(deps, at));
  if (kind === 'folder') return folder;
  if (object === undefined) {
    deps.bases.gone(at.path);
    throw nothingAt(at);
  }
  const { size, mtime } = deps.bases.stated(at.path, object);
  return { kind: 'file', size, mtime, isReadonly: readOnly || isKnownReadonly(deps, at) };
}

type WhatIsThere = Awaited<ReturnType<typeof whatIsAt>>;

/** A folder or nothing, where that is known without asking. */
export function knownAt(
  { known, folders }: Pick<LookUpDeps, 'known' | 'folders'>,
  at: KeyAt,
): WhatIsThere | undefined {
  const kind = known.kindAt(at.path);
  if (kind === undefined) return undefined;
  return { kind: kind === 'folder' || folders.has(at.path) ? 'folder' : undefined };
}

async function askedAt(deps: LookUpDeps, at: KeyAt): Promise<WhatIsThere> {
  const { known } = deps;
  const asked = known.asking();
  const there = await whatIsAt(deps, at);
  if (there.object !== undefined) known.file(at.path);
  if (there.kind === undefined) known.nothing(at.path, asked);
  return there;
}

export function nothingAt({ key }: KeyAt): SpacesError {
  return new SpacesError('noSuchObject', t('There is no object with this key: {0}', plain(key)));
}

/** Which of the two it is, with no more requests than that takes. */
export async function whatIsAt(
  deps: Pick<LookUpDeps, 'spaces' | 'folders'>,
  at: KeyAt,
): Promise<{ readonly kind: FileKind | undefined; readonly object?: There }> {
  const { key } = at;
  if (kindAt(key, { isObject: true, isFolder: true }) === 'folder' && (await hasFolder(deps, at)))
    return { kind: 'folder' };
  let refusal: unknown;
  const object = await objectAt(deps, at).catch((error: unknown) => {
    // Of what is not there a key without the right to list is told that it may not read it: it may be a folder.
    if (!(error instanceof SpacesError && error.code === 'accessDenied')) throw error;
    refusal = error;
    return undefined;
  });
  if (object !== undefined) return { kind: 'file', object };
  const isFolder = await hasFolder(deps, at).catch((error: unknown) => {
    throw refusal ?? error;
  });
  if (!isFolder && refusal !== undefined) throw refusal;
  return { kind: kindAt(key, { isObject: false, isFolder }) };
}

async function objectAt(
  deps: Pick<LookUpDeps, 'spaces'>,
  { connection, space, key }: KeyAt,
): Promise<There | undefined> {
  if (key === '') return undefined;
  if (!hasDotSegment(key)) return headAt(deps, { connection, space, key }, unending());
  // No request can name it, but a listing does: it is the first of those that begin with it.
  const request = { prefix: key, maxKeys: 1 };
  const { objects } = await deps.spaces.listPage(connection, space, request, unending());
  return objects.find((each) => each.key === key);
}

/** Whether anything is in it, or somebody made it here. */
async function hasFolder(deps: Pick<LookUpDeps, 'spaces' | 'folders'>, at: FolderAt): Promise<boolean> {
  return deps.folders.has(at.path) || isStored(deps, at);
}

/** Whether anything is in the folder or Space, by a listing. */
export async function isStored(deps: Pick<LookUpDeps, 'spaces'>, at: FolderAt): Promise<boolean> {
  return holdsAnything(deps, folderAt(at), unending());
}

function isKnownReadonly({ rights }: Pick<LookUpDeps, 'rights'>, { connection, space, key }: KeyAt): boolean {
  return hasDotSegment(key) || rights.at({ connection, space, prefix: folderOfKey(key) }).write === false;
}
