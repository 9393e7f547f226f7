import { S3Error } from './errors.ts';
import type { StoredObject } from './objects.ts';
import type { StoreRequest } from './request.ts';

/** `If-Match` and its kin on GET and HEAD. True: answer 304. Throws `PreconditionFailed`. */
export function isNotModified({ headers }: StoreRequest, object: StoredObject): boolean {
  const match = headers.get('if-match');
  const noneMatch = headers.get('if-none-match');
  const unmodifiedSince = headers.get('if-unmodified-since');
  const modifiedSince = headers.get('if-modified-since');
  const modified = Math.floor(object.lastModified / 1000) * 1000;
  if (match !== undefined && !isEtag(match, object)) throw new S3Error('PreconditionFailed');
  if (match === undefined && unmodifiedSince !== undefined && modified > Date.parse(unmodifiedSince)) {
    throw new S3Error('PreconditionFailed');
  }
  if (noneMatch !== undefined) return isEtag(noneMatch, object);
  return modifiedSince !== undefined && modified <= Date.parse(modifiedSince);
}

/** `If-None-Match: *` and `If-Match` on PUT. Throws what Ceph refuses with. */
export function checkWrite({ headers }: StoreRequest, present: StoredObject | undefined): void {
  const match = headers.get('if-match');
  const noneMatch = headers.get('if-none-match');
  if (match !== undefined) {
    if (!present) throw new S3Error(match === '*' ? 'PreconditionFailed' : 'NoSuchKey');
    if (!isEtag(match, present)) throw new S3Error('PreconditionFailed');
  }
  if (noneMatch !== undefined && present && isEtag(noneMatch, present)) {
    throw new S3Error('PreconditionFailed');
  }
}

function isEtag(pattern: string, { etag }: StoredObject): boolean {
  return pattern === '*' || pattern.split(',').some((one) => one.trim().replaceAll('"', '') === etag);
}
