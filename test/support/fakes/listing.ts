import type { Connection, Credentials } from '../../../src/core/connection.ts';
import { Listing } from '../../../src/core/listing.ts';
import type { Change } from '../../../src/core/listingChange.ts';
import type { PrefixTarget } from '../../../src/core/target.ts';
import { FakeConnectionStore } from './connectionStore.ts';
import { FakeStore } from './store.ts';

export const KEYS: Credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };

export const LOCAL: Connection = {
  id: 'aaaaaaaaaa',
  name: 'Local',
  provider: 'custom',
  endpoint: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  addressing: 'path',
  readOnly: false,
};

/** A listing over fakes: one connection, `LOCAL`, unless others are given. Every change is recorded. */
export function listingOver(...connections: readonly Connection[]) {
  const store = new FakeStore();
  const all = connections.length === 0 ? [LOCAL] : connections;
  const saved = FakeConnectionStore.with(...all.map((each) => [each, KEYS] as const));
  /** What waits to be read again: a test runs it. */
  const waiting: { readonly ms: number; readonly run: () => void }[] = [];
  const wait = (ms: number, run: () => void) => void waiting.push({ ms, run });
  const listing = new Listing({ store, connections: saved, wait });
  const changes: Change[] = [];
  listing.onDidChange((change) => changes.push(change));
  return { store, connections: saved, listing, changes, waiting };
}

/** A folder of `LOCAL`'s Space `box`; `''` is the Space. */
export function folder(prefix: string, space = 'box'): PrefixTarget {
  return { connection: LOCAL, space, prefix };
}

/** `count` keys below `prefix`, in the server's order. */
export function keysBelow(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(6, '0')}`);
}
