/**
 * Translations as a package has them: without the English texts, which stand in the code, each text in the place that a
 * hash of the English one gives. No two English texts have the same place: `spread` has a seed for each group of them, found
 * when it is packaged ("hash and displace"). With the English texts all languages would be twice as large.
 */
export interface PackedTexts {
  readonly spread: readonly number[];
  /** 0: not translated. */
  readonly texts: readonly (string | 0)[];
}

/** FNV-1a over the text's UTF-16 units, 32 bits. */
export function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The lowest bits alone would know little of the last characters.
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** The place of an English text that is in the package; any place for another one. */
export function placeOf(english: string, { spread, texts }: PackedTexts): number {
  const seed = spread[hashOf(english, 0) % spread.length] ?? 0;
  return hashOf(english, seed) % texts.length;
}

/** What the editor read for its language, as `@vscode/l10n` asks it; packed or as translators write it. */
export function translations(bundle: Record<string, string> | PackedTexts): Record<string, string> {
  if (!isPacked(bundle)) return bundle;
  const get = (_: unknown, english: string | symbol) =>
    bundle.texts[placeOf(String(english), bundle)] || undefined;
  return new Proxy<Record<string, string>>({}, { get });
}

function isPacked(bundle: object): bundle is PackedTexts {
  return 'texts' in bundle && Array.isArray(bundle.texts);
}
