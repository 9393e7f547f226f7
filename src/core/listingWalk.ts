import { Cancelled } from './errors.ts';
import type { ObjectEntry, Store } from './ports.ts';
import type { PrefixTarget } from './target.ts';
import { Walk, type WalkOptions } from './walk/walk.ts';

/**
 * Every object whose key begins with the prefix, once, a page at a time; what is written or deleted meanwhile may come or
 * not. Reads ahead, in several places at a time, as far as what is held stays bounded: who takes pages slowly holds the
 * requests. Throws what the store throws, and `Cancelled` at the abort of `signal`, at once.
 */
export async function* walk(
  store: Pick<Store, 'listPage'>,
  target: PrefixTarget,
  signal: AbortSignal,
  options: WalkOptions = {},
): AsyncGenerator<readonly ObjectEntry[], void, void> {
  const walking = new Walk(store, target, options);
  const cancel = () => walking.end(new Cancelled());
  signal.addEventListener('abort', cancel);
  try {
    if (signal.aborted) cancel();
    for (let page = await walking.next(); page !== undefined; page = await walking.next()) yield page;
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
