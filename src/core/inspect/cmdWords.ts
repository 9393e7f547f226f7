import type { Command } from './request.ts';

/**
 * Commands as cmd.exe reads them at its prompt, or in a batch file, where `%%` is one `%`: carets outside quotes,
 * continued lines, `REM` and `::`. The words are cut as programs built with Microsoft's C runtime do it (Microsoft,
 * "Parsing C command-line arguments"), which curl is.
 */
export function cmdCommands(text: string, { isBatch = false } = {}): readonly Command[] {
  return commandLines(isBatch ? text.replaceAll('%%', '%') : text)
    .map(({ line, isUnquoted }) => ({ words: splitWords(line), isUnquoted }))
    .filter(({ words: [first = ''] }) => first !== '' && !/^(?:rem|::.*|echo)$/i.test(first));
}

interface CommandLine {
  readonly line: string;
  readonly isUnquoted: boolean;
}

/** What cmd.exe itself does: it takes carets away, and ends commands. Quotes stay, a program reads them. */
function commandLines(text: string): readonly CommandLine[] {
  const scanner = new Scanner();
  // What stands in quotes, to the line's end where they are not closed; what a caret stands before; anything else.
  for (const [piece] of text.matchAll(/"[^"\r\n]*"?|\^\r?\n|\^[\s\S]|\r?\n|[\s\S]/gu)) scanner.read(piece);
  scanner.end();
  return scanner.lines;
}

class Scanner {
  readonly lines: CommandLine[] = [];
  #line = '';
  #isUnquoted = false;

  read(piece: string): void {
    if (/^\r?\n$/.test(piece)) this.end();
    else if (piece.startsWith('^')) this.#line += piece.slice(1).replace(/^\r?\n/, '');
    else if (piece === '&' || piece === '|') this.#separator(piece);
    // `@` in front only keeps a batch file from showing the command.
    else if (piece !== '@' || this.#line.trim() !== '') this.#line += piece;
  }

  end(): void {
    this.lines.push({ line: this.#line, isUnquoted: this.#isUnquoted });
    this.#line = '';
    this.#isUnquoted = false;
  }

  #separator(piece: string): void {
    if (piece === '&' && /(?:^|\s)https?:\/\/[^?\s"]*\?\S*$/i.test(this.#line)) {
      this.#line += piece;
      this.#isUnquoted = true;
    } else {
      this.end();
    }
  }
}

/** What a program's runtime does: `\"` is a quote, `""` inside quotes too, other backslashes are themselves. */
function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  // Backslashes in front of a quote; a quote; other backslashes, all at once: each alone would look for a quote again;
  // anything else.
  for (const [piece, slashes] of line.matchAll(/(\\*)(?:""|")|\\+|[\s\S]/gu)) {
    if (slashes !== undefined) {
      const read = readQuotes(slashes.length, piece.endsWith('""'), isQuoted);
      word = (word ?? '') + read.text;
      isQuoted = read.isQuoted;
    } else if (/\s/.test(piece) && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + piece;
    }
  }
  return word === undefined ? words : [...words, word];
}

/** One quote, or two of them, behind so many backslashes. */
function readQuotes(
  slashes: number,
  areTwo: boolean,
  isQuoted: boolean,
): { text: string; isQuoted: boolean } {
  const text = '\\'.repeat(slashes >> 1);
  const toggle = (times: number) => (times % 2 === 1 ? !isQuoted : isQuoted);
  // The second one stands without a backslash.
  if (slashes % 2 === 1) return { text: `${text}"`, isQuoted: toggle(areTwo ? 1 : 0) };
  if (!areTwo) return { text, isQuoted: toggle(1) };
  return isQuoted ? { text: `${text}"`, isQuoted } : { text, isQuoted: toggle(2) };
}
