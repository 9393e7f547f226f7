// One schedule's world: a Space of the in-memory store behind a proxy that does harm, with all flows that change objects
// and Spaces over it.
import { setTimeout as delay } from 'node:timers/promises';
import type { ManageDeps } from '../../../src/commands/manage/deps.ts';
import type { VersionsDeps } from '../../../src/commands/properties/versions.ts';
import type { SpaceDeps } from '../../../src/commands/spaces/deps.ts';
import type { Connection } from '../../../src/core/connection.ts';
import { Cancelled } from '../../../src/core/errors.ts';
import { createFormats } from '../../../src/core/format.ts';
import { Listing } from '../../../src/core/listing.ts';
import type { ObjectBytes } from '../../../src/core/objects.ts';
import type { Progress } from '../../../src/core/ports.ts';
import { EVERYBODY } from '../../../src/core/properties/access.ts';
import { accessXml } from '../../../src/core/properties/accessXml.ts';
import { createUnfinished, type Unfinished } from '../../../src/core/unfinished.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { createObjectAttributes } from '../../../src/s3/attributes.ts';
import { createObjectBytes } from '../../../src/s3/bytes.ts';
import { createStore, type StoreDeps } from '../../../src/s3/client.ts';
import { createClockOffsets } from '../../../src/s3/clock.ts';
import { createCopier } from '../../../src/s3/copy.ts';
import { createDeleter } from '../../../src/s3/delete.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { createSpaceControl } from '../../../src/s3/spaces.ts';
import { sleep } from '../../../src/s3/wait.ts';
import { FakeConnectionStore } from '../fakes/connectionStore.ts';
import { FakeNotices } from '../fakes/notices.ts';
import { FakePrompts } from '../fakes/prompts.ts';
import { FakeClipboard } from '../fakes/small.ts';
import type { FaultProxy } from '../faultProxy.ts';
import { connectionTo } from '../realStore.ts';
import type { MemoryStore } from '../store/memoryStore.ts';
import type { Acl, Grant } from '../store/objects.ts';

/** Bytes of a part, and of what one copy carries twice. */
export const PART = 2_000;
const SIGNAL = new AbortController().signal;

export interface WorldOptions {
  readonly seed: number;
  readonly store: MemoryStore;
  readonly proxy: FaultProxy;
  /** Milliseconds; so long an answer is waited for. */
  readonly patience: number;
}

export type World = ReturnType<typeof createWorld>;

export function createWorld({ seed, store, proxy, patience }: WorldOptions) {
  const space = `space-${seed}`;
  store.addSpace(space);
  const connection = connectionTo({ endpoint: proxy.endpoint, region: store.region });
  // Another address of the same store: nobody can know that it is one, so what is copied there goes through here.
  const elsewhere: Connection = {
    ...connection,
    ...{ id: 'bbbbbbbbbb', endpoint: proxy.endpoint.replace('127.0.0.1', 'localhost') },
  };
  const connections = FakeConnectionStore.with(
    [connection, store.credentials],
    [elsewhere, store.credentials],
  );
  const unfinished = createUnfinished();
  const progress = new PressedProgress(unfinished);
  const waits = new Set<object>();
  const requests: StoreDeps = {
    ...{ fetch: globalThis.fetch, signer: createSigner(nodeHashing), now: Date.now, random: Math.random },
    ...{ clock: createClockOffsets(), locations: createSpaceLocations(), connections },
    ...{ canListSpaces: true, streamsBodies: true },
    limits: { headersMs: patience, workMs: patience, idleMs: patience },
    sleep: async (ms, signal) => {
      const wait = {};
      waits.add(wait);
      await sleep(ms / 100, signal).finally(() => waits.delete(wait));
    },
  };
  const known = new Set<string>();
  const own = createObjectBytes(requests);
  const bytes = recordsBegun(own, known);
  const reads = createStore(requests);
  const shared = {
    ...{ bytes, reads, spaces: reads, progress, store: connections },
    listing: new Listing({ store: reads, connections, wait: () => undefined }),
    attributes: createObjectAttributes(requests, { largestCopy: 2 * PART, partSize: PART }),
    copier: createCopier({
      ...{ ...requests, bytes, afterwards: unfinished.add },
      sizes: { largestCopy: 2 * PART, copiedPart: PART, sentPart: PART },
    }),
    deleter: createDeleter(requests),
    control: createSpaceControl(requests, 3),
    notices: new FakeNotices(),
    prompts: new FakePrompts(),
    clipboard: new FakeClipboard(),
    moments: { locale: 'en-GB', timeZone: 'UTC' },
    formats: createFormats('en-GB', 'UTC'),
    now: Date.now,
    ownUploads: async () => new Set<string>(),
    reveal: async () => undefined,
    changed: () => undefined,
    canChange: true,
    open: async () => undefined,
    share: () => undefined,
    download: () => undefined,
  };
  const deps: ManageDeps & VersionsDeps & SpaceDeps & typeof shared = shared;
  const object = (key: string) => ({ connection, space, key });
  return {
    ...{ seed, store, proxy, space, connection, elsewhere, deps, object },
    at: (prefix = '') => ({ connection, space, prefix }),
    look: (key: string) => lookIn(store, space, key),
    /** An object with everything: headers, metadata, tags, and one of three kinds of rights. */
    put: async (key: string, body: Buffer, kind: number = 0) => {
      store.put(space, key, body, { headers: HEADERS });
      await deps.attributes.setTags(object(key), { team: 'blue', 'a b': 'ü=&' }, SIGNAL);
      if (kind % 3 === 1) await deps.attributes.setAccess(object(key), 'public-read', SIGNAL);
      if (kind % 3 !== 2) return;
      const xml = accessXml('owner', [
        { grantee: 'owner', permission: 'FULL_CONTROL' },
        { grantee: 'somebody', permission: 'READ' },
        ...(kind % 2 === 0 ? [{ grantee: EVERYBODY, permission: 'READ' }] : []),
      ]);
      await deps.attributes.setAccess(object(key), { xml }, SIGNAL);
    },
    /** From here on it counts what is begun. */
    begin: () => known.clear(),
    /** Gives whether anything was under way that a person could cancel. */
    cancel: () => progress.press(),
    /** Waits for what the flow left running to end, with what that begins; gives what does not. */
    settled: async () => {
      await unfinished.settled();
      for (let tries = 0; (proxy.open > 0 || waits.size > 0) && tries < 2_000; tries++) await delay(5);
      return { open: proxy.openOnes(), waits: waits.size };
    },
    /** Uploads that were begun, whose names arrived, and that are still there. */
    leftUploads: () => store.uploads(space).filter(({ id }) => known.has(id)),
  };
}

