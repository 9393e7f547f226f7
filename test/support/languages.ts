// The languages beside English that Spaceport speaks, as the editor names them, and what is translated into them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './bootstrap.mjs';

export const LANGUAGES = ['de', 'es', 'fr', 'ja', 'pt-br', 'zh-cn'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Source text or manifest key → text. */
export type Texts = Readonly<Record<string, string>>;

/** The two files of texts: what the sources say, and what the manifest says. */
export const FILES = {
  bundle: { english: 'l10n/bundle.l10n.json', of: (language: string) => `l10n/bundle.l10n.${language}.json` },
  manifest: { english: 'package.nls.json', of: (language: string) => `package.nls.${language}.json` },
} as const;

/** Of a path from the repository's top; undefined: there is no such file. */
export function readTexts(path: string): Texts | undefined {
  const file = join(top, path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Texts) : undefined;
}

/**
 * Brings every translation that is there into the order of the English texts and leaves out what English has no
 * longer. @returns a line for each text that is not translated, and for each file that is missing
 */
export function tidyTranslations(): string[] {
  return Object.values(FILES).flatMap(({ english, of }) => {
    const keys = Object.keys(readTexts(english) ?? {});
    return LANGUAGES.flatMap((language) => tidy(of(language), keys));
  });
}

function tidy(path: string, keys: readonly string[]): string[] {
  const texts = readTexts(path);
  if (texts === undefined) return [`all of ${path}`];
  const [translated, missing] = [true, false].map((is) => keys.filter((key) => key in texts === is));
  const inOrder = Object.fromEntries((translated ?? []).map((key) => [key, texts[key]]));
  const tidied = `${JSON.stringify(inOrder, null, 2)}\n`;
  if (readFileSync(join(top, path), 'utf8') !== tidied) writeFileSync(join(top, path), tidied);
  return (missing ?? []).map((key) => `${path}: ${key}`);
}
