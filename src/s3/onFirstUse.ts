import type { Hashing } from '../core/hashing.ts';
import type { ConnectionTester, Signer, Store } from '../core/ports.ts';
import type { StoreDeps } from './client.ts';
import type { Reads } from './reads.ts';
import type { RequestSigner } from './signer.ts';

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

/** A signer that is loaded with its first signature. */
export function createSignerOnFirstUse(hashing: Hashing): Signer & RequestSigner {
  let loading: Promise<Signer & RequestSigner> | undefined;
  const load = async () => (await import('./signer.ts')).createSigner(hashing);
  const signer = () => {
    loading ??= load();
    return loading;
  };
  return {
    signUrls: async (...args) => (await signer()).signUrls(...args),
    signPosts: async (...args) => (await signer()).signPosts(...args),
    signUrl: async (request) => (await signer()).signUrl(request),
    signPost: async (request) => (await signer()).signPost(request),
    signRequest: async (request) => (await signer()).signRequest(request),
  };
}
