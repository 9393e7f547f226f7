import { hashOf, type PackedTexts, placeOf } from '../../../src/core/packedTexts.ts';
import type { Texts } from '../languages.ts';

/** So many English texts share a seed. */
const GROUP = 3;

/**
 * Packs a language's translations for `translations()`.
 * @param english all texts that the code may ask for
 */
export function packTexts(english: readonly string[], texts: Texts): PackedTexts {
  const spread = spreadOf(english);
  const packed: (string | 0)[] = Array(english.length).fill(0);
  for (const key of english) packed[placeOf(key, { spread, texts: packed })] = texts[key] ?? 0;
  return { spread, texts: packed };
}

/** A seed for each group of texts with which no two of all have one place; the largest groups choose first. */
function spreadOf(english: readonly string[]): readonly number[] {
  const groups = Array.from({ length: Math.ceil(english.length / GROUP) }, (_, at) => ({
    at,
    keys: [] as string[],
  }));
  for (const key of english) groups[hashOf(key, 0) % groups.length]?.keys.push(key);
  const spread: number[] = Array(groups.length).fill(0);
  const taken = new Set<number>();
  for (const { at, keys } of groups.toSorted((a, b) => b.keys.length - a.keys.length)) {
    const free = (seed: number) => {
      const places = new Set(keys.map((key) => hashOf(key, seed) % english.length));
      return places.size === keys.length && ![...places].some((place) => taken.has(place))
        ? places
        : undefined;
    };
    for (let seed = 1; keys.length > 0; seed++) {
      const places = free(seed);
      if (places === undefined) continue;
      for (const place of places) taken.add(place);
      spread[at] = seed;
      break;
    }
  }
  return spread;
}
