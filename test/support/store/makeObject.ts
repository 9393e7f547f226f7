import { createHash } from 'node:crypto';
import { S3Error } from './errors.ts';
import type { Acl, StoredObject } from './objects.ts';

const longestKeyBytes = 1024;
const kept =
  /^(content-(type|disposition|encoding|language)|cache-control|expires|x-amz-website-redirect-location|x-amz-server-side-encryption.*|x-amz-meta-.*)$/;

interface Attributes {
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly acl?: Acl;
  readonly tags?: StoredObject['tags'] | undefined;
}

/** Throws `InvalidObjectName` for a key that no request may name (a form may: Ceph doesn't look). */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > longestKeyBytes || key.includes('\0')) throw new S3Error('InvalidObjectName');
}

/** An object as it is kept. */
export function makeObject(key: string, body: Buffer, attributes: Attributes): StoredObject {
  const { lastModified, headers = {}, acl = 'private', tags } = attributes;
  return {
    key,
    size: body.length,
    etag: createHash('md5').update(body).digest('hex'),
    lastModified,
    headers: { 'content-type': 'binary/octet-stream', ...headers },
    acl,
    ...(tags === undefined || tags.length === 0 ? {} : { tags }),
    body: () => body,
  };
}

/** The headers of a PUT that are stored with the object. */
export function keptHeaders(
  headers: Iterable<readonly [name: string, value: string]>,
): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => kept.test(name)));
}

const cannedAcls = [
  ...['private', 'public-read', 'public-read-write', 'authenticated-read'],
  ...['bucket-owner-read', 'bucket-owner-full-control'],
];

/** A canned ACL, of which only what it gives to everybody counts here. Throws `InvalidArgument`. */
export function toAcl(value: string | undefined): Acl {
  if (value !== undefined && !cannedAcls.includes(value))
    throw new S3Error('InvalidArgument', { message: 'Bad canned ACLs' });
  return value?.startsWith('public-read') ? 'public-read' : 'private';
}
