import { t } from '@vscode/l10n';

/** Two sentences, parted as the language does it; the first may lack its full stop. */
export function inSentences(first: string, second: string): string {
  return t('{0}. {1}', first.replace(/[.。]$/, ''), second);
}

/** The names of the first so many in a row, and a sign that there are more. */
export function listedUpTo<T>(most: number, all: readonly T[], nameOf: (item: T) => string): string {
  const names = all.slice(0, most).map(nameOf);
  return listed(all.length > most ? [...names, '…'] : names);
}

/** Names in a row, parted as the language does it: `a, b, c`. The text is asked once: a thousand rows are made at a time. */
export function listed(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const [before = '', between = '', after = ''] = t('{0}, {1}', '\0', '\0').split('\0');
  return others.reduce((list, name) => `${before}${list}${between}${name}${after}`, first);
}
