import type { ObjectBytes, ObjectRead } from '../../../../src/core/objects.ts';
import { createObjectBytes } from '../../../../src/s3/bytes.ts';
import type { StoreDeps } from '../../../../src/s3/client.ts';
import { type FaultProxy, startFaultProxy } from '../../../support/faultProxy.ts';
import { connectionTo, realStore } from '../../../support/realStore.ts';
import { type MemoryStore, type StoreOptions, startStore } from '../../../support/store/memoryStore.ts';

/** An in-memory store behind a proxy that does harm, and the client that goes through it. Retries don't wait. */
export interface Rig {
  readonly store: MemoryStore;
  readonly proxy: FaultProxy;
  readonly bytes: ObjectBytes;
  /** The same with something else in it. */
  bytesWith(more: Partial<StoreDeps>): ObjectBytes;
  at(key: string): {
    readonly connection: ReturnType<typeof connectionTo>;
    readonly space: string;
    readonly key: string;
  };
  stop(): Promise<void>;
}

export async function startRig(options: StoreOptions = {}): Promise<Rig> {
  const store = await startStore({ spaces: ['photos'], smallestPart: 1, ...options });
  const proxy = await startFaultProxy(store.endpoint);
  const { endpoint } = proxy;
  const bytesWith = (more: Partial<StoreDeps>) =>
    createObjectBytes({ ...realStore(store.credentials).reads, sleep: async () => {}, ...more });
  return {
    store,
    proxy,
    bytes: bytesWith({}),
    bytesWith,
    at: (key) => ({ connection: connectionTo({ endpoint, region: store.region }), space: 'photos', key }),
    async stop() {
      await proxy.stop();
      await store.stop();
    },
  };
}

export const text = (words: string) => new TextEncoder().encode(words);

export async function all({ body }: ObjectRead): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** `fetch` whose caller cancels while the server does this request: it is done, and nobody hears so. */
export function cancelling(
  cancel: AbortController,
  isIt: (init: RequestInit, url: string) => boolean,
): typeof globalThis.fetch {
  return async (url, init = {}) => {
    if (!isIt(init, String(url))) return globalThis.fetch(url, init);
    const { signal, ...rest } = init;
    const answer = await globalThis.fetch(url, rest);
    cancel.abort();
    signal?.throwIfAborted();
    return answer;
  };
}
