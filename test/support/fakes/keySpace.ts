import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import type { ListPage, ListRequest, Store } from '../../../src/core/ports.ts';
import { compareKeys } from '../../../src/core/walk/keyOrder.ts';

export interface Quirks {
  /** Entries a page, at most. Default 1,000. */
  readonly pageSize?: number;
  readonly ignores?: 'startAfter' | 'delimiter';
  /** The order of keys; default: by their bytes. */
  readonly order?: (a: string, b: string) => number;
  /** No other prefix than this one may be listed. */
  readonly onlyPrefix?: string;
  /** How many turns of the event loop an answer takes, over and over. */
  readonly turns?: readonly number[];
  /** Called before each page is made. */
  readonly before?: (space: KeySpace, request: ListRequest) => void;
}

/** A large listing behind `listPage`: many answers at a time, out of order, of a store with the habits of some real ones. */
export class KeySpace implements Pick<Store, 'listPage'> {
  readonly keys: Set<string>;
  readonly requests: ListRequest[] = [];
  running = 0;
  mostRunning = 0;
  readonly #quirks: Quirks;

  constructor(keys: Iterable<string>, quirks: Quirks = {}) {
    this.keys = new Set(keys);
    this.#quirks = quirks;
  }

  listPage: Store['listPage'] = async (_connection, _space, request, signal) => {
    const { turns = [1], before, onlyPrefix = request.prefix } = this.#quirks;
    this.requests.push(request);
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    try {
      const count = turns[this.requests.length % turns.length] ?? 1;
      for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
      if (signal.aborted) throw new Cancelled();
      before?.(this, request);
      if (request.prefix !== onlyPrefix)
        throw new SpacesError('accessDenied', 'Only one prefix may be listed.');
      return this.#page(request);
    } finally {
      this.running--;
    }
  };

  #page(request: ListRequest): ListPage {
    const { pageSize = 1000 } = this.#quirks;
    const names = this.#names(request);
    const page = names.slice(0, Math.min(pageSize, request.maxKeys ?? 1000));
    return {
      prefixes: page.filter(([, isFolder]) => isFolder).map(([name]) => name),
      objects: page
        .filter(([, isFolder]) => !isFolder)
        .map(([key]) => ({ key, size: 1, lastModified: 0, etag: '' })),
      ...(names.length > page.length ? { nextToken: `>${page.at(-1)?.[0]}` } : {}),
    };
  }

  /** All that is still to come, each with whether it is a folder. */
  #names({ prefix, token, startAfter = '', ...asked }: ListRequest): [string, boolean][] {
    const { ignores, order = compareKeys } = this.#quirks;
    const delimiter = ignores === 'delimiter' ? undefined : asked.delimiter;
    const given = token?.slice(1) ?? (ignores === 'startAfter' ? '' : startAfter);
    const names = new Map<string, boolean>();
    for (const key of this.keys) {
      if (!key.startsWith(prefix)) continue;
      const slash = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      const name = slash < 0 ? key : key.slice(0, slash + 1);
      if (order(name, given) > 0 && !(slash >= 0 && given.startsWith(name))) names.set(name, slash >= 0);
    }
    return [...names].sort(([a], [b]) => order(a, b));
  }
}
