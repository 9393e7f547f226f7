import type { ObjectBytes, ObjectRead } from '../../../../src/core/objects.ts';
import { createObjectBytes } from '../../../../src/s3/bytes.ts';
import type { StoreDeps } from '../../../../src/s3/client.ts';
import { type FaultProxy, startFaultProxy } from '../../../support/faultProxy.ts';
import { connectionTo, realStore } from '../../../support/realStore.ts';
import { type MemoryStore, startStore } from '../../../support/store/memoryStore.ts';

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

export async function startRig(): Promise<Rig> {
  const store = await startStore({ spaces: ['photos'], smallestPart: 1 });
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
