import type { Connection } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import type { Listing } from '../../core/listing.ts';
import type { Touch } from '../../core/listingChange.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import { isBelow, isSameSpace } from '../../core/manage/job.ts';
import type { ConnectionStore, Disposable, Store } from '../../core/ports.ts';
import { type Found, type FoundObject, foundId, isFoundObject } from '../../core/search/found.ts';
import type { SearchResults } from '../../core/search/results.ts';
import { firstBelow, stillThere } from '../../core/search/stillThere.ts';
import { type ObjectTarget, type PrefixTarget, spaceId } from '../../core/target.ts';

export interface FollowDeps {
  readonly store: Pick<Store, 'listPage'>;
  readonly connections: Pick<ConnectionStore, 'get' | 'onDidChange'>;
  readonly listing: Pick<Listing, 'onDidTouch'>;
}

/** Checks at a time. */
const AT_ONCE = 8;

/**
 * Keeps what was found true to what this window does: what was moved has its new place, of what else was touched is asked whether it is
 * still there. What is of a connection that went, or leads elsewhere now, goes.
 */
export function follow(deps: FollowDeps, results: SearchResults): Disposable {
  const following = new Following(deps, results);
  const hears = [
    deps.listing.onDidTouch((touch) => following.touched(touch)),
    deps.connections.onDidChange(() => following.connectionsChanged()),
  ];
  return {
    dispose: () => {
      following.dispose();
      for (const each of hears) each.dispose();
    },
  };
}

class Following {
  readonly #deps: FollowDeps;
  readonly #results: SearchResults;
  readonly #ending = new AbortController();
  /** To be asked for. */
  readonly #stale = new Map<string, Found>();
  /** Where what was in a folder went: the folder has gone there, if nothing is left of it. */
  readonly #wentTo = new Map<string, PrefixTarget>();
  /** Told one by one, a thousand at a time. */
  #moves: Move[] = [];
  #isAsking = false;

  constructor(deps: FollowDeps, results: SearchResults) {
    this.#deps = deps;
    this.#results = results;
  }

  touched(touch: Touch): void {
    if ('from' in touch) {
      if (this.#moves.push(touch) === 1) queueMicrotask(() => this.#move());
      return;
    }
    this.#move();
    const keys = new Set(touch.keys);
    for (const found of this.#results.list()) {
      if (!isSameSpace(found, touch.space)) continue;
      const isConcerned = isFoundObject(found) ? keys.has(found.key) : isOneBelow(found.prefix, touch.keys);
      if (isConcerned) this.#stale.set(foundId(found), found);
    }
    this.#askSoon();
  }

  connectionsChanged(): void {
    this.#move();
    this.#results.update((found) => {
      const now = this.#deps.connections.get(found.connection.id);
      if (now === undefined || !isSamePlace(now, found.connection)) return undefined;
      return now === found.connection ? found : { ...found, connection: now };
    });
  }

  dispose(): void {
    this.#ending.abort();
  }

  #move(): void {
    const moves = this.#moves.map((move, at) => ({ ...move, at }));
    this.#moves = [];
    if (moves.length === 0 || this.#ending.signal.aborted) return;
    const byKey = Map.groupBy(moves, ({ from }) => from.key);
    this.#results.update((found) => {
      if (isFoundObject(found)) return movedBy(found, byKey);
      for (const { from, to } of moves)
        if (isBelow(from, found)) this.#noteFolder(found, from, thereFor(found, from, to));
      return found;
    });
  }

  /** Whether all of a folder went there is known once no more of it is told. */
  #noteFolder(folder: PrefixTarget, from: ObjectTarget, { connection, space, key }: ObjectTarget): void {
    const rest = from.key.slice(folder.prefix.length);
    if (!key.endsWith(rest)) return;
    const prefix = key.slice(0, key.length - rest.length);
    if (prefix.endsWith('/')) this.#wentTo.set(foundId(folder), { connection, space, prefix });
  }

  /** Soon: what is told of one change in several ways is asked for once. */
  #askSoon(): void {
    if (this.#isAsking || this.#stale.size === 0) return;
    this.#isAsking = true;
    queueMicrotask(() => void this.#ask());
  }

  async #ask(): Promise<void> {
    while (this.#stale.size > 0 && !this.#ending.signal.aborted) {
      const stale = [...this.#stale.values()];
      this.#stale.clear();
      const gone = new Set<string>();
      const now = new Map<string, Found>();
      for (const own of Map.groupBy(stale, spaceId).values()) await this.#look(own, { gone, now });
      if (this.#ending.signal.aborted) return;
      this.#results.update((found) => {
        const id = foundId(found);
        return gone.has(id) ? undefined : (now.get(id) ?? found);
      });
    }
    this.#isAsking = false;
  }

  /** All of one Space. Where it can't be found out what they are now, they stay: who acts on one hears why. */
  async #look(stale: readonly Found[], { gone, now }: Looked): Promise<void> {
    const [first] = stale;
    if (first === undefined) return;
    try {
      const objects = stale.filter(isFoundObject);
      const keys = objects.map(({ key }) => key);
      const there = await stillThere(this.#deps.store, first, keys, this.#ending.signal);
      for (const found of objects) {
        const entry = there.get(found.key);
        if (entry) now.set(foundId(found), { ...found, entry });
        else gone.add(foundId(found));
      }
      await inParallel(AT_ONCE, stale, async (found) => {
        if (isFoundObject(found)) return;
        const folder = await this.#folderNow(found);
        if (folder) now.set(foundId(found), folder);
        else gone.add(foundId(found));
      });
    } catch (error) {
      if (!(error instanceof SpacesError) || error.code !== 'noSuchSpace') return;
      for (const found of stale) gone.add(foundId(found));
    }
  }

  async #folderNow(folder: PrefixTarget): Promise<PrefixTarget | undefined> {
    const isThere = (at: PrefixTarget) =>
      firstBelow(this.#deps.store, at, at.prefix, this.#ending.signal).then((entry) => entry !== undefined);
    if (await isThere(folder)) return folder;
    const there = this.#wentTo.get(foundId(folder));
    return there && (await isThere(there)) ? there : undefined;
  }
}

interface Looked {
  readonly gone: Set<string>;
  readonly now: Map<string, Found>;
}

type Move = Extract<Touch, { readonly from: ObjectTarget }>;

/** One after the other, as they were told. */
function movedBy(
  found: FoundObject,
  byKey: ReadonlyMap<string, readonly (Move & { readonly at: number })[]>,
): FoundObject {
  let now = found;
  for (let after = -1; ; ) {
    const next = byKey.get(now.key)?.find(({ at, from }) => at > after && isSameSpace(now, from));
    if (next === undefined) return now;
    now = movedObject(now, thereFor(now, next.from, next.to));
    after = next.at;
  }
}

/** What two connections found are two results. */
function thereFor({ connection }: Found, from: ObjectTarget, to: ObjectTarget): ObjectTarget {
  return isSameSpace(from, to) ? { ...to, connection } : to;
}

function movedObject({ entry }: FoundObject, { connection, space, key }: ObjectTarget): FoundObject {
  return { connection, space, key, entry: { ...entry, key } };
}

function isOneBelow(prefix: string, keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith(prefix));
}

/** Where the rows lead is the same. */
function isSamePlace(one: Connection, other: Connection): boolean {
  return (['endpoint', 'region', 'addressing'] as const).every((field) => one[field] === other[field]);
}
