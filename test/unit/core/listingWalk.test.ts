import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isCancelled } from '../../../src/core/errors.ts';
import { walk } from '../../../src/core/listingWalk.ts';
import type { ListPage, ListRequest, ObjectEntry, Store } from '../../../src/core/ports.ts';
import { folder, keysBelow } from '../../support/fakes/listing.ts';
import { FakeStore } from '../../support/fakes/store.ts';

const NEVER = new AbortController().signal;

describe('walk', () => {
  it('gives every object below a prefix once, in order, without a delimiter', async () => {
    const store = new FakeStore().put('box', ...keysBelow('a/', 1500), ...keysBelow('a/b/', 1000), 'z');
    const keys: string[] = [];
    for await (const page of walk(store, folder('a/'), NEVER)) keys.push(...page.map(({ key }) => key));
    assert.deepEqual(keys, [...keysBelow('a/', 1500), ...keysBelow('a/b/', 1000)]);
    assert.equal(store.requests[0]?.delimiter, undefined);
  });

  it('walking a Space of 200,000 holds a few pages at a time', async () => {
    const gc = collector();
    const pages: WeakRef<readonly ObjectEntry[]>[] = [];
    const store = generated(200_000, (objects) => pages.push(new WeakRef(objects)));
    let seen = 0;
    let most = 0;
    let taken = 0;
    for await (const { length } of walk(store, folder(''), NEVER, { order: 'any' })) {
      seen += length;
      if (++taken % 10 !== 0) continue;
      await new Promise(setImmediate);
      gc();
      most = Math.max(most, pages.filter((page) => page.deref() !== undefined).length);
    }
    assert.equal(seen, 200_000);
    assert.ok(pages.length >= 200);
    assert.ok(most <= 20, `${most} pages were alive at once`);
  });

  it('stops at an abort, and asks for no page that is not wanted', async () => {
    const store = new FakeStore().put('box', ...keysBelow('', 3000));
    for await (const page of walk(store, folder(''), NEVER)) {
      assert.equal(page.length, 1000);
      break;
    }
    assert.equal(store.calls.length, 1);

    const abort = new AbortController();
    await assert.rejects(async () => {
      for await (const _ of walk(store, folder(''), abort.signal)) abort.abort();
    }, isCancelled);
    assert.equal(store.calls.length, 2);
  });

  it('refuses a server that repeats its page without end', async () => {
    const page: ListPage = { prefixes: [], objects: [], nextToken: 'same' };
    const store = { listPage: async () => page } as unknown as Store;
    await assert.rejects(walk(store, folder(''), NEVER).next(), /repeats/);
  });
});

/** A store that makes each page when it is asked for and keeps none. */
function generated(count: number, made: (objects: readonly ObjectEntry[]) => void): Store {
  return {
    listSpaces: async () => [],
    headObject: () => Promise.reject(new Error('not asked')),
    listVersions: () => Promise.reject(new Error('not asked')),
    listPage: async (_connection, _space, { token, startAfter = '' }: ListRequest) => {
      const after = token ?? startAfter;
      let from = count;
      while (from > 0 && keyAt(from - 1) > after) from -= Math.min(1000, from);
      while (from < count && keyAt(from) <= after) from++;
      const objects = Array.from({ length: Math.min(1000, count - from) }, (_, index) => ({
        key: keyAt(from + index),
        size: 1,
        lastModified: 0,
        etag: '',
      }));
      made(objects);
      return { prefixes: [], objects, ...(from + 1000 < count ? { nextToken: keyAt(from + 999) } : {}) };
    },
  };
}

function keyAt(index: number): string {
  return `k${String(index).padStart(7, '0')}`;
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
