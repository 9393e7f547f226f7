import type { ObjectEntry } from './ports.ts';

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
