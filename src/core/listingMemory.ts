import { FolderLevel } from './listingFolder.ts';
import type { PrefixTarget } from './target.ts';

/** Entries of folders that are not shown any more, in all, that are kept so that opening them again is at once. */
const KEPT_ENTRIES = 20_000;

/** The folders that are or were looked at. Those released longest ago are forgotten beyond `KEPT_ENTRIES`. */
export class ListingMemory {
  readonly #levels = new Map<string, FolderLevel>();
  /** Oldest first. */
  readonly #released = new Set<FolderLevel>();

  add(target: PrefixTarget): FolderLevel {
    const level = new FolderLevel(target);
    this.#levels.set(idOf(target), level);
    return level;
  }

  find(target: PrefixTarget): FolderLevel | undefined {
    return this.#levels.get(idOf(target));
  }

  all(): readonly FolderLevel[] {
    return [...this.#levels.values()];
  }

  isReleased(level: FolderLevel): boolean {
    return this.#released.has(level);
  }

  /** Forgets the pages of one folder. */
  drop(level: FolderLevel): void {
    this.#forget(level);
  }

  /**
   * Forgets the pages of the folders that `which` picks, and drops what is in flight for them. A filter stays: it is
   * the person's choice, not the server's answer.
   */
  forget(which: (target: PrefixTarget, error: Error | undefined) => boolean): void {
    for (const level of [...this.#levels.values()]) {
      if (which(level.target, level.loading.error)) this.#forget(level);
    }
  }

  /** Forgets the folders that `which` picks, filters too. */
  remove(which: (target: PrefixTarget) => boolean): void {
    for (const level of [...this.#levels.values()]) {
      if (!which(level.target)) continue;
      level.filter = '';
      this.#forget(level);
    }
  }

  /** Returns the folders that were forgotten to make room. */
  release(which: (target: PrefixTarget) => boolean): readonly PrefixTarget[] {
    for (const level of this.#levels.values()) if (which(level.target)) this.#released.add(level);
    const dropped: PrefixTarget[] = [];
    let kept = this.#keptEntries();
    for (const level of [...this.#released]) {
      if (kept <= KEPT_ENTRIES) break;
      kept -= level.size;
      dropped.push(level.target);
      this.#forget(level);
    }
    return dropped;
  }

  retain(which: (target: PrefixTarget) => boolean): void {
    for (const level of [...this.#released]) if (which(level.target)) this.#released.delete(level);
  }

  #keptEntries(): number {
    let kept = 0;
    for (const level of this.#released) kept += level.size;
    return kept;
  }

  #forget(level: FolderLevel): void {
    level.clear();
    this.#released.delete(level);
    const id = idOf(level.target);
    if (level.filter === '') this.#levels.delete(id);
  }
}

function idOf({ connection, space, prefix }: PrefixTarget): string {
  return JSON.stringify([connection.id, space, prefix]);
}
