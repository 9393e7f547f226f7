import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES, LANGUAGES, type Language, readTexts, type Texts } from '../../support/languages.ts';
import { TOP } from './files.ts';

/** Texts that a language may have as English has them: names, and words that it shares. */
const SAME_EVERYWHERE =
  /^(?:\W|\{\d\}|Spaceport|Spaces?|DigitalOcean|Spaces Object Storage|JSON|XML|CSV|CDN|S3|URI|HTML|Markdown|PowerShell|URL|curl|wget|bash|zsh|fish|dash|Git Bash|WSL|ETag|read-only|Amsterdam|Atlanta|Bangalore|Sydney|Toronto|San Francisco|reports\/2026\/summary\.pdf|s3:\/\/space\/key|https:\/\/…|2026-11-)+$/;
const SAME_IN: Readonly<Record<Language, RegExp>> = {
  de: /^(?:Name|Region|Region: \{0\}|Frankfurt|London|Filter: \{0\}|filter: \{0\}|New York City|Singapore|Host|Host: \{0\}|Tags|Text|Version|Version \{0\})$/,
  es: /^(?:Error: \{0\}|Host|Host: \{0\})$/,
  fr: /^(?:Date|Spaces|Public|Signature|Version|Versions|Versions…|Version \{0\})$/,
  ja: /^$/,
  'pt-br': /^(?:Endpoint|Frankfurt|Host|Host: \{0\})$/,
  'zh-cn': /^$/,
};

