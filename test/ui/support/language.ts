// What the extension says in a language, and a language for tests alone in which nothing reads as English.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import type { EditorServer } from '../../support/editor/server.ts';
import { FILES, readTexts, type Texts } from '../../support/languages.ts';

/** Made from English: accents on each vowel, brackets around each text, and longer by half. */
export const PSEUDO = 'qps-ploc';

/** What each text of the sources and the manifest is in a language. */
export interface Spoken {
  /** By the English text, with its places filled in. */
  text(english: string, ...values: string[]): string;
  /** By the key in `package.nls.json`. */
  manifest(key: string): string;
  /** English → translated, of both. */
  readonly all: readonly (readonly [english: string, translated: string])[];
}

export function spokenIn(language: string): Spoken {
  const sources = textsIn(language, FILES.bundle);
  const manifest = textsIn(language, FILES.manifest);
  const of = (texts: Texts, key: string) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`No ${language} for: ${key}`);
    return text;
  };
  const english = readTexts(FILES.manifest.english) ?? {};
  return {
    text: (key, ...values) =>
      of(sources, key).replace(/\{(\d)\}/g, (_, place) => values[Number(place)] ?? ''),
    manifest: (key) => of(manifest, key),
    all: [
      ...Object.entries(sources),
      ...Object.entries(manifest).map(([key, text]) => [english[key] ?? '', text] as const),
    ],
  };
}

/** Tells the pages that are opened later which language the editor has, as a language pack does. */
export async function setLanguage(context: BrowserContext, language: string): Promise<void> {
  await context.addInitScript((value) => Reflect.set(globalThis, '_VSCODE_NLS_LANGUAGE', value), language);
}

/** Puts the pseudo language beside those that the installed extension has. */
export async function addPseudoLanguage(server: EditorServer): Promise<void> {
  const extensions = join(server.dataFolder, 'extensions');
  const installed = (await readdir(extensions)).find((name) => name.startsWith('spaceport.spaceport-'));
  if (installed === undefined) throw new Error('Spaceport is not installed.');
  const folder = join(extensions, installed);
  // A package has names of its own for the manifest's texts.
  const named = await readFile(join(folder, FILES.manifest.english), 'utf8');
  await write(FILES.manifest, pseudoTexts(JSON.parse(named) as Texts));
  await write(FILES.bundle, textsIn(PSEUDO, FILES.bundle));

  async function write({ of }: (typeof FILES)[keyof typeof FILES], texts: Texts): Promise<void> {
    const path = join(folder, of(PSEUDO));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(texts));
  }
}

function textsIn(language: string, { english, of }: (typeof FILES)[keyof typeof FILES]): Texts {
  return language === PSEUDO ? pseudoTexts(readTexts(english) ?? {}) : (readTexts(of(language)) ?? {});
}

function pseudoTexts(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)]));
}

/** Places, links' targets, icons and line breaks stay. */
const KEPT = /(\{\d\}|\]\([^)]*\)|\[|\$\([^)]*\)|\n)/;
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'à',
  e: 'é',
  i: 'ï',
  o: 'ô',
  u: 'ü',
  A: 'À',
  E: 'É',
  I: 'Ï',
  O: 'Ô',
  U: 'Ü',
};

function pseudo(text: string): string {
  const spelled = text
    .split(KEPT)
    .map((piece, at) =>
      at % 2 === 1 ? piece : piece.replace(/[aeiou]/gi, (vowel) => ACCENTED[vowel] ?? vowel),
    );
  // A link is a button only on a line of its own: the brackets go around each line, and into such a link.
  return spelled
    .join('')
    .split('\n')
    .map((line) =>
      line.replace(/^(\[?)(.*?)((?:\]\([^)]*\))?)$/, (_, open, inner, end) => open + bracketed(inner) + end),
    )
    .join('\n');
}

/** German, say, needs half as much room again. */
function bracketed(words: string): string {
  const more = '~~~~ '.repeat(Math.ceil(words.length / 10)).trim();
  return `⟦${words} ${more}⟧`;
}
