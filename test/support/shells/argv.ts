/**
 * How Windows programs split their command line, behind the program's own name. Windows hands over one text, and each
 * program's runtime reads it. All agree that space and tab part arguments outside quotes, that 2n backslashes before a
 * quote are n, that 2n + 1 are n and a literal quote, and that other backslashes are themselves. They part ways over `""`.
 */
export interface ArgvParser {
  readonly name: string;
  /** What a second quote right behind one does, inside quotes. */
  readonly doubled: 'literal, stays open' | 'literal, closes' | 'by threes';
}

export const argvParsers: readonly ArgvParser[] = [
  // Universal CRT and every Visual C++ since 2008: ucrt/startup/argv_parsing.cpp, parse_command_line.
  { name: 'UCRT', doubled: 'literal, stays open' },
  // msvcrt.dll and Visual C++ before 2008 (daviddeley.com, "How Command Line Parameters Are Parsed", 5.4).
  { name: 'MSVCRT', doubled: 'literal, closes' },
  // shell32's function, of every third quote in a row (the same page, 5.10; Wine's shcore/main.c).
  { name: 'CommandLineToArgvW', doubled: 'by threes' },
];

export function parseArguments(line: string, parser: ArgvParser): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (isBlank(line[at])) at++;
    else {
      const { word, end } = parseArgument(line, at, parser);
      words.push(word);
      at = end;
    }
  }
  return words;
}

const isBlank = (character: string | undefined) => character === ' ' || character === '\t';

function parseArgument(line: string, start: number, { doubled }: ArgvParser): { word: string; end: number } {
  let word = '';
  let open = false;
  let at = start;
  while (at < line.length && (open || !isBlank(line[at]))) {
    const [slashes = ''] = /^\\*/.exec(line.slice(at)) ?? [];
    at += slashes.length;
    if (line[at] !== '"') {
      word += slashes;
      if (slashes === '') word += line[at++] ?? '';
    } else {
      word += '\\'.repeat(slashes.length / 2);
      if (slashes.length % 2 === 1) {
        word += '"';
        at++;
      } else {
        const run = readQuotes(line, at, { doubled, open });
        word += run.literal;
        open = run.open;
        at = run.end;
      }
    }
  }
  return { word, end: at };
}

/** From a quote that is none of the word's. */
function readQuotes(
  line: string,
  at: number,
  { doubled, open }: { doubled: ArgvParser['doubled']; open: boolean },
): { literal: string; open: boolean; end: number } {
  if (doubled !== 'by threes') {
    const isPair = open && line[at + 1] === '"';
    if (!isPair) return { literal: '', open: !open, end: at + 1 };
    return { literal: '"', open: doubled === 'literal, stays open', end: at + 2 };
  }
  const [quotes = ''] = /^"+/.exec(line.slice(at)) ?? [];
  // Inside, the opening one counts as the first of three.
  const count = quotes.length + (open ? 1 : 0);
  return { literal: '"'.repeat(Math.floor(count / 3)), open: count % 3 === 1, end: at + quotes.length };
}
