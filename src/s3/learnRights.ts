import type { Connection } from '../core/connection.ts';
import { type ErrorCode, SpacesError } from '../core/errors.ts';
import { folderOfKey } from '../core/listingPath.ts';
import type { ConnectionStore, Store } from '../core/ports.ts';
import type { Rights } from '../core/rights.ts';
import type { PrefixTarget } from '../core/target.ts';
import type { StoreDeps } from './client.ts';
import { mayWrite } from './mayWrite.ts';
import { createSend } from './request.ts';

/** Whether the key pair may write below a prefix; `undefined` where the server does not tell. Changes nothing. */
export type MayWrite = (at: PrefixTarget, signal: AbortSignal) => Promise<boolean | undefined>;

/** A name for what is never made. */
const NOTHING = 'spaceport-access-check';

export function createMayWrite(deps: StoreDeps): MayWrite {
  const send = createSend(deps);
  return ({ prefix, ...at }, signal) => mayWrite(send, deps, { ...at, key: `${prefix}${NOTHING}` }, signal);
}

export interface LearnDeps {
  readonly rights: Rights;
  readonly connections: Pick<ConnectionStore, 'credentials' | 'onDidChange' | 'get'>;
  /** Absent in a browser, where nothing is asked unasked: most Spaces let no page read the answer. */
  readonly mayWrite: MayWrite | undefined;
}

/**
 * The same store; what it answers and refuses is remembered. Who looks at a Space for the first time is told by one more
 * request, which nobody waits for, whether its key may write there; where it may not, each look asks again.
 */
export function learning(store: Store, deps: LearnDeps): Store {
  const { rights } = deps;
  const keys = new KeysInUse(deps);
  const learnWrite = async (at: PrefixTarget) => {
    if (at.connection.readOnly || rights.at(at).write === true) return;
    const write = await deps.mayWrite?.(at, AbortSignal.timeout(10_000)).catch(() => undefined);
    if (write !== undefined) rights.learn(at, { write });
  };
  return {
    ...store,
    listSpaces: async (connection, signal) => {
      await keys.remember(connection);
      const learn = (may: boolean) => {
        if (!connection.spaces?.length) rights.learnListSpaces(connection, may);
      };
      return told(store.listSpaces(connection, signal), learn, 'noListBuckets');
    },
    listPage: async (connection, space, request, signal) => {
      await keys.remember(connection);
      const { prefix, delimiter, token } = request;
      const at = { connection, space, prefix };
      // Of what begins with `a/b` nothing follows for all that is in `a/`.
      const isFolder = prefix === folderOfKey(prefix);
      const page = await told(
        store.listPage(connection, space, request, signal),
        (list) => isFolder && rights.learn(at, { list }),
        'accessDenied',
      );
      if (isFolder && delimiter !== undefined && token === undefined) void learnWrite(at);
      return page;
    },
    headObject: async (connection, space, key, signal) => {
      const head = await store.headObject(connection, space, key, signal);
      rights.learn({ connection, space, prefix: folderOfKey(key) }, { read: true });
      return head;
    },
  };
}

async function told<T>(work: Promise<T>, learn: (may: boolean) => unknown, refusal: ErrorCode): Promise<T> {
  try {
    const result = await work;
    learn(true);
    return result;
  } catch (error) {
    if (error instanceof SpacesError && error.code === refusal) learn(false);
    throw error;
  }
}

/** With which key pair, and where, was learnt what is known of a connection; another one may do other things. */
class KeysInUse {
  readonly #deps: LearnDeps;
  readonly #used = new Map<string, string>();

  constructor(deps: LearnDeps) {
    this.#deps = deps;
    deps.connections.onDidChange(() => {
      for (const id of this.#used.keys()) void this.#compare(id);
    });
  }

  async remember(connection: Connection): Promise<void> {
    if (!this.#used.has(connection.id)) this.#used.set(connection.id, await this.#keyOf(connection));
  }

  async #compare(id: string): Promise<void> {
    const connection = this.#deps.connections.get(id);
    if (!connection) return;
    const key = await this.#keyOf(connection);
    if (key !== this.#used.get(id)) this.#deps.rights.forget(connection);
    this.#used.set(id, key);
  }

  async #keyOf(connection: Connection): Promise<string> {
    const stored = await this.#deps.connections.credentials(connection);
    return stored.state === 'ok' ? `${connection.endpoint} ${stored.credentials.accessKeyId}` : '';
  }
}
