import type { Connection } from '../connection.ts';
import { Emitter } from '../emitter.ts';
import type { PrefixTarget } from '../target.ts';
import { type Found, foundId } from './found.ts';

/** A connection whose Spaces can't be listed, or a folder or Space that can't. */
export interface Unread {
  readonly place: { readonly connection: Connection } | PrefixTarget;
  readonly error: Error;
}

/** How a search ended: all was looked through; there is more than is shown; by hand; nothing could be read. */
export type Ending = 'whole' | 'full' | 'cancelled' | 'failed';

/** So many rows are shown: more nobody reads, and the editor takes all of them again with each change. */
export const MOST_FOUND = 10_000;

/**
 * What one search found so far. In the order of its places, within each in that of the keys, whatever answers first; where there is
 * more than is shown, it is what came first.
 */
export class SearchResults {
  readonly words: string;
  readonly #places: { readonly rank: number; readonly found: Map<string, Found> }[] = [];
  readonly #unread: Unread[] = [];
  readonly #changed = new Emitter<void>();
  #lookedAt = 0;
  #hasRead = false;
  #ending: Ending | undefined;
  #isFull = false;

  readonly onDidChange = this.#changed.event;

  constructor(words: string) {
    this.words = words;
  }

  get count(): number {
    return this.#places.reduce((sum, { found }) => sum + found.size, 0);
  }

  /** Objects looked at. */
  get lookedAt(): number {
    return this.#lookedAt;
  }

  /** `undefined`: it is running. */
  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** There is more than is shown. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** One place at least was looked through to its end. */
  get hasRead(): boolean {
    return this.#hasRead;
  }

  get unread(): readonly Unread[] {
    return this.#unread;
  }

  /** Each once: one may have been moved to where another one was. */
  list(): readonly Found[] {
    return [...new Map(this.#places.flatMap(({ found }) => [...found])).values()];
  }

  /** @param rank its place among the others */
  addPlace(rank: number): PlaceResults {
    const found = new Map<string, Found>();
    this.#places.push({ rank, found });
    this.#places.sort((one, other) => one.rank - other.rank);
    return {
      add: (each, lookedAt) => {
        this.#lookedAt += lookedAt;
        for (const one of each) this.#add(found, one);
        this.#changed.fire();
      },
    };
  }

  fail(unread: Unread): void {
    this.#unread.push(unread);
    this.#changed.fire();
  }

  /** A place was looked through to its end. */
  read(): void {
    this.#hasRead = true;
  }

  end(ending: Exclude<Ending, 'full'>): void {
    this.#ending = ending === 'whole' && this.#isFull ? 'full' : ending;
    this.#changed.fire();
  }

  /** Each as it is by now: another one in its place, or none. */
  update(now: (found: Found) => Found | undefined): void {
    let isOther = false;
    for (const { found } of this.#places) {
      const before = [...found.values()];
      found.clear();
      for (const each of before) {
        const one = now(each);
        isOther ||= one !== each;
        if (one !== undefined) found.set(foundId(one), one);
      }
    }
    if (isOther) this.#changed.fire();
  }

  #add(found: Map<string, Found>, one: Found): void {
    if (this.count >= MOST_FOUND) this.#isFull = true;
    else found.set(foundId(one), one);
  }
}

/** What is found in one folder or Space. */
export interface PlaceResults {
  /** @param lookedAt objects, since the last time */
  add(found: readonly Found[], lookedAt: number): void;
}
