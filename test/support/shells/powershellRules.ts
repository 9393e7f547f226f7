import assert from 'node:assert/strict';

/**
 * The part of PowerShell's language that our commands use, read as its scanner does (PowerShell/PowerShell,
 * engine/parser/tokenizer.cs and CharTraits.cs): ScanStringLiteral, ScanStringExpandable with ScanSubExpression and
 * Backtick, comments, line continuation. Anything else means that a name got out of its quotes, and throws.
 * @returns the commands of the text, each as its words; the program first
 */
export function readPowershell(text: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  let at = 0;
  const endCommand = () => {
    if (words.length > 0) commands.push(words);
    words = [];
  };
  while (at < text.length) {
    const rest = text.slice(at);
    const skipped = /^(?: |`\n)+/.exec(rest)?.[0] ?? (words.length === 0 && /^#[^\r\n]*/.exec(rest)?.[0]);
    if (skipped) at += skipped.length;
    else if (rest.startsWith('\n')) {
      endCommand();
      at++;
    } else {
      const { word, length } = readWord(rest);
      const next = text[at + length];
      // Behind a closing quote the next word begins, whatever comes.
      assert.ok(next === undefined || next === ' ' || next === '\n', `two words in one: ${rest}`);
      words.push(word);
      at += length;
    }
  }
  endCommand();
  return commands;
}

const isSingleQuote = (c = '') => /^['\u2018-\u201b]$/.test(c);
const isDoubleQuote = (c = '') => /^["\u201c-\u201e]$/.test(c);

function readWord(text: string): { word: string; length: number } {
  if (isSingleQuote(text[0])) return readLiteral(text);
  if (isDoubleQuote(text[0])) return readExpandable(text);
  const bare = /^(?:--)?[A-Za-z][A-Za-z0-9.-]*/.exec(text)?.[0];
  assert.ok(bare, `not in the language of our commands: ${text}`);
  return { word: bare, length: bare.length };
}

/** Of two single quotes in a row, of whatever kinds, the second is text. */
function readLiteral(text: string): { word: string; length: number } {
  let word = '';
  for (let at = 1; at < text.length; at++) {
    if (isSingleQuote(text[at])) {
      if (!isSingleQuote(text[at + 1])) return { word, length: at + 1 };
      at++;
    }
    word += text[at];
  }
  assert.fail(`not closed: ${text}`);
}

function readExpandable(text: string): { word: string; length: number } {
  let word = '';
  for (let at = 1; at < text.length; at++) {
    const [sub, code] = /^\$\(\[char\](\d+)\)/.exec(text.slice(at)) ?? [];
    if (sub !== undefined) {
      word += String.fromCharCode(Number(code));
      at += sub.length - 1;
      continue;
    }
    assert.ok(text[at] !== '$' || !/[\w{(:$^?]/.test(text[at + 1] ?? ''), `a variable: ${text.slice(at)}`);
    if (text[at] === '`') {
      at++;
      assert.doesNotMatch(text[at] ?? '', /^[0abefnrtuv]?$/, `a character by its letter: ${text}`);
    } else if (isDoubleQuote(text[at])) {
      if (!isDoubleQuote(text[at + 1])) return { word, length: at + 1 };
      at++;
    }
    word += text[at];
  }
  assert.fail(`not closed: ${text}`);
}

/** How a version makes a command line of the words behind the program. */
export const powershellBinders = {
  /** NativeCommandParameterBinder.cs as first published (60b3b304f2), which is 5.1's. */
  '5.1': (words: readonly string[]) => legacy(words, needsQuotesIn51, (word) => `"${word}"`),
  /** The same with commits 8bca1f50c5 and 59311d03e1; from 7.3 on under `Legacy`. */
  '7.0 to 7.2': (words: readonly string[]) =>
    legacy(words, needsQuotesIn70, (word) => `"${word}${/\\*$/.exec(word)?.[0] ?? ''}"`),
  /** `ProcessStartInfo.ArgumentList`: dotnet/runtime, PasteArguments.cs. */
  '7.3': (words: readonly string[]) => withoutMarker(words).map(pasteArgument).join(' '),
} as const;

/** A word `--%`, quoted or not, is no argument (BindParameters); how those behind it are passed is not looked at here. */
function withoutMarker(words: readonly string[]): readonly string[] {
  return words.filter((word) => word !== '--%');
}

function legacy(
  words: readonly string[],
  needsQuotes: (word: string) => boolean,
  wrap: (word: string) => string,
): string {
  return withoutMarker(words)
    .filter((word) => word !== '')
    .map((word) => (needsQuotes(word) ? wrap(word) : word))
    .join(' ');
}

/** `Char.IsWhiteSpace`. */
const isWhiteSpace = (c: string) => /[\p{Z}\t-\r\u0085]/u.test(c);

function needsQuotesIn51(word: string): boolean {
  let quotes = 0;
  for (const c of word) {
    if (c === '"') quotes++;
    else if (isWhiteSpace(c) && quotes % 2 === 0) return true;
  }
  return false;
}

function needsQuotesIn70(word: string): boolean {
  let quotes = 0;
  let behindBackslash = false;
  for (const c of word) {
    if (c === '"' && !behindBackslash) quotes++;
    else if (isWhiteSpace(c) && quotes % 2 === 0) return true;
    behindBackslash = c === '\\';
  }
  return false;
}

function pasteArgument(word: string): string {
  if (word !== '' && ![...word].some((c) => c === '"' || isWhiteSpace(c))) return word;
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}