/** What must stand in a translation as it stands in English. */
const FIXED =
  /https?:\/\/[\w.:-]*|s3:\/\/[\w/]+|\]\(command:[^)]*\)|file:\/\/[\w.]+|--[a-z-]+|\b[\w-]+\.(?:json|xml|dev)\b|put-bucket-cors|setcors|\*\*| · |\$\([\w~-]+\)|\b[a-z]+[A-Z]\w*|(?<=["'])[a-z]\w*(?=["'])|us-east-1|nyc3[\w.]*|\d{4}-\d\d-\d\dT[\w:+]+|\.\.(?=")|\b(?:Spaceport|DigitalOcean|CORS|curl|SDK|bash|zsh|fish|WSL|dash|MinIO|Ceph|AWS|UTF-8|ASCII|NUL|CORS|ListBuckets)\b|\n/g;

const ENGLISH_WORDS = /\b(?:the|this|that|these|your|with|and|when|must|which|from|has|have|are|it|its)\b/i;

/** The glossary of docs/translating.md: a row is an English word with its forms in each language. */
function glossary(): readonly Readonly<Record<string, string>>[] {
  const rows = readFileSync(join(TOP, 'docs/translating.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1));
  const [head = [], , ...words] = rows;
  return words.map((row) => Object.fromEntries(row.map((cell, at) => [head[at]?.trim(), cell.trim()])));
}

const words = glossary();

/** Of several glossary words in one place the longest counts: "access key" is not "key". */
function wordsIn(english: string): readonly Readonly<Record<string, string>>[] {
  let rest = english.replace('Spaces Object Storage', '');
  return [...words]
    .sort((a, b) => (b.English?.length ?? 0) - (a.English?.length ?? 0))
    .filter(({ English = '' }) => {
      const flags = /^\p{Lu}/u.test(English) ? 'g' : 'gi';
      const word = new RegExp(`(?<![\\w/.$"'-])${English}s?(?![\\w/"'=-])`, flags);
      const found = word.test(rest);
      rest = rest.replace(word, ' ');
      return found;
    });
}

const sorted = (found: Iterable<RegExpMatchArray>) => [...found].map(([text]) => text).sort();
const placesOf = (text: string) => sorted(text.matchAll(/\{\d+\}/g));
const fixedOf = (text: string) => sorted(text.matchAll(FIXED));
const endOf = (text: string) => /[.。?？…:]?$/.exec(text.trim())?.[0].replace('。', '.').replace('？', '?');

/** Commands by their titles, as other texts name them: `Copy CORS Rule…`. */
const titles = Object.entries(readTexts(FILES.manifest.english) ?? {})
  .filter(([key, title]) => key.startsWith('command.') && title.includes(' '))
  .sort(([, a], [, b]) => b.length - a.length);

/** A command is called what it is called in the menu; at the end of a title its `…` may be missing. */
function* misnamedIn(english: string, text: string, manifest: Texts): Generator<string> {
  let rest = english;
  for (const [key, title] of titles) {
    const named = title.replace('…', '');
    if (!rest.includes(named)) continue;
    // "Compare with Selected" does not name "Compare with…".
    rest = rest.replaceAll(named, ' ');
    const name = (manifest[key] ?? title).replace('…', '');
    if (!text.includes(name)) yield `"${title}" is called "${name}"`;
  }
}

/** All that is wrong with one translation, in words for its translator. */
function* faultsOf(english: string, text: string, language: Language): Generator<string> {
  if (text === english && !SAME_EVERYWHERE.test(english) && !SAME_IN[language].test(english)) yield 'English';
  if (ENGLISH_WORDS.test(text.replace(/\{\d\}|"[^"]*"/g, '')))
    yield `English word: ${ENGLISH_WORDS.exec(text)}`;
  if (String(placesOf(text)) !== String(placesOf(english))) yield `places: ${placesOf(text)}`;
  for (const fixed of fixedOf(english)) if (!text.includes(fixed)) yield `lacks ${JSON.stringify(fixed)}`;
  if (text.split('](').length !== english.split('](').length) yield 'links';
  if (text.split('\n').length !== english.split('\n').length) yield 'line breaks';
  if (endOf(text) !== endOf(english)) yield `ends with "${endOf(text)}" and not with "${endOf(english)}"`;
  if (/\.\.\.|[‘’]| {2}|^\s|\s$/.test(text.replaceAll('"..', '')))
    yield 'three dots, curly apostrophe or spaces';
  for (const word of wordsIn(english)) {
    const forms = (word[language] ?? '').split(' / ');
    const lower = text.toLowerCase();
    if (!forms.some((form) => lower.includes(form.toLowerCase())))
      yield `"${word.English}" is "${word[language]}"`;
  }
}

for (const language of LANGUAGES) {
  describe(`the translation into ${language}`, () => {
    const both = Object.values(FILES).map(({ english, of }) => ({
      file: of(language),
      english: readTexts(english) ?? {},
      texts: readTexts(of(language)) ?? {},
    }));

    it('keeps the order of what stands in a row, as `inRow` of core/sentences.ts takes it', () => {
      const [bundle] = both.filter(({ file }) => file.includes('bundle'));
      for (const key of ['{0}, {1}', '{0} · {1}']) assert.match(bundle?.texts[key] ?? '', /\{0\}.*\{1\}/);
    });

    for (const { file, english, texts } of both) {
      it(`is complete and in order: ${file}`, () => {
        assert.deepEqual(Object.keys(texts), Object.keys(english));
      });

      it(`is right in places, links, endings and words: ${file}`, () => {
        const faults = Object.entries(texts).flatMap(([key, text]) =>
          [
            ...faultsOf(english[key] ?? '', text, language),
            ...misnamedIn(english[key] ?? '', text, readTexts(FILES.manifest.of(language)) ?? {}),
          ].map((fault) => `${key} → ${text}: ${fault}`),
        );
        assert.deepEqual(faults, []);
      });
    }

    it('says the same thing in the same words, in the manifest and in the sources', () => {
      const said = new Map<string, string>();
      for (const [text, translation] of both.flatMap(pairs)) {
        const plain = (shown: string) => shown.replace(/…$/, '');
        const before = said.get(plain(text)) ?? plain(translation);
        assert.equal(plain(translation), before, text);
        said.set(plain(text), before);
      }
    });
  });
}

function pairs({ english, texts }: { english: Texts; texts: Texts }): [string, string][] {
  return Object.entries(texts).map(([key, text]) => [english[key] ?? '', text]);
}

describe('a fault in a translation', () => {
  const wrong: [english: string, text: string, fault: RegExp][] = [
    ['Refresh All', 'Refresh All', /English/],
    ['Name: {0}', 'Name', /places/],
    ['{0} of {1}', '{0} von {0}', /places/],
    ['[Add](command:spaceport.addConnection)', '[Neu](command:spaceport.add)', /lacks/],
    ['Try again.', 'Noch einmal', /ends with/],
    ['Sort…', 'Sortieren...', /three dots/],
    ['Give expiresIn.', 'Nennen Sie die Dauer.', /expiresIn/],
    ['This folder is empty', 'Dieses Verzeichnis ist leer', /"folder" is "Ordner"/],
    ['Leave it', 'Lassen Sie the Rest', /English word/],
  ];
  for (const [english, text, fault] of wrong) {
    it(`is found: ${text}`, () => assert.match([...faultsOf(english, text, 'de')].join('\n'), fault));
  }

  it('is found: a command by another name', () => {
    const manifest = { 'command.showLog': 'Protokoll anzeigen' };
    const named = (text: string) => [...misnamedIn('See Show Log.', text, manifest)];
    assert.deepEqual(named('Siehe „Protokoll anzeigen“.'), []);
    assert.equal(named('Siehe „Log zeigen“.').length, 1);
  });

  it('is not seen where there is none', () => {
    const right = 'Ordner „{1}“ in Space {0}: Geben Sie "key" an.';
    assert.deepEqual([...faultsOf('Folder {1} in the Space {0}: give "key".', right, 'de')], []);
  });
});
