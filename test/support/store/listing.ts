import { compareKeys } from '../../../src/core/walk/keyOrder.ts';
import type { ObjectSet, StoredObject } from './objects.ts';

export interface ListQuery {
  readonly prefix: string;
  /** `''`: everything below the prefix. */
  readonly delimiter: string;
  /** The last key or common prefix already given, or `start-after`; `''`: from the beginning. */
  readonly after: string;
  readonly maxKeys: number;
}

export interface Listing {
  readonly objects: readonly StoredObject[];
  readonly prefixes: readonly string[];
  /** Present when more follows: the `after` of the next page. */
  readonly next?: string;
}

/** One page. Keys and common prefixes together count against `maxKeys`, as in S3. */
export function listObjects(all: ObjectSet, query: ListQuery): Listing {
  const objects: StoredObject[] = [];
  const prefixes: string[] = [];
  let last = '';
  let index = firstIndex(all, query);
  for (;;) {
    const object = all.at(index);
    if (!object?.key.startsWith(query.prefix) || query.maxKeys === 0) return { objects, prefixes };
    if (objects.length + prefixes.length === query.maxKeys) return { objects, prefixes, next: last };
    const folder = commonPrefix(object.key, query);
    if (folder === undefined) {
      objects.push(object);
      index++;
    } else {
      prefixes.push(folder);
      index = firstAfterFolder(all, folder);
    }
    last = folder ?? object.key;
  }
}

function firstIndex(all: ObjectSet, query: ListQuery): number {
  const start = all.firstNot((key) => compareKeys(key, query.prefix) < 0);
  if (query.after === '') return start;
  // Ceph (RGWRados::Bucket::List) moves a marker that lies inside a common prefix behind that whole prefix.
  const folder = query.after.startsWith(query.prefix) ? commonPrefix(query.after, query) : undefined;
  const next =
    folder === undefined
      ? all.firstNot((key) => compareKeys(key, query.after) <= 0)
      : firstAfterFolder(all, folder);
  return Math.max(start, next);
}

function commonPrefix(key: string, { prefix, delimiter }: ListQuery): string | undefined {
  if (delimiter === '') return undefined;
  const position = key.indexOf(delimiter, prefix.length);
  return position < 0 ? undefined : key.slice(0, position + delimiter.length);
}

function firstAfterFolder(all: ObjectSet, folder: string): number {
  return all.firstNot((key) => key.startsWith(folder) || compareKeys(key, folder) < 0);
}
