import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { refuseNul, refuseWord } from './refusals.ts';
import type { Shell } from './shell.ts';
import { refuseBestFit } from './windowsCurl.ts';
import { isOption, onOneLine } from './words.ts';

/** The longest line that cmd reads (learn.microsoft.com, "Command prompt line string limitation"), in UTF-16 units. */
export const CMD_LINE_UNITS = 8191;

/**
 * cmd's prompt, with delayed expansion off, as it is unless somebody asked for it. One line, because a paste of several
 * answers "More?", and without comments.
 */
export const cmdPrompt: Shell = {
  id: 'cmd',
  system: 'windows',
  quote: quoteForPrompt,
  command: (words) => withinLimit(writeLine(words, quoteForPrompt)),
  multiline: (lines) => withinLimit(writeLine(lines.flat(), quoteForPrompt)),
  comment: () => undefined,
};

/** A batch file: its percent signs are doubled, and it is read in the console's code page unless it asks for another. */
export const batchFile: Shell = {
  id: 'bat',
  system: 'windows',
  quote: quoteForBatch,
  command: (words) => inUnicode(withinLimit(`@${writeLine(words, quoteForBatch)}`)),
  multiline: ([first = [], ...rest]) =>
    inUnicode(
      withinLimit(
        [
          `@${writeLine(first, quoteForBatch)}`,
          ...rest.map((words) => words.map((word) => writeWord(word, quoteForBatch)).join(' ')),
        ].join(' ^\r\n  '),
      ),
    ),
  // What could end a comment, or be replaced in one, is left out.
  comment: (text) =>
    `@rem ${onOneLine(text)
      .replace(/[%&|<>^!]/g, '')
      .trim()}`,
};

/**
 * A percent sign is looked at first, inside quotes too, and no escape stops that; but a caret behind it makes the name of
 * a variable that nobody has, and goes away in the next step. That step must not see quotes, or it would keep the carets.
 */
function quoteForPrompt(word: string): string {
  refuseNul(word);
  refuseBestFit(word);
  refuseControls(word);
  const argument = argumentOf(word);
  if (!/[%"]/.test(word)) return argument;
  return argument.replace(/%([^%()!^"<>&|])|[()%!^"<>&|]/gu, (special, next?: string) =>
    next === undefined ? `^${special}` : `^%^${next}`,
  );
}

function quoteForBatch(word: string): string {
  refuseNul(word);
  refuseBestFit(word);
  refuseControls(word);
  const argument = argumentOf(word).replaceAll('%', '%%');
  return word.includes('"') ? argument.replace(/[()!^"<>&|]/g, '^$&') : argument;
}

/** A line break ends the command, U+001A the file; at the prompt the others are keys. */
function refuseControls(word: string): void {
  if (/\p{Cc}/u.test(word)) refuseWord(t("cmd can't write a line break or control character."), 'powershell');
}

/** As the C runtime's argument parsers read it back: backslashes count only in front of a quote. */
function argumentOf(word: string): string {
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}

function writeLine([program = '', ...rest]: readonly string[], quote: (word: string) => string): string {
  return [`${program}.exe`, ...rest.map((word) => writeWord(word, quote))].join(' ');
}

function writeWord(word: string, quote: (word: string) => string): string {
  return isOption(word) ? word : quote(word);
}

function withinLimit(line: string): string {
  if (line.length <= CMD_LINE_UNITS) return line;
  throw new SpacesError(
    'badShell',
    t('The command has {0} characters; cmd reads {1} at most. Use PowerShell.', line.length, CMD_LINE_UNITS),
  );
}

/** A file that an editor saves as UTF-8 is read as such from the next line on. */
function inUnicode(command: string): string {
  return /^\p{ASCII}*$/u.test(command) ? command : `@chcp 65001 >nul\r\n${command}`;
}
