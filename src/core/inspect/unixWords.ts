import { type Command, Words } from './request.ts';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Commands as bash, dash and zsh read them, or as fish does, where a backslash in single quotes may escape: quotes,
 * `$'…'`, our own `"$(printf '\011')"`, continued lines and comments. Variables and other substitutions stay as they
 * are written, and so do `<` and `>`, which stand for what is to be filled in (`file=@<FILE>`).
 */
export function unixCommands(text: string, { fish = false } = {}): readonly Command[] {
  const words = new Words();
  let at = 0;
  while (at < text.length) at = step(text, at, { words, fish });
  words.endCommand();
  return words.commands;
}

interface State {
  readonly words: Words;
  readonly fish: boolean;
}

/** Reads what begins at `at` and gives where the next begins. */
function step(text: string, at: number, { words, fish }: State): number {
  const character = text[at] ?? '';
  if (character === '\\') return backslash(text, at, words);
  if (character === "'") return singleQuoted(text, at + 1, { words, fish });
  if (character === '"') return doubleQuoted(text, at + 1, words);
  if (character === '$') return dollar(text, at, words);
  if (character === '#' && words.isAtStart) return lineEnd(text, at);
  if (character === '&') words.ampersand();
  else if (/[\n;|]/.test(character)) words.endCommand();
  else if (/\s/.test(character)) words.endWord();
  else words.add(character);
  return at + 1;
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function backslash(text: string, at: number, words: Words): number {
  const next = /\r?\n|[\s\S]/uy;
  next.lastIndex = at + 1;
  const [escaped = ''] = next.exec(text) ?? [];
  if (!escaped.endsWith('\n')) words.add(escaped);
  return at + 1 + escaped.length;
}

function singleQuoted(text: string, from: number, { words, fish }: State): number {
  const body = fish ? /((?:[^'\\]|\\[\s\S])*)'?/y : /([^']*)'?/y;
  body.lastIndex = from;
  const [whole = '', inside = ''] = body.exec(text) ?? [];
  words.add(fish ? inside.replace(/\\(['\\])/g, '$1') : inside);
  return from + whole.length;
}

function doubleQuoted(text: string, from: number, words: Words): number {
  words.add('');
  let at = from;
  while (at < text.length && text[at] !== '"') at = insideQuotes(text, at, words);
  return at + 1;
}

function insideQuotes(text: string, at: number, words: Words): number {
  if (text[at] === '$') return substitution(text, at, words);
  if (text[at] !== '\\') {
    words.add(text[at] ?? '');
    return at + 1;
  }
  const next = text[at + 1] ?? '';
  if (next !== '\n') words.add(/[$`"\\]/.test(next) ? next : `\\${next}`);
  return at + 2;
}

function dollar(text: string, at: number, words: Words): number {
  if (text[at + 1] !== "'") return substitution(text, at, words);
  const body = /\$'((?:[^'\\]|\\[\s\S])*)'?/y;
  body.lastIndex = at;
  const [whole = '', inside = ''] = body.exec(text) ?? [];
  words.add(decodeEscapes(inside));
  return at + whole.length;
}

/** Of all substitutions we know the one that spells characters. */
function substitution(text: string, at: number, words: Words): number {
  const spelled = /\$\(printf '([^']*)'\)/y;
  spelled.lastIndex = at;
  const [whole = '$', escapes] = spelled.exec(text) ?? [];
  words.add(escapes === undefined ? '$' : decodeEscapes(escapes));
  return at + whole.length;
}

/** In one pass, for what an escape spells may be a backslash. Bytes are UTF-8, and several may be one character. */
function decodeEscapes(text: string): string {
  const escapes = /(?:\\[0-7]{1,3}|\\x[0-9a-f]{1,2})+|\\u[0-9a-f]{1,4}|\\U[0-9a-f]{1,8}|\\[\s\S]/giu;
  return text.replace(escapes, (whole) => {
    if (/^\\[0-7x]/i.test(whole)) return decodeBytes(whole);
    if (/^\\u[0-9a-f]/i.test(whole)) return characterOf(Number.parseInt(whole.slice(2), 16));
    return SIMPLE_ESCAPES[whole.slice(1)] ?? whole.slice(1);
  });
}

function decodeBytes(escapes: string): string {
  const bytes = [...escapes.matchAll(/\\x([0-9a-f]+)|\\([0-7]+)/gi)].map(([, hex, octal = '']) =>
    hex === undefined ? Number.parseInt(octal, 8) : Number.parseInt(hex, 16),
  );
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** What is no character of Unicode is drawn as such. */
function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
