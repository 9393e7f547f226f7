import { lastSegment } from '../../core/keyRules.ts';
import type { ObjectBytes, WriteOptions, Written } from '../../core/objects.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { UploadWishes } from '../../core/transfers/jobs.ts';
import { ContentReader, headersFor, isTextType, plainTypeOf } from '../../core/transfers/uploadHeaders.ts';
import { whatIsThere } from '../bytes/facts.ts';
import { type Place, taken, type Visits } from '../bytes/place.ts';
import { readsAs } from '../bytes/readsAs.ts';
import { saysNothing } from '../bytes/write.ts';
import { follows } from './conditional.ts';
import type { Remains } from './remains.ts';

export interface Creating {
  readonly visits: Visits;
  readonly bytes: ObjectBytes;
  readonly remains: Pick<Remains, 'of'>;
  wishes(): UploadWishes;
}

/**
 * Makes an object as an upload does, or as it was before it was deleted; throws `exists` where there is another content, also on
 * servers that overlook that, and on top of what came meanwhile.
 */
export async function create(
  { visits, bytes, remains, wishes }: Creating,
  target: ObjectTarget,
  content: Uint8Array,
  signal: AbortSignal,
): Promise<Written & { readonly size: number }> {
  const own = (place: Place) => readsAs(place, content);
  const { length: size } = content;
  if (await visits.head(target, signal, whatIsThere)) {
    const there = await visits.read(target, signal, own);
    if (there === undefined) throw taken(target.key);
    return { ...there, size };
  }
  const before = remains.of(target, content);
  const options = before ? { ...before, isNew: true } : optionsFor(target.key, content, wishes());
  const written = await bytes.write(target, content, options, signal).catch(async (error: unknown) => {
    // It may have been made all the same, without an answer.
    const made = saysNothing(error)
      ? await visits.read(target, signal, own).catch(() => undefined)
      : undefined;
    if (made === undefined) throw error;
    return made;
  });
  const isOnNothing = (place: Place) => follows(place, written, ({ isDeleted }) => isDeleted);
  if (!(await visits.write(target, signal, isOnNothing))) throw taken(target.key);
  return { ...written, size };
}

function optionsFor(key: string, content: Uint8Array, wishes: UploadWishes): WriteOptions {
  const name = lastSegment(key);
  const reader = new ContentReader(isTextType(plainTypeOf(name)));
  reader.add(content);
  return {
    headers: headersFor(name, wishes, { content: reader.end() }),
    // Private is what an object is unless it is said, and some Spaces take no such word.
    ...(wishes.acl === 'public-read' ? { acl: wishes.acl } : {}),
    isNew: true,
  };
}
