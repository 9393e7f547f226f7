import { createHash } from 'node:crypto';
import { S3Error } from './errors.ts';
import type { Acl, StoredObject } from './objects.ts';

const longestKeyBytes = 1024;
const kept = /^(content-(type|disposition|encoding|language)|cache-control|expires|x-amz-meta-.*)$/;

interface Attributes {
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly acl?: Acl;
}

/** An object as it is kept. Throws `InvalidObjectName` for a key that is too long. */
export function makeObject(key: string, body: Buffer, attributes: Attributes): StoredObject {
  if (Buffer.byteLength(key) > longestKeyBytes) throw new S3Error('InvalidObjectName');
  const { lastModified, headers = {}, acl = 'private' } = attributes;
  return {
    key,
    size: body.length,
    etag: createHash('md5').update(body).digest('hex'),
    lastModified,
    headers: { 'content-type': 'binary/octet-stream', ...headers },
    acl,
    body: () => body,
  };
}

/** The headers of a PUT that are stored with the object. */
export function keptHeaders(
  headers: Iterable<readonly [name: string, value: string]>,
): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => kept.test(name)));
}

/** A canned ACL; unknown ones are taken as private. */
export function toAcl(value: string | undefined): Acl {
  return value === 'public-read' || value === 'public-read-write' ? 'public-read' : 'private';
}
