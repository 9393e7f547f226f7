import type { ObjectHead } from './ports.ts';
import type { ObjectTarget } from './target.ts';

/** An object, or one version of it. */
export interface VersionTarget extends ObjectTarget {
  readonly versionId?: string | undefined;
}

/** The headers that a store keeps with an object and sends with it, by S3's names. Absent: it keeps none. */
export interface ObjectHeaders {
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly contentDisposition?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly contentLanguage?: string | undefined;
  /** An HTTP date, as text. */
  readonly expires?: string | undefined;
  readonly websiteRedirect?: string | undefined;
}

/** Names in lower case, without `x-amz-meta-`. */
export type Metadata = Readonly<Record<string, string>>;

/** All that HEAD tells of an object. */
export interface ObjectFacts extends ObjectHead {
  readonly headers: ObjectHeaders;
  readonly metadata: Metadata;
  /** Absent where the Space keeps no versions. */
  readonly versionId?: string | undefined;
  /** The headers that say how the store encrypts it, as it wants them again; absent where it says nothing. */
  readonly encryption?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** What is stored with the bytes. */
export interface WriteOptions {
  readonly headers?: ObjectHeaders | undefined;
  readonly metadata?: Metadata | undefined;
  readonly acl?: 'private' | 'public-read' | undefined;
  readonly tags?: Tags | undefined;
  readonly storageClass?: string | undefined;
  /** As `ObjectFacts` has it. */
  readonly encryption?: ObjectFacts['encryption'];
  /** Refused with `exists` where something has that key already. */
  readonly isNew?: boolean | undefined;
}

export interface Written {
  /** Without quotes. */
  readonly etag: string;
  readonly versionId?: string | undefined;
}

/**
 * What is written. `onSent` is told how many bytes the connection has taken: of a large body many times, less again where it
 * is sent another time. Not on all hosts, so it may never be called.
 */
export type Content = Uint8Array | { readonly bytes: Uint8Array; onSent(bytes: number): void };

/** Bytes `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ObjectRead {
  readonly facts: ObjectFacts;
  /** As stored: what has a `Content-Encoding` is not decoded. Throws `SpacesError` where it breaks off or is too short. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A multipart upload that was begun. */
export interface UploadTarget extends ObjectTarget {
  readonly uploadId: string;
}

export interface UploadPart {
  /** 1 to 10,000. */
  readonly partNumber: number;
  /** Without quotes. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * The bytes of objects, where their Space is. Retries what may be sent again (503, 500, a broken connection) with back-off.
 * Every method throws `SpacesError` or `Cancelled`, within a second of its signal.
 */
export interface ObjectBytes {
  /** HEAD. */
  facts(object: VersionTarget, signal: AbortSignal): Promise<ObjectFacts>;
  /** Not retried once the body has begun: ask again for what is missing. `ifMatch`: only while the ETag is that. */
  read(
    object: VersionTarget,
    options: { readonly range?: ByteRange | undefined; readonly ifMatch?: string | undefined },
    signal: AbortSignal,
  ): Promise<ObjectRead>;
  /** One PUT, at most 5 GiB; what arrived is verified by its SHA-256. */
  write(target: ObjectTarget, content: Content, options: WriteOptions, signal: AbortSignal): Promise<Written>;
  /** Ceph overlooks `tags` here: set them once it is finished. */
  begin(target: ObjectTarget, options: WriteOptions, signal: AbortSignal): Promise<UploadTarget>;
  /** 5 MiB to 5 GiB, the last part less. */
  writePart(
    upload: UploadTarget,
    partNumber: number,
    content: Content,
    signal: AbortSignal,
  ): Promise<UploadPart>;
  /**
   * A part that the server copies from another object, which must still have that ETag. Throws `notImplemented` for a
   * source that servers misread: its bytes have to go through here.
   */
  copyPart(
    upload: UploadTarget,
    partNumber: number,
    source: VersionTarget & { readonly range: ByteRange; readonly etag: string },
    signal: AbortSignal,
  ): Promise<UploadPart>;
  /** Those that the store has, by number. Throws `noSuchUpload` where it was ended. */
  parts(upload: UploadTarget, signal: AbortSignal): Promise<readonly UploadPart[]>;
  /**
   * `parts`: all that the store has, as Ceph wants it. `isNew`: refused with `exists` where something has that key by now.
   */
  finish(
    upload: UploadTarget,
    parts: readonly UploadPart[],
    options: Pick<WriteOptions, 'isNew'>,
    signal: AbortSignal,
  ): Promise<Written>;
  /** What is not there is no failure. */
  abandon(upload: UploadTarget, signal: AbortSignal): Promise<void>;
}

/** At most 10; keys to 128 and values to 256 characters. */
export type Tags = Readonly<Record<string, string>>;

/** Who may do what with an object, as the store tells it. */
export interface Access {
  /** What the grants come to; `other`: they are neither of the two. */
  readonly canned: 'private' | 'public-read' | 'other';
  readonly owner: string;
  readonly grants: readonly { readonly grantee: string; readonly permission: string }[];
  /** The document, to be written as it is. */
  readonly xml: string;
}

/** All that HEAD answers. */
export interface ObjectDetails extends ObjectFacts {
  /** By algorithm (`SHA256`), in base64; empty where the store keeps none. */
  readonly checksums: readonly (readonly [algorithm: string, value: string])[];
  /** Every header of the answer, as it came. */
  readonly answered: readonly (readonly [name: string, value: string])[];
}

/** What stands beside the bytes of an object. Every method throws `SpacesError` or `Cancelled`. */
export interface ObjectAttributes {
  details(object: VersionTarget, signal: AbortSignal): Promise<ObjectDetails>;
  tags(object: VersionTarget, signal: AbortSignal): Promise<Tags>;
  setTags(object: VersionTarget, tags: Tags, signal: AbortSignal): Promise<void>;
  access(object: VersionTarget, signal: AbortSignal): Promise<Access>;
  setAccess(
    object: VersionTarget,
    access: Pick<Access, 'xml'> | 'private' | 'public-read',
    signal: AbortSignal,
  ): Promise<void>;
  /** Puts these in the place of all; bytes, tags and access stay. Over 5 GiB the server copies it in parts. */
  setHeaders(
    object: ObjectTarget,
    change: { readonly headers: ObjectHeaders; readonly metadata: Metadata; readonly etag: string },
    signal: AbortSignal,
  ): Promise<Written>;
  /** Makes a copy of a version the latest one, with all that stands beside it. */
  restore(version: VersionTarget, signal: AbortSignal): Promise<Written>;
}
