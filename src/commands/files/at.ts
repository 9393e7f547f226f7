import { t } from '@vscode/l10n';
import type { Connection } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import type { EmptyFolders } from '../../core/files/folders.ts';
import type { KnownFolders } from '../../core/files/known.ts';
import { type FilePlace, placeOf } from '../../core/files/path.ts';
import type { ObjectSaves } from '../../core/files/ports.ts';
import { FileProblem } from '../../core/files/problem.ts';
import type { Saves } from '../../core/files/saves.ts';
import { plain } from '../../core/plain.ts';
import type { ConnectionStore } from '../../core/ports.ts';
import type { Rights } from '../../core/rights.ts';
import type { PrefixTarget } from '../../core/target.ts';
import type { ManageDeps } from '../manage/deps.ts';

/** What the file system needs. */
export interface FileDeps extends ManageDeps {
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly rights: Pick<Rights, 'at'>;
  /** Whole contents. */
  readonly saves: ObjectSaves;
  /** What a save may overwrite. */
  readonly bases: Saves;
  readonly folders: EmptyFolders;
  /** For what nobody changes by: what is written, moved or deleted is looked at anew. */
  readonly known: KnownFolders;
  /** The editor has this content now, or knows that there is none. */
  has(at: KeyAt, etag: string | undefined): void;
}

/** A place, and its path with the connection's id in front and no slash at the end. */
export type At = FilePlace & { readonly connection: Connection; readonly path: string };
export type KeyAt = Extract<At, { readonly kind: 'key' }>;
export type FolderAt = Exclude<At, { readonly kind: 'connection' }>;

/** Throws `unknownConnection`, and `noSuchObject` for a path that no key has. */
export function placeAt(
  { connections }: Pick<FileDeps, 'connections'>,
  { authority, path }: { readonly authority: string; readonly path: string },
): At {
  const connection = connections.get(authority);
  if (connection === undefined)
    throw new SpacesError(
      'unknownConnection',
      t('The connection that this belongs to is not there any more: {0}', plain(path)),
    );
  const place = placeOf(path);
  if (place === undefined)
    throw new SpacesError('noSuchObject', t('No object has this path: {0}', plain(path)));
  return { ...place, connection, path: `${connection.id}${path.replace(/\/$/, '')}` };
}

/** Spaces and connections are managed in the tree, where it can be asked what is meant. */
export function asKey(at: At): KeyAt {
  if (at.kind === 'key') return at;
  throw new FileProblem(
    'noPermissions',
    t("Spaces and connections can't be made, renamed or deleted here. Use the view Spaces."),
  );
}

/** The folder that a path stands for, where it does. */
export function folderAt(at: FolderAt): PrefixTarget {
  const { connection, space } = at;
  return { connection, space, prefix: at.kind === 'key' ? `${at.key}/` : '' };
}

/** The editor does not tell when it waits no longer. */
export const unending = (): AbortSignal => new AbortController().signal;
