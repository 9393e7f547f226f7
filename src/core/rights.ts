import type { Connection } from './connection.ts';
import { Emitter } from './emitter.ts';
import { parentOfFolder } from './listingPath.ts';
import type { PrefixTarget, SpaceTarget } from './target.ts';

/** What a key pair may do in a folder or Space; absent: not known. */
export interface KnownRights {
  readonly list?: boolean;
  readonly read?: boolean;
  readonly write?: boolean;
  readonly delete?: boolean;
}

/** A connection, or a Space or folder in it. */
export type RightsPlace = { readonly connection: Connection } | PrefixTarget;

/**
 * What was found out in this window of what the key pairs of connections may do, by Space and folder: a key can be
 * limited to a prefix. Nothing of it is stored, and nothing is forbidden by it: it is for the words and the looks of rows.
 */
export class Rights {
  /** By connection, then by place. */
  readonly #known = new Map<string, Map<string, KnownRights>>();
  readonly #listSpaces = new Map<string, boolean>();
  readonly #changed = new Emitter<RightsPlace>();

  /** What is shown there is no longer so: something turned out to be refused, or is no longer. */
  readonly onDidChange = this.#changed.event;

  learn(at: PrefixTarget, found: KnownRights): void {
    const { id } = at.connection;
    const ofConnection = this.#known.get(id) ?? new Map<string, KnownRights>();
    this.#known.set(id, ofConnection);
    const before = this.at(at);
    ofConnection.set(placeOf(at), { ...ofConnection.get(placeOf(at)), ...found });
    const after = this.at(at);
    const isShown = (['list', 'read', 'write', 'delete'] as const).some(
      (right) => (before[right] === false) !== (after[right] === false),
    );
    if (isShown) this.#changed.fire(at);
  }

  /** What was learnt of deleting in a Space, or a folder of it, is open again. */
  reopenDeletes({ connection, space }: SpaceTarget): void {
    let wasDenied = false;
    const ofConnection = this.#known.get(connection.id) ?? new Map<string, KnownRights>();
    for (const [place, { delete: may, ...others }] of ofConnection) {
      if (may === undefined || !place.startsWith(placeOf({ space, prefix: '' }))) continue;
      ofConnection.set(place, others);
      wasDenied ||= !may;
    }
    if (wasDenied) this.#changed.fire({ connection });
  }

  learnListSpaces(connection: Connection, may: boolean): void {
    const isShown = (this.#listSpaces.get(connection.id) === false) !== !may;
    this.#listSpaces.set(connection.id, may);
    if (isShown) this.#changed.fire({ connection });
  }

  /** Whether ListBuckets is allowed; `undefined`: not known. */
  mayListSpaces({ id }: Connection): boolean | undefined {
    return this.#listSpaces.get(id);
  }

  /** Each right as the nearest place tells it: the folder itself, one that holds it, or the Space. */
  at(place: PrefixTarget): KnownRights {
    const ofConnection = this.#known.get(place.connection.id);
    let found: KnownRights = {};
    for (let prefix = place.prefix; ; prefix = parentOfFolder(prefix)) {
      const here = ofConnection?.get(placeOf({ space: place.space, prefix }));
      if (here) found = { ...here, ...found };
      if (prefix === '' || !ofConnection) return found;
    }
  }

  /** Another key pair, or another endpoint: all is open again. */
  forget(connection: Connection): void {
    const wasKnown = this.#known.delete(connection.id);
    if (this.#listSpaces.delete(connection.id) || wasKnown) this.#changed.fire({ connection });
  }
}

function placeOf({ space, prefix }: Pick<PrefixTarget, 'space' | 'prefix'>): string {
  return `${space}/${prefix}`;
}
