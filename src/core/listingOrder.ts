import type { ObjectEntry } from './ports.ts';
import { compareKeys } from './walk/keyOrder.ts';

/** `name` as the server gives it; `size` largest first; `date` newest first. */
export type Order = 'name' | 'size' | 'date';

export const ORDERS: readonly Order[] = ['name', 'size', 'date'];

/** The objects in `order`. Equal ones stay in the server's order. */
export function inOrder(objects: Iterable<ObjectEntry>, order: Order): readonly ObjectEntry[] {
  const listed = [...objects];
  if (order === 'size') listed.sort((a, b) => b.size - a.size);
  if (order === 'date') listed.sort((a, b) => b.lastModified - a.lastModified);
  return listed;
}

/**
 * What was loaded, in the server's order, and among it what was looked up by name: each before the first name that comes
 * after it, else at the end, where it is as long as the page that it is on is not loaded.
 */
export function among<T>(
  loaded: Iterable<T>,
  found: Iterable<T>,
  nameOf: (entry: T) => string,
): readonly T[] {
  const all = [...loaded];
  for (const entry of found) {
    const next = all.findIndex((other) => compareKeys(nameOf(other), nameOf(entry)) > 0);
    all.splice(next < 0 ? all.length : next, 0, entry);
  }
  return all;
}
