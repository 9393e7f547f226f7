import type { Connection } from './connection.ts';
import { Emitter } from './emitter.ts';
import { parentOfFolder } from './listingPath.ts';
import type { PrefixTarget } from './target.ts';

/** What a key pair may do; absent: not known. */
export interface KnownRights {
  /** List what is there. */
  readonly list?: boolean;
  readonly read?: boolean;
  readonly write?: boolean;
}

export type Right = keyof KnownRights;

/**
 * What was found out in this window of what the key pairs of connections may do, by Space and folder: a key can be
 * limited to a prefix. Nothing is stored. It grants and forbids nothing: it is for the words and the looks of rows.
 */
export class Rights {
  readonly #known = new Map<string, KnownRights>();
  readonly #listSpaces = new Map<string, boolean>();
  readonly #changed = new Emitter<PrefixTarget | { readonly connection: Connection }>();

  /** Something else is known of a Space, a folder, or a connection's list of Spaces. */
  readonly onDidChange = this.#changed.event;

  learn(at: PrefixTarget, found: KnownRights): void {
    const before = this.#known.get(idOf(at));
    const after = { ...before, ...found };
    if (before && names.every((name) => before[name] === after[name])) return;
    this.#known.set(idOf(at), after);
    this.#changed.fire(at);
  }

  learnListSpaces(connection: Connection, may: boolean): void {
    if (this.#listSpaces.get(connection.id) === may) return;
    this.#listSpaces.set(connection.id, may);
    this.#changed.fire({ connection });
  }

  /** Whether ListBuckets is allowed; `undefined`: not known. */
  mayListSpaces({ id }: Connection): boolean | undefined {
    return this.#listSpaces.get(id);
  }

  /** Each right as the nearest place that tells of it: the folder itself, one that holds it, or the Space. */
  at(place: PrefixTarget): KnownRights {
    let found: KnownRights = {};
    for (let prefix = place.prefix; ; prefix = parentOfFolder(prefix)) {
      found = { ...this.#known.get(idOf({ ...place, prefix })), ...found };
      if (prefix === '') return found;
    }
  }

  /** What was found out at that very place. */
  exactlyAt(place: PrefixTarget): KnownRights {
    return this.#known.get(idOf(place)) ?? {};
  }

  /** Another key pair, or another endpoint: all is open again. */
  forget(): void {
    this.#known.clear();
    this.#listSpaces.clear();
  }
}

const names: readonly Right[] = ['list', 'read', 'write'];

function idOf({ connection, space, prefix }: PrefixTarget): string {
  return JSON.stringify([connection.id, space, prefix]);
}
