// What host tests need from outside the editor, started once for all of them by the runner.
import type { Functions } from '../support/editor/control.ts';
import { startStore } from '../support/store/memoryStore.ts';
import type { PutRequest, StoreFacts } from './support/store.ts';

export interface Outside {
  /** JSON; the tests read it as `facts.outside`. */
  facts: { readonly store: StoreFacts };
  /** The tests call these with `outside(name, argument)`. */
  functions: Functions;
  stop(): Promise<void>;
}

export async function startOutside(): Promise<Outside> {
  const store = await startStore();
  return {
    facts: { store: { endpoint: store.endpoint, credentials: store.credentials } },
    functions: {
      storePut: ({ space, keys, body = 'x', contentType = 'text/plain' }: PutRequest) => {
        for (const key of keys) store.put(space, key, body, { contentType });
      },
      storeAddSpace: (space: string) => store.addSpace(space),
      /** The next request in this Space gets an error of this status and code. */
      storeFail: ({ space, status, code }: { space: string; status: number; code: string }) =>
        store.faults.next({ kind: 'status', status, code, match: (request) => request.space === space }),
    },
    stop: () => store.stop(),
  };
}
