import type { Texts } from '../languages.ts';

/** A manifest that names its texts by `%name%`. */
type Manifest = Record<string, unknown>;

export interface Named {
  readonly manifest: Manifest;
  /** The texts of a language under the names that the manifest has for them now. */
  rename(texts: Texts): Texts;
}

/** Names all texts of a manifest by numbers: their own names would stand in every language's file, and are for us alone. */
export function shortNames(manifest: Manifest, english: Texts): Named {
  const numbers = new Map(Object.keys(english).map((name, index) => [name, index.toString(36)]));
  const renamed = JSON.stringify(manifest).replace(/"%([^"%]+)%"/g, (whole, name: string) => {
    const number = numbers.get(name);
    return number === undefined ? whole : `"%${number}%"`;
  });
  return {
    manifest: JSON.parse(renamed) as Manifest,
    rename: (texts) =>
      Object.fromEntries(
        Object.entries(texts).flatMap(([name, text]) => {
          const number = numbers.get(name);
          return number === undefined ? [] : [[number, text]];
        }),
      ),
  };
}
