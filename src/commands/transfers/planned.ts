import type { VersionTarget } from '../../core/objects.ts';
import type { Failure } from '../../core/transfers/batches.ts';
import type { TransferJob, UploadWishes } from '../../core/transfers/jobs.ts';

/** A file or an object, as far as it can be told apart from another one. */
export interface Side {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** An object's. */
  readonly etag?: string | undefined;
}

/** A transfer before it is begun. */
export interface Planned {
  readonly object: VersionTarget;
  readonly localPath: string;
  /** What is sent or fetched. */
  readonly own: Side;
  /** What is there already where it goes. */
  readonly there?: Side | undefined;
}

/** What is begun, and what is not. */
export interface Settled {
  readonly go: readonly (Planned & { readonly mayReplace: boolean })[];
  readonly skipped: readonly Planned[];
}

/** What a job is given beside its plan. */
export interface Begun {
  readonly batch: string;
  readonly mayReplace: boolean;
  newId(): string;
}

export function uploadJob(
  { object, localPath, own }: Planned,
  wishes: UploadWishes,
  { batch, newId, mayReplace }: Begun,
): TransferJob {
  const { connection, space, key } = object;
  const target = { connection, space, key };
  return {
    kind: 'upload',
    id: newId(),
    batch,
    object: target,
    localPath,
    size: own.size,
    mayReplace,
    wishes,
  };
}

export function downloadJob(
  { object, localPath, own }: Planned,
  { batch, newId, mayReplace }: Begun,
): TransferJob {
  return { kind: 'download', id: newId(), batch, object, localPath, size: own.size, mayReplace };
}

/** What could not even be planned, and why. */
export interface Unplanned {
  readonly object: VersionTarget;
  readonly localPath: string;
  readonly error: Failure['error'];
}

export interface Gathered {
  readonly planned: readonly Planned[];
  readonly unplanned: readonly Unplanned[];
}
