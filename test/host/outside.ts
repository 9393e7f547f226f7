// What host tests need from outside the editor, started once for all of them by the runner.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Functions } from '../support/editor/control.ts';
import { shellRunner } from '../support/shells/run.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { cephFunctions } from './outsideCeph.ts';
import type { Fetched, PutRequest, StoreFacts } from './support/store.ts';

export interface Outside {
  /** JSON; the tests read it as `facts.outside`. */
  facts: { readonly store: StoreFacts };
  /** The tests call these with `outside(name, argument)`. */
  functions: Functions;
  stop(): Promise<void>;
}

export async function startOutside(): Promise<Outside> {
  const store = await startStore();
  const ceph = cephFunctions();
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
      ...looking(store),
      ...ceph.functions,
    },
    stop: async () => {
      await ceph.stop();
      await store.stop();
    },
  };
}

/** What a test sees of the store, and of the world, from where the editor has no say. */
function looking(store: MemoryStore): Functions {
  return {
    storeRequests: () => store.requests(),
    storeGet: ({ space, key }: { space: string; key: string }) => store.get(space, key)?.body().toString(),
    /** What stands beside the bytes of an object. */
    storeBeside: ({ space, key }: { space: string; key: string }) => {
      const { headers, tags = [], acl } = store.get(space, key) ?? {};
      return { headers, tags, acl };
    },
    /** The newest first. */
    storeVersions: ({ space, key }: { space: string; key: string }) =>
      store
        .versions(space, key)
        .map(({ versionId, object }) => ({ versionId, isDeleted: object === undefined })),
    /** An address of this machine where nobody listens. */
    deadEndpoint: async () => {
      const gone = await startStore();
      await gone.stop();
      return gone.endpoint;
    },
    fetchUrl: async (url: string): Promise<Fetched> => {
      const response = await fetch(url);
      return { status: response.status, body: await response.text() };
    },
    /** Runs a line in bash, in a folder that holds one file. Gives the exit status. */
    bash: async ({ line, file, content }: { line: string; file: string; content: string }) => {
      const { folder, run } = await shellRunner(['bash']);
      await writeFile(join(folder, file), content);
      return (await run('bash', line)).status;
    },
  };
}
