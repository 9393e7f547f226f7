import { t } from '@vscode/l10n';
import { refuseNul, refuseWord } from './refusals.ts';
import type { Shell } from './shell.ts';
import { refuseBestFit } from './windowsCurl.ts';
import { isOption, onOneLine } from './words.ts';

/**
 * One text for Windows PowerShell 5.1 and PowerShell 7 on Windows. In `'…'` no character means anything but the quotes
 * that close it, U+2018 to U+201B among them (`CharExtensions.IsSingleQuote`), and those are doubled. What each version
 * then makes of a word on the way into a program differs: 7.3 escapes it whole, the older ones wrap it in quotes where it
 * has white space and pass an inner quote as it is. They agree on words without `"`, which are not empty, and do not end
 * in a backslash where they have white space (there 5.1 lets it escape the quote that it adds). All others are refused.
 */
export const powershell: Shell = {
  id: 'powershell',
  system: 'windows',
  quote,
  command: (words) => writeLine(words),
  multiline: ([first = [], ...rest]) =>
    [writeLine(first), ...rest.map((words) => words.map(writeWord).join(' '))].join(' `\n  '),
  comment: (text) => `# ${onOneLine(text)}`,
};

/** `Char.IsWhiteSpace` and a byte order mark: a little more than the binder looks for. */
const WHITE_SPACE = /[\s\u0085]/;

function quote(word: string): string {
  refuseNul(word);
  refuseBestFit(word);
  if (word.includes('"') || word === '')
    refuseWord(t("PowerShell 5 and 7 don't agree on a word with a double quote."), 'cmd');
  if (word.endsWith('\\') && WHITE_SPACE.test(word)) {
    refuseWord(t("PowerShell 5 can't pass on a word with spaces that ends in a backslash."), 'cmd');
  }
  // Typed or pasted, a control character is a key of the line editor.
  const runs = word.match(/\p{Cc}|\P{Cc}+/gu) ?? [];
  if (runs.every((run) => !CONTROL.test(run))) return literal(word);
  const parts = runs.map((run) => (CONTROL.test(run) ? `[char]${run.charCodeAt(0)}` : literal(run)));
  // A text in front makes it a concatenation.
  return `(${(CONTROL.test(runs[0] ?? '') ? ["''", ...parts] : parts).join('+')})`;
}

const CONTROL = /^\p{Cc}$/u;

function literal(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** With its ending, as `curl` alone is another command in Windows PowerShell. */
function writeLine([program = '', ...rest]: readonly string[]): string {
  return [`${program}.exe`, ...rest.map(writeWord)].join(' ');
}

function writeWord(word: string): string {
  return isOption(word) ? word : quote(word);
}