/** Uploads that were begun, and whose names arrived, are known by these. */
export function recordsBegun(bytes: ObjectBytes, known: Set<string>): ObjectBytes {
  return {
    ...bytes,
    begin: async (...given) => {
      const begun = await bytes.begin(...given);
      known.add(begun.uploadId);
      return begun;
    },
  };
}

const HEADERS = {
  'content-type': 'image/png; x=1',
  'cache-control': 'max-age=5',
  'content-disposition': `attachment; filename="a.png"`,
  'content-encoding': 'identity',
  'content-language': 'de',
  'x-amz-meta-colour': 'red',
};

/** All that the store has of an object, to be compared; `undefined`: it is not there. */
export function lookIn(store: MemoryStore, space: string, key: string) {
  const object = store.get(space, key);
  if (object === undefined) return undefined;
  const { headers, tags = [], acl, grants } = object;
  return {
    body: object.body().toString('latin1'),
    headers: JSON.stringify(Object.entries(headers).sort()),
    tags: JSON.stringify([...tags].sort()),
    rights: JSON.stringify((grants ?? canned(acl)).map(words).sort()),
  };
}

function canned(acl: Acl): readonly Grant[] {
  const own: Grant = { grantee: ['ID', 'owner'], permission: 'FULL_CONTROL' };
  return acl === 'private' ? [own] : [own, { grantee: ['URI', EVERYBODY], permission: 'READ' }];
}

const words = ({ grantee, permission }: Grant) => `${grantee[1]} ${permission}`;

export type Look = ReturnType<typeof lookIn>;

/** As the editor's: Cancel ends the wait at once, also where the work goes on to an end of its own. */
class PressedProgress implements Progress {
  readonly #pressed = new AbortController();
  readonly #cancelled = new Promise<void>((resolve) => {
    this.#pressed.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  readonly #unfinished: Unfinished;
  #shown = 0;

  constructor(unfinished: Unfinished) {
    this.#unfinished = unfinished;
  }

  press(): boolean {
    if (this.#shown > 0) this.#pressed.abort();
    return this.#shown > 0;
  }

  async run<T>(
    _title: string,
    task: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
  ): Promise<T> {
    this.#shown++;
    const running = task(this.#pressed.signal, () => undefined);
    this.#unfinished.add(running.catch(() => undefined));
    const cancelled = this.#cancelled.then(() => {
      throw new Cancelled();
    });
    return Promise.race([running, cancelled]).finally(() => {
      this.#shown--;
    });
  }
}
