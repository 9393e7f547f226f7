import type { ObjectEntry } from '../ports.ts';
import type { PrefixTarget } from '../target.ts';
import { commonBeginning } from '../walk/keyOrder.ts';
import type { Found } from './found.ts';
import type { Matches } from './matches.ts';

/** What is found in one folder or Space, as its keys come in their order: objects, and the folders that they are in. */
export class Finder {
  readonly #place: PrefixTarget;
  readonly #matches: Matches;
  /** The folder of the key before, below the place: those on the way to it were looked at. */
  #last = '';

  constructor(place: PrefixTarget, matches: Matches) {
    this.#place = place;
    this.#matches = matches;
  }

  /** A folder's own marker is the folder. */
  *look(entry: ObjectEntry): Generator<Found, void, void> {
    const { connection, space, prefix } = this.#place;
    const path = entry.key.slice(prefix.length);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const each of this.#newFolders(folder))
      if (this.#matches(each)) yield { connection, space, prefix: prefix + each };
    if (path.length > folder.length && this.#matches(path))
      yield { connection, space, key: entry.key, entry };
  }

  /** Keys in order have each folder in a row: it is one that was looked at, where the key before was in it, too. */
  *#newFolders(folder: string): Generator<string, void, void> {
    if (folder === this.#last) return;
    const shared = commonBeginning(folder, this.#last).length;
    this.#last = folder;
    for (let at = folder.indexOf('/', shared); at >= 0; at = folder.indexOf('/', at + 1))
      yield folder.slice(0, at + 1);
  }
}
