import { S3Error } from './errors.ts';
import type { StoredObject } from './objects.ts';
import type { StoreRequest } from './request.ts';

/**
 * `If-Match` and its kin on GET and HEAD. True: answer 304. Throws `PreconditionFailed`.
 * Ceph compares one ETag, quoted or not; it knows no lists, and no `*` here.
 */
export function isNotModified({ headers }: StoreRequest, object: StoredObject): boolean {
  const modified = Math.floor(object.lastModified / 1000) * 1000;
  const time = (name: string) => Date.parse(headers.get(name) ?? '');
  const match = headers.get('if-match');
  const noneMatch = headers.get('if-none-match');
  if (match !== undefined && unquote(match) !== object.etag) throw new S3Error('PreconditionFailed');
  if (modified > time('if-unmodified-since')) throw new S3Error('PreconditionFailed');
  if (noneMatch !== undefined) return unquote(noneMatch) === object.etag;
  return modified <= time('if-modified-since');
}

/**
 * How a store takes an ETag in `If-Match` on PUT: as it stands, so that one in quotes never fits, as Ceph does; in quotes
 * alone, as RFC 9110 says; not at all; never as one that fits; or with a refusal.
 */
export type IfMatch = 'bare' | 'quoted' | 'ignored' | 'never' | 'notImplemented';

/** `If-None-Match` and `If-Match` on PUT. */
export function checkWrite(
  { headers }: StoreRequest,
  present: StoredObject | undefined,
  ifMatch: IfMatch,
): void {
  const match = ifMatch === 'ignored' ? undefined : headers.get('if-match');
  if (match !== undefined && ifMatch === 'notImplemented') throw new S3Error('NotImplemented');
  const noneMatch = headers.get('if-none-match');
  const own = ifMatch === 'quoted' ? `"${present?.etag}"` : present?.etag;
  const isMatch = (pattern: string) => present && (pattern === '*' || pattern === own);
  if (match !== undefined && (ifMatch === 'never' || !isMatch(match)))
    throw new S3Error('PreconditionFailed');
  if (noneMatch !== undefined && isMatch(noneMatch)) throw new S3Error('PreconditionFailed');
}

function unquote(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1');
}
