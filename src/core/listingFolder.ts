import { Loading } from './listingLoad.ts';
import { among, inOrder, type Order } from './listingOrder.ts';
import type { ListPage, ObjectEntry } from './ports.ts';
import type { PrefixTarget } from './target.ts';

/** What of a folder is known, to be shown. */
export interface FolderView {
  /** Prefixes of the folders inside, whole. */
  readonly folders: readonly string[];
  readonly objects: readonly ObjectEntry[];
  /** How many entries are loaded. */
  readonly loaded: number;
  readonly hasMore: boolean;
  /** Why the last page could not be had; the entries are of the pages before. */
  readonly error: Error | undefined;
}

/** The loaded pages of one folder. */
export class FolderLevel {
  readonly target: PrefixTarget;
  readonly loading = new Loading();
  /** What names must begin with; the server does it. */
  filter: string;
  isStarted = false;
  nextToken: string | undefined;
  readonly #folders = new Set<string>();
  readonly #objects = new Map<string, ObjectEntry>();
  /** Entries that were looked up by name and are not on a loaded page yet. */
  readonly #foundFolders = new Set<string>();
  readonly #foundObjects = new Map<string, ObjectEntry>();

  constructor(target: PrefixTarget, filter = '') {
    this.target = target;
    this.filter = filter;
  }

  get size(): number {
    return this.#folders.size + this.#objects.size;
  }

  /** Adds a page; what an earlier page held already is not added twice. */
  add(page: ListPage): void {
    for (const prefix of page.prefixes) {
      this.#folders.add(prefix);
      this.#foundFolders.delete(prefix);
    }
    for (const object of page.objects) {
      this.#objects.set(object.key, object);
      this.#foundObjects.delete(object.key);
    }
    this.nextToken = page.nextToken;
  }

  /** Puts these pages in the place of all; of what was looked up by name, `lost` is not there any more. */
  replace(pages: readonly ListPage[], lost: readonly string[]): void {
    this.#folders.clear();
    this.#objects.clear();
    for (const name of lost) {
      this.#foundFolders.delete(name);
      this.#foundObjects.delete(name);
    }
    for (const page of pages) this.add(page);
  }

  /** The folders and keys that were looked up by name and are on no loaded page. */
  found(): readonly string[] {
    return [...this.#foundFolders, ...this.#foundObjects.keys()];
  }

  hasFolder(prefix: string): boolean {
    return this.#folders.has(prefix) || this.#foundFolders.has(prefix);
  }

  hasObject(key: string): boolean {
    return this.#objects.has(key) || this.#foundObjects.has(key);
  }

  addFoundFolder(prefix: string): void {
    this.#foundFolders.add(prefix);
  }

  addFoundObject(object: ObjectEntry): void {
    this.#foundObjects.set(object.key, object);
  }

  /** Forgets every page; what is in flight is dropped. */
  clear(): void {
    this.loading.cancel();
    this.isStarted = false;
    this.nextToken = undefined;
    for (const held of [this.#folders, this.#objects, this.#foundFolders, this.#foundObjects]) held.clear();
  }

  view(order: Order): FolderView {
    return {
      folders: among(this.#folders, this.#foundFolders, (prefix) => prefix),
      objects: inOrder(
        among(this.#objects.values(), this.#foundObjects.values(), ({ key }) => key),
        order,
      ),
      loaded: this.size,
      hasMore: this.nextToken !== undefined,
      error: this.loading.error,
    };
  }
}
