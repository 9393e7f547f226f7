import type { Connection } from '../../src/core/connection.ts';
import type { Now, Store } from '../../src/core/ports.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { createObjectBytes } from '../../src/s3/bytes.ts';
import { createStore } from '../../src/s3/client.ts';
import { createClockOffsets, type MeasuredClock } from '../../src/s3/clock.ts';
import { createCopier } from '../../src/s3/copy.ts';
import { createSpaceRules } from '../../src/s3/corsRules.ts';
import { createDeleter } from '../../src/s3/delete.ts';
import { createSpaceLocations, type SpaceLocations } from '../../src/s3/locations.ts';
import { createProbe } from '../../src/s3/probe.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { createConnectionTester, type TesterDeps } from '../../src/s3/tester.ts';
import { createWriter } from '../../src/s3/writes.ts';
import type { KeyPair } from './signedFetch.ts';

/** The S3 client as the desktop has it, without an editor: for tests against a real gateway or the in-memory one. */
export function realStore(keys: KeyPair, now: Now = Date.now) {
  const clock: MeasuredClock = createClockOffsets();
  const locations: SpaceLocations = createSpaceLocations();
  const request: TesterDeps = {
    fetch: globalThis.fetch,
    signer: createSigner(nodeHashing),
    now,
    clock,
    random: Math.random,
    canListSpaces: true,
    streamsBodies: true,
  };
  const connections = { credentials: async () => ({ state: 'ok', credentials: keys }) as const };
  const reads = { ...request, connections, locations };
  const store: Store = createStore(reads);
  const rules = createSpaceRules(reads);
  const writer = createWriter(reads);
  const probe = createProbe(reads);
  const bytes = createObjectBytes(reads);
  const copier = createCopier({ ...reads, bytes });
  const deleter = createDeleter(reads);
  return {
    store,
    rules,
    writer,
    bytes,
    copier,
    deleter,
    reads,
    probe,
    clock,
    tester: createConnectionTester(request),
  };
}

export function connectionTo(
  { endpoint, region }: { readonly endpoint: string; readonly region: string },
  changes: Partial<Connection> = {},
): Connection {
  return {
    id: 'abcdefghij',
    name: 'Test',
    provider: 'custom',
    endpoint,
    region,
    addressing: 'path',
    readOnly: false,
    ...changes,
  };
}
