// A window that goes while transfers wait or run, and the next one that finds them: each arrives, and exactly once.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import type { ObjectBytes } from '../../src/core/objects.ts';
import { TransferBox } from '../support/transferBox.ts';

const PART = 1000;
const limits = { files: 2, parts: 2, partSize: PART };

describe('transfers of a window that went', function () {
  this.timeout(20_000);
  const box = new TransferBox().useForEach();
  const journal = () => box.path('journal');
  const left = () =>
    existsSync(journal()) ? readdirSync(journal()).filter((name) => !name.endsWith('.owner')) : [];
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => `f${String(index).padStart(3, '0')}`);
  const files = (all: readonly string[], size = 10) => {
    for (const name of all) box.write(`up/${name}`, name.repeat(size));
    return box.path('up');
  };
  /** How often something was written that is there from then on, by its key. */
  const written = (method: 'PUT' | 'GET') => {
    const counts: Record<string, number> = {};
    for (const { method: each, key, query, status } of box.store.requests()) {
      const isPart = 'partNumber' in query || 'uploads' in query;
      if (each === method && key !== undefined && status !== undefined && status < 300 && !isPart)
        counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  };
  const once = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, 1]));
  /** The store answers so many writes, and then none. */
  const stuckAfter = (count: number, running = limits.files) => {
    const stuck = Promise.withResolvers<void>();
    let asked = 0;
    const wrap = (own: ObjectBytes): ObjectBytes => ({
      ...own,
      write: async (target, content, options, signal) => {
        if (++asked <= count) return own.write(target, content, options, signal);
        if (asked === count + running) stuck.resolve();
        const { promise, reject } = Promise.withResolvers<never>();
        signal.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')));
        return promise;
      },
    });
    return { wrap, stuck: stuck.promise };
  };
  const next = async (options: Parameters<TransferBox['begin']>[0] = {}) => {
    box.begin({ limits, ...options });
    return box.rig.queue.restore();
  };

  /** Begins it, and closes the window while the store does not answer. */
  const waiting = async (work: () => Promise<unknown>, count = 2) => {
    const { wrap, stuck } = stuckAfter(0, count);
    box.begin({ limits, wrap });
    void work();
    await stuck;
    await box.rig.queue.close();
    box.store.clearRequests();
  };

  it('what waited and what ran is there, paused, and each arrives once', async () => {
    const all = names(50);
    const path = files(all);
    const { wrap, stuck } = stuckAfter(20);
    box.begin({ limits, wrap });
    void upload(box.rig.flows, { paths: [path], to: box.at() });
    await stuck;
    await box.rig.queue.close();
    assert.deepEqual(await next(), { count: 30, isMoreHeld: false });
    assert.deepEqual(new Set(box.states()), new Set(['paused']));
    box.rig.queue.resume();
    await box.rig.queue.idle();
    assert.deepEqual(new Set(box.states()), new Set(['done']));
    assert.deepEqual(written('PUT'), once(all.map((name) => `up/${name}`)));
    await box.rig.queue.close();
    assert.deepEqual(left(), []);
  });

  it('what failed, and nobody cleared, can be tried again; what was cancelled or cleared is gone', async () => {
    const path = files(names(3));
    for (const name of ['f000', 'f001'])
      box.store.faults.next({
        ...{ kind: 'status', status: 403, code: 'AccessDenied' },
        match: ({ method, key }) => method === 'PUT' && key === `up/${name}`,
      });
    const result = await upload(box.rig.flows, { paths: [path], to: box.at() });
    assert.deepEqual(result, { done: 1, skipped: 0, failed: 2 });
    const [first] = box.rig.queue.list();
    box.rig.queue.cancel([first?.id ?? '']);
    await box.rig.queue.close();
    assert.equal((await next()).count, 1);
    assert.deepEqual(
      box.rig.queue.list().map(({ object, state }) => [object.key, state]),
      [['up/f001', 'paused']],
    );
    box.store.faults.next({
      kind: 'status',
      status: 403,
      code: 'AccessDenied',
      match: ({ method }) => method === 'PUT',
    });
    box.rig.queue.resume();
    await box.rig.queue.idle();
    assert.deepEqual(box.states(), ['failed']);
    box.rig.queue.clearFinished();
    await box.rig.queue.close();
    assert.deepEqual(left(), []);
  });

  describe('killed before it wrote down what it did last', () => {
    const sizes = { 'empty.txt': 0, 'small.txt': 10, 'large.txt': 5 * PART + 1 };
    const bodyOf = (name: keyof typeof sizes) => 'x'.repeat(sizes[name]);
    const all = Object.keys(sizes) as (keyof typeof sizes)[];
    const again = async () => {
      await box.rig.queue.close();
      box.store.clearRequests();
      assert.equal((await next()).count, all.length);
      box.rig.queue.resume();
      await box.rig.queue.idle();
      assert.deepEqual(new Set(box.states()), new Set(['done']));
      await box.rig.queue.close();
    };

    beforeEach(() => box.begin({ limits, forgets: true }));

    for (const [onConflict, before] of [
      ['ask', []],
      ['replace', all],
    ] as const) {
      it(`what was uploaded is not sent twice (${onConflict})`, async () => {
        for (const name of before) box.store.put('box', name, 'before');
        const paths = all.map((name) => box.write(name, bodyOf(name)));
        await upload(box.rig.flows, { paths, to: box.at(), onConflict });
        await again();
        assert.deepEqual(written('PUT'), {});
        assert.ok(box.store.requests().every(({ query }) => !('partNumber' in query)));
        assert.deepEqual([box.store.uploads('box'), left()], [[], []]);
        for (const name of all) assert.equal(box.stored(name), bodyOf(name));
      });

      it(`what was downloaded is not fetched twice (${onConflict})`, async () => {
        const folder = box.path('down');
        for (const name of all) box.store.put('box', name, bodyOf(name));
        for (const name of before) box.write(`down/${name}`, 'before');
        const sources = all.map((name) => box.object(name));
        await download(box.rig.flows, { sources, folder, onConflict });
        await again();
        assert.deepEqual(written('GET'), {});
        assert.deepEqual([readdirSync(folder).sort(), left()], [all.toSorted(), []]);
        for (const name of all) assert.equal(box.read('down', name), bodyOf(name));
      });
    }

    it('what another put there meanwhile is not taken for it', async () => {
      const paths = all.map((name) => box.write(name, bodyOf(name)));
      await upload(box.rig.flows, { paths, to: box.at() });
      await box.rig.queue.close();
      for (const name of all) box.store.put('box', name, `${bodyOf(name)}!`);
      await next();
      box.rig.queue.resume();
      await box.rig.queue.idle();
      assert.deepEqual(
        box.rig.queue.list().map(({ state, error }) => [state, error?.code]),
        all.map(() => ['failed', 'exists']),
      );
    });
  });

  it('what had the same content before is replaced: it was to have other headers', async () => {
    const path = box.write('a.txt', 'same');
    box.store.clock.advance(-60_000);
    box.store.put('box', 'a.txt', 'same');
    box.store.clock.reset();
    await waiting(() => upload(box.rig.flows, { paths: [path], to: box.at(), onConflict: 'replace' }), 1);
    await next();
    box.rig.queue.resume();
    await box.rig.queue.idle();
    assert.deepEqual(written('PUT'), once(['a.txt']));
  });

  it('what the store had done, without an answer, is not sent twice', async () => {
    const path = box.write('a.txt', 'new');
    box.store.keepVersions('box');
    box.store.clock.advance(-60_000);
    box.store.put('box', 'a.txt', 'before');
    box.store.clock.reset();
    box.store.faults.next({ kind: 'hang', match: ({ method }) => method === 'PUT' });
    void upload(box.rig.flows, { paths: [path], to: box.at(), onConflict: 'replace' });
    while (box.stored('a.txt') !== 'new') await new Promise(setImmediate);
    await box.rig.queue.close();
    assert.equal((await next()).count, 1);
    box.rig.queue.resume();
    await box.rig.queue.idle();
    assert.deepEqual([box.states(), box.store.versions('box', 'a.txt').length], [['done'], 2]);
  });

  describe('whose connection is another by then', () => {
    const seen = () => box.rig.queue.list().map(({ state, error }) => `${state} ${error?.message}`);
    const uploading = () => upload(box.rig.flows, { paths: [files(names(2))], to: box.at() });

    for (const [what, connection, said] of [
      [
        'leads elsewhere',
        { endpoint: 'http://127.0.0.1:9' },
        /^failed Its connection leads elsewhere now\. /,
      ],
      ['was removed', { id: 'other00000' }, /^failed Its connection was removed\. /],
    ] as const) {
      it(`nothing is asked of one that ${what}; it is shown, and goes on once that is mended`, async () => {
        await waiting(uploading);
        const elsewhere: string[] = [];
        const request = {
          fetch: async (url: string | URL | Request) => {
            elsewhere.push(String(url));
            throw new TypeError('fetch failed');
          },
        } as never;
        assert.deepEqual(await next({ connection, request }), { count: 0, isMoreHeld: false });
        assert.equal(seen().length, 2);
        for (const each of seen()) assert.match(each, said);
        box.rig.queue.resume();
        box.rig.queue.retry();
        await box.rig.queue.idle();
        for (const each of seen()) assert.match(each, said);
        assert.deepEqual([elsewhere, box.store.requests()], [[], []]);
        await box.rig.queue.close();
        assert.equal((await next()).count, 2);
        box.rig.queue.resume();
        await box.rig.queue.idle();
        assert.deepEqual(written('PUT'), once(['up/f000', 'up/f001']));
      });
    }

    it('is cancelled or cleared, and nothing is left of it here', async () => {
      await waiting(uploading);
      await next({ connection: { id: 'other00000' } });
      const [first] = box.rig.queue.list();
      box.rig.queue.cancel([first?.id ?? '']);
      box.rig.queue.clearFinished();
      assert.deepEqual(box.states(), []);
      await box.rig.queue.close();
      assert.deepEqual(left(), []);
    });
  });
});
