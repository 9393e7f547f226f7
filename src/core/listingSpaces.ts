import type { Connection } from './connection.ts';
import { SpacesError } from './errors.ts';
import { Loading } from './listingLoad.ts';
import { remediesFor } from './remedies.ts';

/** What of a connection is known, to be shown. */
export interface SpacesView {
  /** Sorted. */
  readonly spaces: readonly string[];
  readonly error: Error | undefined;
}

/** The Spaces of one connection: those it restricts itself to, or those the server lists and those named beside. */
export class SpacesLevel {
  readonly connection: Connection;
  readonly loading = new Loading();
  isStarted = false;
  readonly #names = new Set<string>();
  /** Opened by name, though the connection neither names nor lists them. */
  readonly #found = new Set<string>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  set(names: readonly string[]): void {
    this.#names.clear();
    for (const name of names) this.#names.add(name);
  }

  has(name: string): boolean {
    return this.view().spaces.includes(name);
  }

  /** Shown because the connection names it, and for no other reason: it would go with its name. */
  isOnlyNamed(name: string): boolean {
    const { spaces, moreSpaces } = this.connection;
    return spaces ? spaces.includes(name) : moreSpaces?.includes(name) === true && !this.#names.has(name);
  }

  addFound(name: string): void {
    this.#found.add(name);
  }

  /** The Space is no more. */
  drop(name: string): void {
    this.#names.delete(name);
    this.#found.delete(name);
  }

  /** Forgets what was listed; what was opened by name stays. */
  clear(): void {
    this.loading.cancel();
    this.isStarted = false;
    this.#names.clear();
  }

  view(): SpacesView {
    const { error } = this.loading;
    const { spaces, moreSpaces = [] } = this.connection;
    const named = spaces || isOfKeyPair(error) ? [] : moreSpaces;
    return { spaces: [...new Set([...this.#names, ...named, ...this.#found])].sort(), error };
  }
}

/** Nothing opens without a key pair that works: one row that says so beats one for each Space. */
export function isOfKeyPair(error: unknown): boolean {
  return error instanceof SpacesError && remediesFor(error.code).enterKey;
}
