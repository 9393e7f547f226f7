import type { Connection } from './connection.ts';
import { Loading } from './listingLoad.ts';

/** What of a connection is known, to be shown. */
export interface SpacesView {
  /** Sorted. */
  readonly spaces: readonly string[];
  readonly error: Error | undefined;
}

/** The Spaces of one connection: those it names, or those the server lists. */
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
    return this.#names.has(name) || this.#found.has(name);
  }

  addFound(name: string): void {
    this.#found.add(name);
  }

  /** Forgets what was listed; what was opened by name stays. */
  clear(): void {
    this.loading.cancel();
    this.isStarted = false;
    this.#names.clear();
  }

  view(): SpacesView {
    return { spaces: [...new Set([...this.#names, ...this.#found])].sort(), error: this.loading.error };
  }
}
