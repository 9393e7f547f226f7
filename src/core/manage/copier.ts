import type { ObjectTarget } from '../target.ts';

/** An object to copy, as a listing or HEAD told of it: only this one is copied, and none that replaced it since. */
export interface CopySource extends ObjectTarget {
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly lastModified?: number | undefined;
  readonly storageClass?: string | undefined;
}

export interface CopyOptions {
  /** Refused with `exists` where something has the target's key already. */
  readonly isNew: boolean;
}

/** A copy that is whole. */
export interface Copied {
  readonly source: CopySource;
  readonly to: ObjectTarget;
  /** Of the copy, without quotes. */
  readonly etag: string;
  /** Absent where the Space keeps no versions. */
  readonly versionId?: string | undefined;
  /** Grants to single users that the target's server or account can't keep were left out. */
  readonly lostGrants?: boolean | undefined;
}

/** Copies objects, to any Space of any connection. Every method throws `SpacesError` or `Cancelled`. */
export interface ObjectCopier {
  /**
   * With its headers, metadata, tags, access rights and storage class: on the server where it can, else through this
   * machine. What fails leaves nothing behind. Throws `badArguments` for a copy onto itself, `changed` where the source is
   * another by now. Where it is cancelled `Cancelled` comes within a second, and what the server makes all the same
   * is taken back behind it, but for what took another's place.
   */
  copy(source: CopySource, to: ObjectTarget, options: CopyOptions, signal: AbortSignal): Promise<Copied>;
}
