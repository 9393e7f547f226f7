import type { Written } from '../../core/objects.ts';
import { readFacts, writtenBy } from './facts.ts';
import type { Place } from './place.ts';
import { readAsStored } from './read.ts';

/** What was written, where the object's content is exactly this; else `undefined`. */
export async function readsAs(place: Place, content: Uint8Array): Promise<Written | undefined> {
  const facts = await readFacts(place, undefined);
  if (facts.size !== content.length) return undefined;
  const { body } = await readAsStored(place, { ifMatch: facts.etag });
  let at = 0;
  for await (const piece of body) {
    const from = at;
    if (!piece.every((byte, index) => byte === content[from + index])) return undefined;
    at += piece.length;
  }
  return writtenBy(facts);
}
