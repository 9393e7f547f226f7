import { byteLength } from '../keyRules.ts';
import { refuseNul } from './refusals.ts';
import type { Shell } from './shell.ts';
import { isOption, onOneLine } from './words.ts';

/** The longest line in bytes that a terminal hands to a shell without a line editor, such as `dash -i` (N_TTY's buffer). */
export const TERMINAL_LINE_BYTES = 4095;

/** Whether a line of the text is too long to be pasted into `dash -i`. As a script, or in bash, zsh, fish it works. */
export function exceedsTerminalLine(text: string): boolean {
  return text.split('\n').some((line) => byteLength(line) > TERMINAL_LINE_BYTES);
}

/**
 * One text that bash, dash, zsh and fish all read the same, also with history expansion on: runs without `'` and `\`
 * in single quotes, runs of `'` in double quotes, runs of `\` doubled in double quotes. Fish reads `\` inside single
 * quotes as an escape and the others do not, hence a run of its own. What line editors act on or lose when it is pasted
 * (a tab completes, whatever the quotes; behind a line feed bash takes `^` for a correction and `!` for history) is
 * spelled with `printf`. A line feed at a word's end would be lost at the end of that output: there it stays in quotes.
 */
export const unixShell: Shell = {
  id: 'unix',
  system: 'unix',
  quote,
  command: (words) => writeLine(words),
  multiline: ([first = [], ...rest]) =>
    [writeLine(first), ...rest.map((words) => words.map(writeWord).join(' '))].join(' \\\n  '),
  // A `#` is no comment where zsh is typed into, and quotes behind it would open.
  comment: (text) => `: ${quote(onOneLine(text))}`,
};

/**
 * Control characters; the private use area, of which zsh keeps U+E000 to U+E0FF for bytes that it can't read and fish
 * the rest for keys; the non-characters that fish keeps for itself.
 */
const SPELLED = /[\p{Cc}\ue000-\uf8ff\ufdd0-\ufdef]/u;
const RUNS = /'+|\\+|[^'\\]+/g;
/** Spelled ones with what follows a line feed, and all others. */
const RUNS_BEHIND_SPELLED = new RegExp(
  String.raw`(?:\n+[^\n]|['"\\$]|${SPELLED.source})+|(?:(?!${SPELLED.source})[^'"\\$])+`,
  'gu',
);

function quote(word: string): string {
  refuseNul(word);
  if (word === '') return "''";
  const [end = ''] = /\n*$/.exec(word) ?? [];
  const rest = word.slice(0, word.length - end.length);
  const index = rest.search(SPELLED);
  const [head, tail] = index < 0 ? [rest, ''] : [rest.slice(0, index), rest.slice(index)];
  return [
    ...(head.match(RUNS) ?? []).map(quoteRun),
    ...(tail.match(RUNS_BEHIND_SPELLED) ?? []).map(spellRun),
    end && quoteRun(end),
  ].join('');
}

function quoteRun(run: string): string {
  if (run.startsWith("'")) return `"${run}"`;
  return run.startsWith('\\') ? `"${run}${run}"` : `'${run}'`;
}

/**
 * Behind a `"$(…)"` fish 4.0 checks the rest of a word as if the quotes stood the other way round, and refuses the
 * line over a `$%` in single quotes: so quotes, backslashes and dollars are spelled there too.
 */
function spellRun(run: string): string {
  return SPELLED.test(run) || /['"\\$]/.test(run) ? `"$(printf '${spell(run)}')"` : `'${run}'`;
}

/** The run's bytes as octal escapes, which every `printf` knows. */
function spell(run: string): string {
  return [...new TextEncoder().encode(run)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** The program and its options stay bare, for reading: letters and dashes mean the same in all four. */
function writeLine([program = '', ...rest]: readonly string[]): string {
  return [program, ...rest.map(writeWord)].join(' ');
}

function writeWord(word: string): string {
  return isOption(word) ? word : quote(word);
}
