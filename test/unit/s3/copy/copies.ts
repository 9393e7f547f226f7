import { type CopierDeps, createCopier } from '../../../../src/s3/copy.ts';
import { realStore } from '../../../support/realStore.ts';
import type { Rig } from '../bytes/rig.ts';

export const IN_PARTS = { largestCopy: 3, copiedPart: 5 };

export function copierWith(
  rig: Rig,
  sizes: object,
  { fetch, afterwards }: Pick<CopierDeps, 'fetch' | 'afterwards'>,
) {
  const reads = { ...realStore(rig.store.credentials).reads, sleep: async () => {}, fetch };
  return createCopier({ ...reads, bytes: rig.bytesWith({ fetch }), sizes, afterwards });
}

/** From one store to another, each with its own key pair. */
export function between(rig: Rig, other: Rig) {
  return {
    ...realStore(rig.store.credentials).reads,
    connections: {
      credentials: async ({ endpoint }: { readonly endpoint: string }) =>
        ({
          state: 'ok',
          credentials: endpoint === rig.proxy.endpoint ? rig.store.credentials : other.store.credentials,
        }) as const,
    },
  };
}

export function copySourceOf({ store, at }: Rig, key: string) {
  const { etag = '', size = 0 } = store.get('photos', key) ?? {};
  return { ...at(key), size, etag };
}
