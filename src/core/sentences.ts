import { t } from '@vscode/l10n';

/** Two sentences, parted as the language does it; the first may lack its full stop. */
export function inSentences(first: string, second: string): string {
  return t('{0}. {1}', first.replace(/[.。]$/, ''), second);
}

/** Names in a row, parted as the language does it: `a, b, c`. */
export function listed(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.reduce((list, name) => t('{0}, {1}', list, name), first);
}
