import { createHash, randomBytes } from 'node:crypto';
import { S3Error } from './errors.ts';
import type { Acl } from './objects.ts';

export interface StoredPart {
  readonly partNumber: number;
  /** Without quotes. */
  readonly etag: string;
  readonly lastModified: number;
  readonly body: Buffer;
}

/** An upload in parts that was begun and not ended. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly initiated: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly acl: Acl;
  readonly parts: Map<number, StoredPart>;
}

/** AWS's and Ceph's least size of a part that others follow. */
export const SMALLEST_PART = 5 * 1024 * 1024;

export function newUpload(more: Omit<Upload, 'id' | 'parts'>): Upload {
  return { ...more, id: `2~${randomBytes(24).toString('base64url')}`, parts: new Map() };
}

export function partsOf({ parts }: Upload): readonly StoredPart[] {
  return [...parts.values()].sort((a, b) => a.partNumber - b.partNumber);
}

export interface NamedPart {
  readonly partNumber: number;
  readonly etag: string;
}

/** The parts of a finished upload. Ceph wants exactly those that are there, none left out. */
export function checkParts(
  upload: Upload,
  named: readonly NamedPart[],
  smallest: number,
): readonly StoredPart[] {
  const parts = partsOf(upload);
  if (parts.slice(0, -1).some(({ body }) => body.length < smallest)) throw new S3Error('EntityTooSmall');
  const isSame = (part: StoredPart, index: number) =>
    named[index]?.partNumber === part.partNumber && named[index].etag === part.etag;
  if (named.length !== parts.length || !parts.every(isSame)) throw new S3Error('InvalidPart');
  return parts;
}

/** The MD5 of the parts' MD5s, and how many there are. */
export function uploadEtag(parts: readonly NamedPart[]): string {
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  return `${createHash('md5').update(digests).digest('hex')}-${parts.length}`;
}
