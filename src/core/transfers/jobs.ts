import type { Connection } from '../connection.ts';
import type { UploadTarget, VersionTarget } from '../objects.ts';
import type { ObjectTarget } from '../target.ts';
import type { FileFacts } from './localFiles.ts';

interface AnyJob {
  /** `[a-z0-9]{10}` */
  readonly id: string;
  readonly batch: string;
  readonly localPath: string;
  /** Bytes, as far as is known before it begins. */
  readonly size: number;
  /** Something is there, and a person said that it may go. Otherwise nothing is ever overwritten. */
  readonly mayReplace: boolean;
}

/** What an upload is to have, as the person set it. */
export interface UploadWishes {
  /** Default: by the file's name. */
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly acl?: 'private' | 'public-read' | undefined;
}

export interface UploadJob extends AnyJob {
  readonly kind: 'upload';
  readonly object: ObjectTarget;
  readonly wishes: UploadWishes;
}

export interface DownloadJob extends AnyJob {
  readonly kind: 'download';
  readonly object: VersionTarget;
}

export type TransferJob = UploadJob | DownloadJob;

/** What the store has of an upload, and of what it was made. */
export interface UploadTrace {
  readonly upload: UploadTarget;
  readonly source: FileFacts;
  readonly partSize: number;
}

/** What the disk has of a download, in a temporary file. */
export interface DownloadTrace {
  readonly temporary: string;
  readonly etag: string;
  readonly size: number;
  readonly partSize: number;
  /** Numbers of whole parts. */
  readonly parts: readonly number[];
}

export type Trace = UploadTrace | DownloadTrace;

/** The same over a connection as it is now. */
export function jobOver<T extends TransferJob>(job: T, connection: Connection): T {
  return { ...job, object: { ...job.object, connection } };
}

export function traceOver(trace: Trace, connection: Connection): Trace {
  return isUploadTrace(trace) ? { ...trace, upload: { ...trace.upload, connection } } : trace;
}

export function isUploadTrace(trace: Trace): trace is UploadTrace {
  return 'upload' in trace;
}
