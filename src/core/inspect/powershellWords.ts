import { type Command, Words } from './request.ts';
import { lineEnd } from './unixWords.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
/** PowerShell takes typographic quotes for quotes (about_Quoting_Rules). */
const SINGLE = /['\u2018\u2019\u201a\u201b]/;
const DOUBLE = /["\u201c\u201d\u201e]/;

/**
 * Commands as PowerShell reads them: both kinds of quotes, the backtick, `$([char]9)`, comments, and a hash table
 * (`@{…}`) as one word, as it is written. Variables stay as they are written.
 */
export function powershellCommands(text: string): readonly Command[] {
  const words = new Words();
  let at = 0;
  while (at < text.length) at = step(text, at, words);
  words.endCommand();
  return words.commands;
}

function step(text: string, at: number, words: Words): number {
  const character = text[at] ?? '';
  if (character === '`') return backtick(text, at, words);
  if (SINGLE.test(character)) return singleQuoted(text, at + 1, words);
  if (DOUBLE.test(character)) return doubleQuoted(text, at + 1, words);
  if (character === '$') return spelled(text, at, words);
  return (words.isAtStart ? startOfWord(text, at, words) : undefined) ?? bare(text, at, words);
}

/** What is something else only at the start of a word. */
function startOfWord(text: string, at: number, words: Words): number | undefined {
  if (text.startsWith('<#', at)) return endOf(text, '#>', at);
  if (text[at] === '#') return lineEnd(text, at);
  // Calls what follows.
  if (text[at] === '&') return at + 1;
  return text.startsWith('@{', at) ? hashTable(text, at, words) : undefined;
}

function bare(text: string, at: number, words: Words): number {
  const character = text[at] ?? '';
  if (character === '&') words.ampersand();
  else if (/[\n;|]/.test(character)) words.endCommand();
  else if (/\s/.test(character)) words.endWord();
  else words.add(character);
  return at + 1;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

function backtick(text: string, at: number, words: Words): number {
  const next = /\r?\n|u\{([0-9a-f]{1,6})\}|[\s\S]/iuy;
  next.lastIndex = at + 1;
  const [escaped = '', code] = next.exec(text) ?? [];
  if (code !== undefined && Number.parseInt(code, 16) <= 0x10ffff) {
    words.add(String.fromCodePoint(Number.parseInt(code, 16)));
  } else if (!escaped.endsWith('\n')) {
    words.add(ESCAPES[escaped] ?? escaped);
  }
  return at + 1 + escaped.length;
}

function singleQuoted(text: string, from: number, words: Words): number {
  words.add('');
  let at = from;
  while (at < text.length) {
    if (SINGLE.test(text[at] ?? '')) {
      if (!SINGLE.test(text[at + 1] ?? '')) return at + 1;
      at += 1;
    }
    words.add(text[at] ?? '');
    at += 1;
  }
  return at;
}

function doubleQuoted(text: string, from: number, words: Words): number {
  words.add('');
  let at = from;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (DOUBLE.test(character) && !DOUBLE.test(text[at + 1] ?? '')) return at + 1;
    if (character === '`') {
      at = backtick(text, at, words);
    } else if (character === '$') {
      at = spelled(text, at, words);
    } else {
      words.add(character);
      at += DOUBLE.test(character) ? 2 : 1;
    }
  }
  return at;
}

/** Of all subexpressions we know those that spell characters: `$([char]9)`, `$([char]0x202e)`, added or joined. */
function spelled(text: string, at: number, words: Words): number {
  const spelling = /\$\(((?:\s*\+?\s*\[char\]\s*(?:0x[0-9a-f]+|\d+))+)\s*\)/iy;
  spelling.lastIndex = at;
  const [whole = '$', inside] = spelling.exec(text) ?? [];
  const codes = (inside?.match(/0x[0-9a-f]+|\d+/gi) ?? []).map(Number);
  words.add(inside === undefined ? '$' : String.fromCharCode(...codes));
  return at + whole.length;
}

function hashTable(text: string, at: number, words: Words): number {
  const table = /@\{(?:'[^']*'|"[^"]*"|[^'"}])*\}?/y;
  table.lastIndex = at;
  const [whole = '@{'] = table.exec(text) ?? [];
  words.add(whole);
  return at + whole.length;
}

/** The names and values of a hash table whose values are plain texts. */
export function readHashTable(table: string): readonly (readonly [string, string])[] {
  const pairs = table.matchAll(
    /(?:'([^']*)'|"([^"]*)"|([\w-]+))\s*=\s*(?:'((?:[^']|'')*)'|"((?:[^"`]|`[\s\S])*)"|([^;\s}]+))/g,
  );
  return [...pairs].map(([, a, b, c, single, double, bare]) => [
    a ?? b ?? c ?? '',
    single?.replaceAll("''", "'") ?? double?.replace(/`([\s\S])/g, '$1') ?? bare ?? '',
  ]);
}
