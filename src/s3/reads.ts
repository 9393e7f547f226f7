import type { ConnectionTester, Store } from '../core/ports.ts';
import { createStore, type StoreDeps } from './client.ts';
import { createConnectionTester } from './tester.ts';

/** All that reads a store over the network. */
export interface Reads {
  readonly store: Store;
  readonly tester: ConnectionTester;
}

export function createReads(deps: StoreDeps): Reads {
  return { store: createStore(deps), tester: createConnectionTester(deps) };
}
