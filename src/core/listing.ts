import { type Connection, isSameConnection, namedSpaces } from './connection.ts';
import { usableCredentials } from './credentials.ts';
import { Emitter } from './emitter.ts';
import type { Change, Touch } from './listingChange.ts';
import type { FolderLevel, FolderView } from './listingFolder.ts';
import { ListingMemory } from './listingMemory.ts';
import type { Order } from './listingOrder.ts';
import { listPage } from './listingPage.ts';
import { folderOfKey, isWithin, parentOfFolder } from './listingPath.ts';
import { SpacesLevel, type SpacesView } from './listingSpaces.ts';
import { Touched, type TouchedDeps } from './listingTouched.ts';
import type { ConnectionStore, Disposable, ObjectEntry, Store } from './ports.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from './target.ts';

export interface ListingDeps {
  readonly store: Store;
  readonly connections: ConnectionStore;
  readonly wait?: TouchedDeps['wait'];
}

/**
 * The Spaces, folders and objects that are looked at: loaded lazily, a page of 1,000 at a time, each folder with at
 * most one request in flight. Holds what the tree shows and, up to a bound, what it showed (`ListingMemory`).
 * Nothing here throws for a listing that failed: the view carries the error and the entries that are known.
 */
export class Listing {
  readonly #deps: ListingDeps;
  readonly #changed = new Emitter<Change>();
  readonly #touches = new Emitter<Touch>();
  readonly #spaces = new Map<string, SpacesLevel>();
  readonly #folders = new ListingMemory();
  readonly #touched: Touched;
  readonly #subscription: Disposable;
  #order: Order = 'name';
  #isDisposed = false;

  /** Announces what has to be read again. A first page that `openFolder` waits for is not announced. */
  readonly onDidChange = this.#changed.event;

  /** For who shows an object itself: told at once, and whether or not a folder shows it. */
  readonly onDidTouch = this.#touches.event;

  constructor(deps: ListingDeps) {
    this.#deps = deps;
    const changed = (target: PrefixTarget) => this.#changed.fire({ what: 'folder', target });
    this.#touched = new Touched({ ...deps, folders: this.#folders, changed });
    this.#subscription = deps.connections.onDidChange(() => this.#connectionsChanged());
  }

  get order(): Order {
    return this.#order;
  }

