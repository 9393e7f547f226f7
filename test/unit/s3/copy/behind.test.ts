import assert from 'node:assert/strict';
import type { CopyOptions } from '../../../../src/core/manage/copier.ts';
import { createUnfinished } from '../../../../src/core/unfinished.ts';
import { createObjectBytes } from '../../../../src/s3/bytes.ts';
import { createCopier } from '../../../../src/s3/copy.ts';
import { heldBack, isCopy } from '../../../support/heldBack.ts';
import { type Rig, startRig } from '../bytes/rig.ts';
import { between, copierWith, copySourceOf, IN_PARTS } from './copies.ts';

const { signal } = new AbortController();

describe('copies that are cancelled, and made by the server all the same', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await startRig();
  });
  afterEach(() => rig.stop());

  const sourceOf = (key: string) => copySourceOf(rig, key);

  /** Cancelled while its request is on the way: gives what makes the server do it, and waits for what follows. */
  const cancelled = async (
    sizes: object,
    options: CopyOptions,
    isIt: Parameters<typeof heldBack>[0] = isCopy,
  ) => {
    const held = heldBack(isIt);
    const fetch: typeof globalThis.fetch = (url, init) => {
      seen(init ?? {}, String(url));
      return held.fetch(url, init);
    };
    const cancel = new AbortController();
    const behind = createUnfinished();
    const copier = copierWith(rig, sizes, { fetch, afterwards: behind.add });
    const copying = copier.copy(sourceOf('a'), rig.at('b'), options, cancel.signal);
    await held.arrived;
    const began = performance.now();
    cancel.abort();
    await assert.rejects(copying, { name: 'Cancelled' });
    // Half a second, and what a busy machine adds.
    assert.ok(performance.now() - began < 3_000);
    const arrive = async () => {
      await held.release();
      await behind.settled();
    };
    return { arrive, copier };
  };
  /** Sees each request before it is sent. */
  let seen: (init: RequestInit, url: string) => void = () => undefined;
  afterEach(() => {
    seen = () => undefined;
  });

  const COMPLETES = ({ method }: RequestInit, url: string) => method === 'POST' && url.includes('uploadId=');
  for (const [how, sizes, isIt] of [
    ['in one request', {}, isCopy],
    ['in parts, before they are begun', IN_PARTS, (_: RequestInit, url: string) => url.includes('uploads')],
    ['in parts, while one is copied', IN_PARTS, isCopy],
    ['in parts, while they are put together', IN_PARTS, COMPLETES],
  ] as const) {
    it(`nothing is left of it: ${how}`, async () => {
      rig.store.put('photos', 'a', 'content');
      const { arrive } = await cancelled(sizes, { isNew: true }, isIt);
      await arrive();
      assert.equal(rig.store.get('photos', 'b'), undefined);
      assert.deepEqual(rig.store.uploads('photos'), []);
    });
  }

  for (const [size, isLate] of [
    [7, true],
    [1024 ** 2, false],
  ] as const) {
    it(`nothing is left of it: through here, ${size} bytes`, async () => {
      const other = await startRig();
      try {
        rig.store.put('photos', 'a', 'x'.repeat(size));
        const held = heldBack(({ method }) => method === 'PUT');
        const puts: (AbortSignal | null | undefined)[] = [];
        const fetch: typeof globalThis.fetch = (url, init) => {
          if (init?.method === 'PUT') puts.push(init.signal);
          return held.fetch(url, init);
        };
        const deps = { ...between(rig, other), fetch, sleep: async () => {} };
        const cancel = new AbortController();
        const behind = createUnfinished();
        const copier = createCopier({ ...deps, bytes: createObjectBytes(deps), afterwards: behind.add });
        const copying = copier.copy(sourceOf('a'), other.at('b'), { isNew: true }, cancel.signal);
        await held.arrived;
        cancel.abort();
        await assert.rejects(copying, { name: 'Cancelled' });
        // Of a body that is not all on its way the rest is not sent.
        assert.deepEqual(
          puts.map((put) => put?.aborted),
          [!isLate],
        );
        if (isLate) await held.release();
        await behind.settled();
        assert.equal(other.store.get('photos', 'b'), undefined);
      } finally {
        await other.stop();
      }
    });
  }

  it('a version of its own goes, and the one before is the latest again', async () => {
    rig.store.keepVersions('photos');
    rig.store.put('photos', 'a', 'content');
    rig.store.put('photos', 'b', 'older');
    const { arrive } = await cancelled({}, { isNew: false });
    await arrive();
    assert.equal(rig.store.get('photos', 'b')?.body().toString(), 'older');
  });

  it('what took the place of another, which is gone, stays', async () => {
    rig.store.put('photos', 'a', 'content');
    rig.store.put('photos', 'b', 'older');
    const { arrive } = await cancelled({}, { isNew: false });
    await arrive();
    assert.equal(rig.store.get('photos', 'b')?.body().toString(), 'content');
  });

  it('a second try waits for what is left of the first, and is not taken for it', async () => {
    rig.store.put('photos', 'a', 'content');
    const { arrive, copier } = await cancelled({}, { isNew: true });
    const again = copier.copy(sourceOf('a'), rig.at('b'), { isNew: true }, signal);
    await arrive();
    await again;
    assert.equal(rig.store.get('photos', 'b')?.body().toString(), 'content');
  });

  it('a second try can be cancelled while it waits', async () => {
    rig.store.put('photos', 'a', 'content');
    const { arrive, copier } = await cancelled({}, { isNew: true });
    const stopped = AbortSignal.abort();
    await assert.rejects(copier.copy(sourceOf('a'), rig.at('b'), { isNew: true }, stopped), {
      name: 'Cancelled',
    });
    await arrive();
    assert.equal(rig.store.get('photos', 'b'), undefined);
  });

  for (const [what, change] of [
    ['is all there is, as somebody deleted the source', () => rig.store.delete('photos', 'a')],
    ['is somebody else’s by then', () => rig.store.put('photos', 'b', 'another')],
  ] as const) {
    it(`what ${what}, stays`, async () => {
      rig.store.put('photos', 'a', 'content');
      const { arrive } = await cancelled({}, { isNew: true });
      let isMade = false;
      seen = ({ method }) => {
        if (method !== 'HEAD' || isMade) return;
        isMade = true;
        change();
      };
      await arrive();
      assert.ok(isMade);
      assert.ok(rig.store.get('photos', 'b'));
    });
  }
});
