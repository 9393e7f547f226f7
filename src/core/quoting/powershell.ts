import { t } from '@vscode/l10n';
import { refuseNul, refuseWord } from './refusals.ts';
import type { Shell } from './shell.ts';
import { refuseBestFit } from './windowsCurl.ts';
import { isOption, onOneLine } from './words.ts';

/**
 * One text for Windows PowerShell 5.1 and PowerShell 7 on Windows. In `'…'` no character means anything but the quotes
 * that close it, U+2018 to U+201B among them (`CharTraits.IsSingleQuote`), and those are doubled. What each version then
 * makes of a word on the way into a program differs: 7.3 escapes it whole, the older ones wrap it in quotes where it has
 * white space and pass an inner quote as it is. They agree on words without `"`, which are not empty, and do not end in a
 * backslash where they have white space (there 5.1 lets it escape the quote that it adds). All others are refused.
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

/** `Char.IsWhiteSpace`, of .NET's framework too, to which U+180E was a space. */
const WHITE_SPACE = /[\p{Z}\t-\r\u0085\u180e]/u;

function quote(word: string): string {
  refuseNul(word);
  refuseBestFit(word);
  if (word === '' || word.includes('"')) {
    refuseWord(t("PowerShell 5 and 7 don't pass on a word with double quotes in the same way."), 'cmd');
  }
  if (word.endsWith('\\') && WHITE_SPACE.test(word)) {
    refuseWord(t("PowerShell 5 can't pass on a word with spaces that ends in a backslash."), 'cmd');
  }
  // In quotes too, it makes PowerShell leave it out and read all behind it as cmd does.
  if (word === '--%') refuseWord(t("PowerShell can't pass on the word {0}.", word), 'cmd');
  return /\p{Cc}/u.test(word) ? spell(word) : `'${word.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/**
 * Typed or pasted, a control character is a key of the line editor. In double quotes, not as a sum of texts, which is no
 * quoted word to PowerShell 7.5: it would put a home folder for a leading `~/`.
 */
function spell(word: string): string {
  const text = word
    .replace(/[`$\u201c-\u201e]/g, '`$&')
    .replace(/\p{Cc}/gu, (control) => `$([char]${control.charCodeAt(0)})`);
  return `"${text}"`;
}

/** With its ending, as `curl` alone is another command in Windows PowerShell. */
function writeLine([program = '', ...rest]: readonly string[]): string {
  return [`${program}.exe`, ...rest.map(writeWord)].join(' ');
}

function writeWord(word: string): string {
  return isOption(word) ? word : quote(word);
}
