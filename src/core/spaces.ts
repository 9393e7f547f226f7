import type { Connection } from './connection.ts';
import type { PrefixTarget, SpaceTarget } from './target.ts';

/** Whether a Space keeps what is replaced or deleted. Once it was enabled it can be suspended, and never is `never` again. */
export type Versioning = 'never' | 'enabled' | 'suspended';

/** One version of an object of a Space, or the mark that it was deleted. */
export interface SpaceVersion {
  readonly key: string;
  /** `null` for one that was made while the Space kept no versions; absent where the store tells of no versions. */
  readonly versionId?: string | undefined;
  /** Bytes; 0 for a delete marker. */
  readonly size: number;
  readonly isLatest: boolean;
  readonly isDeleted: boolean;
}

/** A multipart upload that was begun and neither completed nor aborted: its parts take space and are in no listing. */
export interface UnfinishedUpload {
  readonly key: string;
  readonly uploadId: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
}

/** What may be said of a Space as a whole. Every method throws `SpacesError` or `Cancelled`. */
export interface SpaceControl {
  /** Throws `exists` where somebody has the name, also where that is the same account. */
  create(
    connection: Connection,
    space: string,
    acl: SpaceAcl | undefined,
    signal: AbortSignal,
  ): Promise<void>;
  /** Throws `exists` where it is not empty. */
  remove(space: SpaceTarget, signal: AbortSignal): Promise<void>;
  versioning(space: SpaceTarget, signal: AbortSignal): Promise<Versioning>;
  setVersioning(space: SpaceTarget, isEnabled: boolean, signal: AbortSignal): Promise<void>;
  /** Every version and delete marker below a prefix, a page at a time; where none can be listed, the objects. */
  versions(below: PrefixTarget, signal: AbortSignal): AsyncGenerator<readonly SpaceVersion[], void, void>;
  unfinishedUploads(
    space: SpaceTarget,
    signal: AbortSignal,
  ): AsyncGenerator<readonly UnfinishedUpload[], void, void>;
}

/** Who may list a Space. Its objects have rights of their own. */
export type SpaceAcl = 'private' | 'public-read';
