import { SpacesError } from '../../core/errors.ts';
import type { CopyOptions, CopySource } from '../../core/manage/copier.ts';
import type { Written } from '../../core/objects.ts';
import { readFacts } from '../bytes/facts.ts';
import { type Place, taken } from '../bytes/place.ts';
import { isChanged } from '../bytes/write.ts';
import { encodeKey, encodeValue } from '../encode.ts';
import { rootOf, unquote } from '../listing.ts';
import type { Entry } from '../sign.ts';
import { textOf } from '../xml.ts';

/** A Space's name and a key as the header names them: percent-encoded, or what is no ASCII would name another object. */
export function copySource(space: string, key: string): string {
  return `/${encodeValue(space)}/${encodeKey(key)}`;
}

/**
 * CopyObject: the bytes with headers, metadata and tags, and the canned access. A copy that was made though its answer was
 * lost is found by its ETag and size.
 */
export async function copyOnServer(
  to: Place,
  source: CopySource,
  options: CopyOptions & { readonly acl?: 'public-read' | undefined },
): Promise<Written> {
  const { send, ...at } = to;
  const headers: Entry[] = [
    ['x-amz-copy-source', copySource(source.space, source.key)],
    ['x-amz-copy-source-if-match', `"${source.etag}"`],
  ];
  if (options.isNew) headers.push(['if-none-match', '*']);
  if (options.acl !== undefined) headers.push(['x-amz-acl', options.acl]);
  if (source.storageClass !== undefined) headers.push(['x-amz-storage-class', source.storageClass]);
  try {
    const answer = await send({ method: 'PUT', ...at, headers });
    const etag = textOf(rootOf(answer, 'CopyObjectResult', at.target), 'ETag');
    const versionId = answer.headers.get('x-amz-version-id');
    return { etag: unquote(etag ?? ''), ...(versionId === null ? {} : { versionId }) };
  } catch (error) {
    if (!isChanged(error)) throw error;
    // A condition did not hold: of the source, or of the target, where our own copy may be in the way.
    const there = await whatIsThere(to);
    if (there?.size === source.size && there.etag === source.etag) return there;
    throw there && options.isNew ? taken(to.key) : error;
  }
}

/** What has the key; `undefined` where nothing has. */
export async function whatIsThere(place: Place): Promise<(Written & { readonly size: number }) | undefined> {
  try {
    const { etag, size, versionId } = await readFacts(place, undefined);
    return { etag, size, ...(versionId === undefined ? {} : { versionId }) };
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchObject') return undefined;
    throw error;
  }
}
