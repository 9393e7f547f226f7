import { compareKeys } from '../../../src/core/walk/keyOrder.ts';

export type Acl = 'private' | 'public-read';

export interface Grant {
  /** `ID` and a user's, or `URI` and a group's. */
  readonly grantee: readonly [name: string, value: string];
  readonly permission: string;
}

export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** `content-type`, `cache-control`, … and `x-amz-meta-*`, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly acl: Acl;
  /** Rights that no canned ACL stands for; absent: those of `acl`. */
  readonly grants?: readonly Grant[];
  readonly tags?: readonly (readonly [name: string, value: string])[];
  /** Where the Space keeps versions. */
  readonly versionId?: string;
  body(): Buffer;
}

/** The objects of one Space in key order. */
export interface ObjectSet {
  readonly size: number;
  at(index: number): StoredObject | undefined;
  get(key: string): StoredObject | undefined;
  /** The index of the first key that is not before; `isBefore` is true up to some key and false from there on. */
  firstNot(isBefore: (key: string) => boolean): number;
  /** False: this set can't be changed. */
  set(object: StoredObject): boolean;
  delete(key: string): boolean;
}

/** Objects that were put. Sorted when it is next read. */
export class StoredObjects implements ObjectSet {
  #byKey = new Map<string, StoredObject>();
  #keys: string[] = [];
  #isSorted = true;

  get size(): number {
    return this.#byKey.size;
  }

  at(index: number): StoredObject | undefined {
    const key = this.#sorted()[index];
    return key === undefined ? undefined : this.#byKey.get(key);
  }

  get(key: string): StoredObject | undefined {
    return this.#byKey.get(key);
  }

  firstNot(isBefore: (key: string) => boolean): number {
    const keys = this.#sorted();
    return searchFirstNot(keys.length, (index) => isBefore(keys[index] ?? ''));
  }

  set(object: StoredObject): boolean {
    if (!this.#byKey.has(object.key)) {
      this.#keys.push(object.key);
      this.#isSorted = false;
    }
    this.#byKey.set(object.key, object);
    return true;
  }

  delete(key: string): boolean {
    if (this.#byKey.delete(key)) this.#keys.splice(this.#position(key), 1);
    return true;
  }

  #position(key: string): number {
    return this.firstNot((other) => compareKeys(other, key) < 0);
  }

  #sorted(): readonly string[] {
    if (!this.#isSorted) {
      this.#keys.sort(compareKeys);
      this.#isSorted = true;
    }
    return this.#keys;
  }
}

/** Objects that exist only as a rule: `keyOf(0…count-1)` in UTF-8 order. Nothing is kept, nothing can be put. */
export class SyntheticObjects implements ObjectSet {
  readonly size: number;
  readonly #keyOf: (index: number) => string;
  readonly #lastModified: number;

  constructor(count: number, keyOf: (index: number) => string, lastModified: number) {
    this.size = count;
    this.#keyOf = keyOf;
    this.#lastModified = lastModified;
  }

  at(index: number): StoredObject | undefined {
    return index >= 0 && index < this.size ? this.#object(this.#keyOf(index), index) : undefined;
  }

  get(key: string): StoredObject | undefined {
    const found = this.at(this.firstNot((other) => compareKeys(other, key) < 0));
    return found?.key === key ? found : undefined;
  }

  firstNot(isBefore: (key: string) => boolean): number {
    return searchFirstNot(this.size, (index) => isBefore(this.#keyOf(index)));
  }

  set(): boolean {
    return false;
  }

  delete(): boolean {
    return false;
  }

  #object(key: string, index: number): StoredObject {
    const size = (index * 7919) % 5000;
    return {
      key,
      size,
      etag: index.toString(16).padStart(32, '0'),
      lastModified: this.#lastModified - index * 1000,
      headers: { 'content-type': 'text/plain' },
      acl: 'private',
      body: () => Buffer.alloc(size, 'synthetic\n'),
    };
  }
}

function searchFirstNot(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
