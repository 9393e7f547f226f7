import { Cancelled } from '../../core/errors.ts';
import type { CopyOptions, CopySource } from '../../core/manage/copier.ts';
import type { Written } from '../../core/objects.ts';
import { whatIsThere, writtenIn } from '../bytes/facts.ts';
import { type Place, taken } from '../bytes/place.ts';
import { isChanged } from '../bytes/write.ts';
import { copySource } from '../copySource.ts';
import type { Answer } from '../exchange.ts';
import { rootOf } from '../listing.ts';
import type { Entry } from '../sign.ts';
import { textOf } from '../xml.ts';
import { NEVER } from './behind.ts';

/**
 * CopyObject: the bytes with headers, metadata and tags, and the canned access. A copy that was made though its answer was
 * lost is found by its ETag and size. Once it is sent it is not cancelled, since the server makes it all the same: it ends
 * with its answer, and who cancels takes it back.
 */
export async function copyOnServer(
  to: Place,
  source: CopySource,
  options: CopyOptions & { readonly acl?: 'public-read' | undefined },
): Promise<Written> {
  const { send, ...at } = to;
  const headers: Entry[] = [
    ['x-amz-copy-source', copySource({ space: source.space, key: source.key })],
    ['x-amz-copy-source-if-match', `"${source.etag}"`],
  ];
  if (options.isNew) headers.push(['if-none-match', '*']);
  if (options.acl !== undefined) headers.push(['x-amz-acl', options.acl]);
  if (source.storageClass !== undefined) headers.push(['x-amz-storage-class', source.storageClass]);
  const unlessCancelled = () => {
    if (at.signal.aborted) throw new Cancelled();
  };
  let isSentAgain = false;
  const onAgain = () => {
    unlessCancelled();
    isSentAgain = true;
  };
  unlessCancelled();
  try {
    return readCopied(to, await send({ method: 'PUT', ...at, headers, signal: NEVER, onAgain }));
  } catch (error) {
    if (!isChanged(error)) throw error;
    // A condition did not hold: of the source, or of the target, where our own copy may be in the way.
    const there = await whatIsThere(to);
    if (isSentAgain && there?.size === source.size && there.etag === source.etag) return there;
    throw there && options.isNew ? taken(to.key) : error;
  }
}

/** What CopyObject answers. */
export function readCopied({ target }: Place, answer: Answer): Written {
  const etag = textOf(rootOf(answer, 'CopyObjectResult', target), 'ETag') ?? '';
  return writtenIn(answer, etag);
}
