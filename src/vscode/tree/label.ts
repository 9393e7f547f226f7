import { t } from '@vscode/l10n';
import { plain } from '../../core/plain.ts';

/** The tree shortens at its width; this only keeps a row's text small. */
const LONGEST = 200;

/**
 * A name of the store as a row's label. The editor trims labels, so white space at the edges is drawn: `a` and `a `
 * are two objects. A name that is empty (`a//b` has such a folder) says so.
 */
export function labelOf(name: string): string {
  if (name === '') return t('(no name)');
  // After `plain()`, which would not see an edge that it cut; it makes every other white space than these visible.
  const text = plain(name, LONGEST);
  return HAS_EDGE.test(text) ? text.replace(EDGES, (edge) => edge.replace(/./gu, draw)) : text;
}

const EDGES = /^\p{Zs}+|\p{Zs}+$/gu;
/** Most names have none, and a thousand rows are made at a time. */
const HAS_EDGE = /^[^!-~]|[^!-~]$/;

function draw(space: string): string {
  if (space === ' ') return '\u2423';
  const code = space.codePointAt(0) ?? 0;
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
}