  setOrder(order: Order): void {
    if (order === this.#order) return;
    this.#order = order;
    this.#changed.fire({ what: 'all' });
  }

  /** The Spaces of a connection; asks the server where the connection names none. */
  async openSpaces(connection: Connection): Promise<SpacesView> {
    for (;;) {
      const level = this.#spacesLevel(connection);
      this.#startSpaces(level);
      await level.loading.settled();
      // Cleared meanwhile: what is known now is not an answer.
      if (level.isStarted || this.#isDisposed) return level.view();
    }
  }

  /** The loaded pages of a folder or Space, the first one now if there is none. */
  async openFolder(target: PrefixTarget): Promise<FolderView> {
    for (;;) {
      const level = this.#level(target);
      this.#startFolder(level);
      await level.loading.settled();
      if (level.isStarted || this.#isDisposed) return level.view(this.#order);
    }
  }

  /** Loads the next page, if there is one; after a failure tries the failed one again. */
  async loadMore(target: PrefixTarget): Promise<FolderView> {
    const level = this.#level(target);
    const isIdle = level.isStarted && !level.loading.isRunning;
    if (isIdle && (level.nextToken !== undefined || level.loading.error)) {
      this.#loadPage(level);
      this.#changed.fire({ what: 'more', target });
      await level.loading.settled();
      this.#changed.fire({ what: 'folder', target });
    }
    return this.openFolder(target);
  }

  isLoading(target: PrefixTarget): boolean {
    return this.#folders.find(target)?.loading.isRunning ?? false;
  }

  /** What names in the folder must begin with; `''`: no filter. */
  filterOf(target: PrefixTarget): string {
    return this.#folders.find(target)?.filter ?? '';
  }

  /** Lists the folder anew with this filter, which the server applies. */
  async setFilter(target: PrefixTarget, filter: string): Promise<FolderView> {
    const level = this.#level(target);
    if (level.filter !== filter) {
      level.clear();
      level.filter = filter;
      this.#changed.fire({ what: 'folder', target });
    }
    return this.openFolder(target);
  }

  /** Forgets all that is known and reads again what is shown. Filters stay. */
  refreshAll(): void {
    for (const level of this.#spaces.values()) level.clear();
    this.#folders.forget(() => true);
    this.#changed.fire({ what: 'all' });
  }

  /** Forgets a connection's Spaces and everything in them, and reads them again. */
  async refreshSpaces(connection: Connection): Promise<SpacesView> {
    this.#spacesLevel(connection).clear();
    this.#folders.forget((target) => target.connection.id === connection.id);
    this.#changed.fire({ what: 'spaces', connection });
    return this.openSpaces(connection);
  }

  /** Forgets a folder (`''`: the Space) and everything below, and reads its first page again. */
  async refreshFolder(target: PrefixTarget): Promise<FolderView> {
    this.#folders.forget((other) => isWithin(other, target));
    this.#changed.fire({ what: 'folder', target });
    return this.openFolder(target);
  }

  /** These keys were written, changed or deleted: loaded folders that show one, or a folder that did, are read again soon. */
  touched(space: SpaceTarget, keys: readonly string[]): void {
    this.#touched.add(space, keys);
    this.#touches.fire({ space, keys });
  }

  /** The object went, with all that stands beside it. Beside `touched`, which is told of both ends. */
  moved(from: ObjectTarget, to: ObjectTarget): void {
    this.#touches.fire({ from, to });
  }

  /** The Space is no more, and nothing in it. */
  dropSpace(space: SpaceTarget): void {
    this.#spacesLevel(space.connection).drop(space.space);
    this.#folders.remove((other) => isWithin(other, { ...space, prefix: '' }));
    this.#changed.fire({ what: 'spaces', connection: space.connection });
  }

  /** The names of the connection's Spaces as far as they are known without asking. */
  knownSpaces(connection: Connection): readonly string[] {
    const shown = this.#spaces.get(connection.id)?.view().spaces ?? [];
    return shown.length > 0 ? shown : namedSpaces(connection);
  }

  /** Whether a Space is shown for no other reason than that its connection names it. */
  isOnlyNamed({ connection, space }: SpaceTarget): boolean {
    return this.#spaces.get(connection.id)?.isOnlyNamed(space) ?? false;
  }

  /**
   * Makes a folder (`''`: the Space), or with `entry` an object in it, part of what is shown, behind what is loaded, with
   * the folders on the way. A filter that would hide it is cleared. The caller knows that it exists.
   */
  async include(target: PrefixTarget, entry?: ObjectEntry): Promise<void> {
    if (target.prefix === '') {
      await this.#includeSpace(target);
    } else {
      const parent = { ...target, prefix: this.holderOf(target) };
      await this.include(parent);
      await this.#includeIn(parent, target.prefix);
    }
    if (entry) await this.#includeIn(target, entry.key, entry);
  }

  /**
   * The prefix of the folder that shows a folder or an object: its parent, or one further up whose filter holds a
   * slash (`a/b` shows `a/bc/` at the top).
   */
  holderOf(target: PrefixTarget | ObjectTarget): string {
    const { connection, space } = target;
    const isObject = 'key' in target;
    const parent = isObject ? folderOfKey(target.key) : parentOfFolder(target.prefix);
    for (let prefix = parent; ; prefix = parentOfFolder(prefix)) {
      const level = this.#folders.find({ connection, space, prefix });
      if (isObject ? level?.hasObject(target.key) : level?.hasFolder(target.prefix)) return prefix;
      if (prefix === '') return parent;
    }
  }

  /** The folder is no longer shown, nor is what is below it: it may be forgotten when others need the room. */
  release(target: PrefixTarget): void {
    const dropped = this.#folders.release((other) => isWithin(other, target));
    for (const each of dropped) this.#changed.fire({ what: 'folder', target: each });
  }

  /** The folder is shown again. */
  retain(target: PrefixTarget): void {
    this.#folders.retain((other) => isWithin(other, target));
  }

  /** Ends what is in flight. */
  dispose(): void {
    this.#isDisposed = true;
    this.#subscription.dispose();
    for (const level of this.#spaces.values()) level.clear();
    this.#folders.forget(() => true);
  }

  #spacesLevel(connection: Connection): SpacesLevel {
    const known = this.#spaces.get(connection.id);
    if (known) return known;
    const level = new SpacesLevel(this.#current(connection));
    this.#spaces.set(connection.id, level);
    return level;
  }

  #level(target: PrefixTarget): FolderLevel {
    return (
      this.#folders.find(target) ??
      this.#folders.add({ ...target, connection: this.#current(target.connection) })
    );
  }

  /** Callers may hold a connection as it was before an edit. */
  #current(connection: Connection): Connection {
    return this.#deps.connections.get(connection.id) ?? connection;
  }

  #startSpaces(level: SpacesLevel): void {
    if (level.isStarted) return;
    level.isStarted = true;
    const { connection } = level;
    level.loading.start(async (signal) => {
      // Also for a connection that names its Spaces: one row that says so beats one for each Space.
      usableCredentials(await this.#deps.connections.credentials(connection), connection);
      const names = connection.spaces ?? (await this.#deps.store.listSpaces(connection, signal));
      return () => level.set(names);
    });
  }

  #startFolder(level: FolderLevel): void {
    if (level.isStarted) return;
    level.isStarted = true;
    this.#loadPage(level);
  }

  #loadPage(level: FolderLevel): void {
    const { target, filter, nextToken } = level;
    level.loading.start(async (signal) => {
      const page = await listPage(
        this.#deps.store,
        { ...target, prefix: target.prefix + filter },
        { delimiter: '/', ...(nextToken === undefined ? {} : { token: nextToken }) },
        signal,
      );
      return () => level.add(page);
    });
  }

  async #includeSpace({ connection, space }: SpaceTarget): Promise<void> {
    await this.openSpaces(connection);
    const level = this.#spacesLevel(connection);
    if (level.has(space)) return;
    level.addFound(space);
    this.#changed.fire({ what: 'spaces', connection });
  }

  async #includeIn(parent: PrefixTarget, child: string, entry?: ObjectEntry): Promise<void> {
    const level = this.#level(parent);
    if (!child.startsWith(parent.prefix + level.filter)) await this.setFilter(parent, '');
    else await this.openFolder(parent);
    if (entry ? level.hasObject(child) : level.hasFolder(child)) return;
    if (entry) level.addFoundObject(entry);
    else level.addFoundFolder(child);
    this.#changed.fire({ what: 'folder', target: parent });
  }

  /** One that changed is read anew. One that stayed lists its Spaces again (another key pair?), and what failed. */
  #connectionsChanged(): void {
    for (const [id, level] of [...this.#spaces]) {
      const now = this.#deps.connections.get(id);
      if (!now || !isSameConnection(now, level.connection)) this.#spaces.delete(id);
      level.clear();
    }
    this.#folders.remove(({ connection }) => {
      const now = this.#deps.connections.get(connection.id);
      return !now || !isSameConnection(now, connection);
    });
    this.#folders.forget((_target, error) => error !== undefined);
    this.#changed.fire({ what: 'all' });
  }
}
