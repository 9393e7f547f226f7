import type { ConnectionTester, Store } from '../core/ports.ts';
import type { StoreDeps } from './client.ts';
import type { Reads } from './reads.ts';

/** A store and a tester that are loaded with their first request: activation needs neither, and they are large. */
export function createReadsOnFirstUse(deps: StoreDeps): Reads {
  let loading: Promise<Reads> | undefined;
  const load = async () => (await import('./reads.ts')).createReads(deps);
  const reads = () => {
    loading ??= load();
    return loading;
  };
  const store: Store = {
    listSpaces: async (...args) => (await reads()).store.listSpaces(...args),
    listPage: async (...args) => (await reads()).store.listPage(...args),
    headObject: async (...args) => (await reads()).store.headObject(...args),
  };
  const tester: ConnectionTester = { test: async (...args) => (await reads()).tester.test(...args) };
  return { store, tester };
}
