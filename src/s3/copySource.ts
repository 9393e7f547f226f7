import type { VersionTarget } from '../core/objects.ts';
import { encodeKey, encodeValue } from './encode.ts';

/**
 * The object as `x-amz-copy-source` names it (AWS, "CopyObject"): percent-encoded, or what is no ASCII would name another;
 * the version as its query.
 */
export function copySource({ space, key, versionId }: Omit<VersionTarget, 'connection'>): string {
  const version = versionId === undefined ? '' : `?versionId=${encodeValue(versionId)}`;
  return `/${encodeValue(space)}/${encodeKey(key)}${version}`;
}
