import type { Connection } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import type { ConnectionTester, Store } from '../core/ports.ts';
import { createStore, type StoreDeps } from './client.ts';
import { createMayWrite, type LearnDeps, learning } from './learnRights.ts';
import { createConnectionTester } from './tester.ts';

/** All that reads a store over the network. */
export interface Reads {
  readonly store: Store;
  readonly tester: ConnectionTester;
}

/** With `learn`, what the answers tell of the key pairs' rights is remembered. */
export function createReads(deps: StoreDeps, learn?: Omit<LearnDeps, 'mayWrite'>): Reads {
  const store = nameConnections(createStore(deps));
  const mayWrite = deps.canListSpaces ? createMayWrite(deps) : undefined;
  return {
    store: learn ? learning(store, { ...learn, mayWrite }) : store,
    tester: createConnectionTester(deps),
  };
}

/** Errors say in which connection they happened: what mends them is there. */
function nameConnections(store: Store): Store {
  const naming = <T>({ id }: Connection, work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw error instanceof SpacesError ? error.about(id) : error;
    });
  return {
    listSpaces: (connection, signal) => naming(connection, store.listSpaces(connection, signal)),
    listPage: (connection, space, request, signal) =>
      naming(connection, store.listPage(connection, space, request, signal)),
    headObject: (connection, space, key, signal) =>
      naming(connection, store.headObject(connection, space, key, signal)),
    listVersions: (connection, space, key, signal) =>
      naming(connection, store.listVersions(connection, space, key, signal)),
  };
}
