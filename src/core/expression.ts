import { lazily } from './once.ts';

/**
 * A regular expression that is made with its first use. With Unicode's classes (`\p{…}`) one takes up to half a millisecond,
 * as a literal already when its file is loaded: for files that every start loads.
 */
export function expression(source: string, flags: string): () => RegExp {
  return lazily(() => new RegExp(source, flags));
}
