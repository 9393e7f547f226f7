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

/** Names in a row, parted as the language does it: `a, b, c`. */
export function listed(names: readonly string[]): string {
  return inRow(t('{0}, {1}'), names);
}

/** What is said of one thing, in a row: `1.2 MB · 3d ago`. What is empty is left out. */
export function dotted(parts: readonly string[]): string {
  return inRow(t('{0} · {1}'), parts.includes('') ? parts.filter((part) => part !== '') : parts);
}

/** @param pattern in which `{0}` comes before `{1}`. Cut here, not filled in by `t`: a thousand rows are made at a time. */
function inRow(pattern: string, [first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  const [at, end] = [pattern.indexOf('{0}'), pattern.indexOf('{1}')];
  const [before, between, after] = [pattern.slice(0, at), pattern.slice(at + 3, end), pattern.slice(end + 3)];
  return others.reduce((row, part) => `${before}${row}${between}${part}${after}`, first);
}
