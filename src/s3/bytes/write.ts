import { SpacesError } from '../../core/errors.ts';
import type { ObjectBytes, WriteOptions, Written } from '../../core/objects.ts';
import { unquote } from '../listing.ts';
import { sha256Hex } from './digest.ts';
import { readFacts } from './facts.ts';
import { writeEntries } from './headers.ts';
import { type Place, taken, type Visits } from './place.ts';
import { readsAs } from './readsAs.ts';

export function writeOf(visits: Visits): Pick<ObjectBytes, 'write'> {
  return {
    write: (target, body, options, signal) =>
      visits.write(target, signal, (place) => write(place, body, options)),
  };
}

async function write({ send, ...at }: Place, body: Uint8Array, options: WriteOptions): Promise<Written> {
  const { isNew = false } = options;
  const headers = [...writeEntries(options), ...(isNew ? [['if-none-match', '*'] as const] : [])];
  const payloadHash = await sha256Hex(body);
  let isSentAgain = false;
  const onAgain = () => {
    isSentAgain = true;
  };
  try {
    return writtenIn((await send({ method: 'PUT', ...at, headers, body, payloadHash, onAgain })).headers);
  } catch (error) {
    if (!isNew || !isChanged(error)) throw error;
    // What is in the way may be what was sent before, and got no answer.
    const own = isSentAgain ? await readsAs({ send, ...at }, body) : undefined;
    if (own) return own;
    throw taken(at.key);
  }
}

/** What an answer to a write says of it. */
export function writtenIn(headers: Headers): Written {
  const versionId = headers.get('x-amz-version-id');
  return {
    etag: unquote(headers.get('etag') ?? ''),
    ...(versionId === null ? {} : { versionId }),
  };
}

/** A condition that does not hold. */
export function isChanged(error: unknown): boolean {
  return error instanceof SpacesError && error.code === 'changed';
}

/** Throws `exists` unless there is no such object. */
export async function assertFree(place: Place, isOwn: (etag: string) => boolean): Promise<void> {
  try {
    const { etag } = await readFacts(place, undefined);
    if (isOwn(etag)) return;
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchObject') return;
    throw error;
  }
  throw taken(place.key);
}
