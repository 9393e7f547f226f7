import type { FolderLevel } from './listingFolder.ts';
import type { ListingMemory } from './listingMemory.ts';
import { listPage } from './listingPage.ts';
import { parentOfFolder } from './listingPath.ts';
import type { ListPage, Store } from './ports.ts';
import type { PrefixTarget, SpaceTarget } from './target.ts';

/** From the first change to the reading, so that those that come together are read together. Milliseconds. */
const SOON_MS = 150;

/** After a reading, for each page that it asked for: a long run of changes asks the server for no more. */
const REST_MS = 1_000;
const LONGEST_REST_MS = 10_000;

export interface TouchedDeps {
  readonly store: Store;
  readonly folders: ListingMemory;
  /** A folder was read again. */
  changed(target: PrefixTarget): void;
  readonly wait?: ((ms: number, run: () => void) => void) | undefined;
}

/** Reads again the loaded folders that show what was changed; what they show stays until the answer is there. */
export class Touched {
  readonly #deps: TouchedDeps;
  readonly #keys = new Map<string, { readonly space: SpaceTarget; readonly keys: Set<string> }>();
  #isWaiting = false;

  constructor(deps: TouchedDeps) {
    this.#deps = deps;
  }

  add(space: SpaceTarget, keys: Iterable<string>): void {
    const id = JSON.stringify([space.connection.endpoint, space.space]);
    const known = this.#keys.get(id) ?? { space, keys: new Set() };
    for (const key of keys) known.keys.add(key);
    this.#keys.set(id, known);
    this.#readIn(SOON_MS);
  }

  #readIn(ms: number): void {
    if (this.#isWaiting || this.#keys.size === 0) return;
    this.#isWaiting = true;
    const wait = this.#deps.wait ?? ((delay, run) => void setTimeout(run, delay));
    wait(ms, () => void this.#read());
  }

  async #read(): Promise<void> {
    const touched = [...this.#keys.values()];
    this.#keys.clear();
    let pages = 0;
    for (const { space, keys } of touched) pages += await this.#readSpace(space, [...keys]);
    this.#isWaiting = false;
    if (this.#keys.size > 0) this.#readIn(Math.min(pages * REST_MS + SOON_MS, LONGEST_REST_MS));
  }

  /** @returns how many pages were asked for */
  async #readSpace(space: SpaceTarget, keys: readonly string[]): Promise<number> {
    const { folders } = this.#deps;
    const shown = folders
      .all()
      .filter((level) => level.isStarted && isIn(level, space) && shows(level, keys));
    const read: FolderLevel[] = [];
    for (const level of shown) {
      if (folders.isReleased(level)) folders.drop(level);
      else if (isStale(folders, level, keys)) read.push(level);
    }
    const pages = await Promise.all(read.map((level) => this.#readLevel(level, keys)));
    let count = pages.reduce((sum, each) => sum + each, 0);
    for (const level of gone(read)) {
      const holder = this.#holderOf(level);
      if (holder && !read.includes(holder)) count += await this.#readHolders(holder, keys, read);
    }
    return count;
  }

  /** A folder that holds nothing any more has gone from the one that shows it, and so on up. */
  async #readHolders(level: FolderLevel, keys: readonly string[], read: FolderLevel[]): Promise<number> {
    read.push(level);
    const count = await this.#readLevel(level, keys);
    const holder = isGone(level) ? this.#holderOf(level) : undefined;
    return holder && !read.includes(holder) ? count + (await this.#readHolders(holder, keys, read)) : count;
  }

  #holderOf({ target }: FolderLevel): FolderLevel | undefined {
    if (target.prefix === '') return undefined;
    for (let prefix = parentOfFolder(target.prefix); ; prefix = parentOfFolder(prefix)) {
      const level = this.#deps.folders.find({ ...target, prefix });
      if (level?.hasFolder(target.prefix)) return level;
      if (prefix === '') return undefined;
    }
  }

  async #readLevel(level: FolderLevel, keys: readonly string[]): Promise<number> {
    await level.loading.settled();
    if (!level.isStarted) return 0;
    const { store } = this.#deps;
    let asked = 0;
    level.loading.start(async (signal) => {
      const list: List = (prefix, token) => {
        asked++;
        const request = { delimiter: '/', ...(token === undefined ? {} : { token }) } as const;
        return listPage(store, { ...level.target, prefix }, request, signal);
      };
      const pages = await listAnew(level, list);
      const lost = await listLost(level, keys, list);
      return () => level.replace(pages, lost);
    });
    await level.loading.settled();
    this.#deps.changed(level.target);
    return asked;
  }
}

type List = (prefix: string, token?: string) => Promise<ListPage>;

/** As many pages as were loaded. */
async function listAnew(level: FolderLevel, list: List): Promise<readonly ListPage[]> {
  const pages: ListPage[] = [];
  let loaded = 0;
  do {
    const page = await list(level.target.prefix + level.filter, pages.at(-1)?.nextToken);
    pages.push(page);
    loaded += page.objects.length + page.prefixes.length;
  } while (loaded < level.size && pages.at(-1)?.nextToken !== undefined);
  return pages;
}

/** Of what was looked up by name and is concerned, what is not there any more. */
async function listLost(level: FolderLevel, keys: readonly string[], list: List): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const name of level.found()) {
    if (!keys.some((key) => key.startsWith(name))) continue;
    const { prefixes, objects } = await list(name);
    const isThere = level.hasFolder(name)
      ? prefixes.length + objects.length > 0
      : objects.some(({ key }) => key === name);
    if (!isThere) lost.push(name);
  }
  return lost;
}

/** Two connections may lead to one Space. */
function isIn({ target }: FolderLevel, { connection, space }: SpaceTarget): boolean {
  const isSame = target.connection.id === connection.id || target.connection.endpoint === connection.endpoint;
  return target.space === space && isSame;
}

function shows({ target, filter }: FolderLevel, keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith(target.prefix + filter));
}

/** Whether what the level shows may be other now: an object in it, or a folder in it that may have come or gone. */
function isStale(folders: ListingMemory, level: FolderLevel, keys: readonly string[]): boolean {
  const prefix = level.target.prefix + level.filter;
  const below = new Set<string>();
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue;
    const slash = key.indexOf('/', prefix.length);
    if (slash < 0) return true;
    below.add(key.slice(0, slash + 1));
  }
  return [...below].some((folder) => {
    if (!level.hasFolder(folder)) return true;
    // Where the folder itself is read, it tells whether it is empty now.
    const child = folders.find({ ...level.target, prefix: folder });
    return !child?.isStarted || folders.isReleased(child) || child.filter !== '';
  });
}

function gone(levels: readonly FolderLevel[]): readonly FolderLevel[] {
  return levels.filter(isGone);
}

function isGone(level: FolderLevel): boolean {
  const isEmpty = level.size === 0 && level.found().length === 0;
  return isEmpty && level.nextToken === undefined && level.filter === '' && level.loading.error === undefined;
}
