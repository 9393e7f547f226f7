import { fold, isAnyCase } from './fold.ts';
import { isPattern, patternMatcher } from './pattern.ts';

/** Whether the words find an object or a folder, by its path below the place that is searched; a folder's ends with a slash. */
export type Matches = (path: string) => boolean;

/**
 * What words find: a name that holds them, or that a pattern is whole (`*`, `?`, `[…]`; `**` goes over slashes). With a slash they
 * reach further up, and end in the name: what is in a folder is not found by the folder's name alone.
 */
export function matcherOf(words: string): Matches {
  const anyCase = isAnyCase(words);
  const wanted = fold(words, anyCase);
  const matches = isPattern(words) ? byPattern(wanted) : byPart(wanted);
  return (path) => matches(fold(path, anyCase));
}

function byPart(wanted: string): Matches {
  return (path) => {
    const at = path.lastIndexOf(wanted);
    return at >= 0 && at + wanted.length > nameAt(path);
  };
}

/** Where the name begins; a folder's has its slash. */
function nameAt(path: string): number {
  return path.length < 2 ? 0 : path.lastIndexOf('/', path.length - 2) + 1;
}

function byPattern(wanted: string): Matches {
  const matches = patternMatcher(wanted);
  if (wanted.endsWith('/')) return matches;
  return (path) => matches(path.endsWith('/') ? path.slice(0, -1) : path);
}
