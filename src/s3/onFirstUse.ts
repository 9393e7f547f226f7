import type { ConnectionTester, Store } from '../core/ports.ts';
import type { Signer } from '../core/signing.ts';
import type { Reads } from './reads.ts';
import type { Diagnose } from './request.ts';
import type { RequestSigner } from './signer.ts';

/** A store and a tester that are loaded with their first request. */
export function readsOnFirstUse(reads: () => Promise<Reads>): Reads {
  const store: Store = {
    listSpaces: async (...args) => (await reads()).store.listSpaces(...args),
    listPage: async (...args) => (await reads()).store.listPage(...args),
    headObject: async (...args) => (await reads()).store.headObject(...args),
    listVersions: async (...args) => (await reads()).store.listVersions(...args),
  };
  const tester: ConnectionTester = { test: async (...args) => (await reads()).tester.test(...args) };
  return { store, tester };
}

/** A signer that is loaded with its first signature. */
export function signerOnFirstUse(signer: () => Promise<Signer & RequestSigner>): Signer & RequestSigner {
  return {
    signUrls: async (...args) => (await signer()).signUrls(...args),
    signPosts: async (...args) => (await signer()).signPosts(...args),
    signUrl: async (request) => (await signer()).signUrl(request),
    signPut: async (request) => (await signer()).signPut(request),
    signPost: async (request) => (await signer()).signPost(request),
    signRequest: async (request) => (await signer()).signRequest(request),
  };
}

/** A diagnosis that is loaded with the first failure. */
export function diagnoseOnFirstUse(diagnosis: () => Promise<Diagnose>): Diagnose {
  return async (...args) => (await diagnosis())(...args);
}
