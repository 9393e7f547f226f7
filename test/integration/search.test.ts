// Names on a real Ceph: found whatever they hold, and followed when they go.
import assert from 'node:assert/strict';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Searches } from '../../src/commands/search/searches.ts';
import { Listing } from '../../src/core/listing.ts';
import { isFoundObject, pathOf } from '../../src/core/search/found.ts';
import { isPattern } from '../../src/core/search/pattern.ts';
import { stillThere } from '../../src/core/search/stillThere.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { FakeConnectionStore } from '../support/fakes/connectionStore.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

const never = new AbortController().signal;
const flat = Array.from({ length: 2_300 }, (_, index) => `flat/${String(index).padStart(4, '0')}.txt`);

describe('search on Ceph', function () {
  this.timeout(120_000);
  let space: TestSpace;
  before(async () => {
    space = await freshSpace();
    const keys = [...new Set([...coreKeys, ...flat])];
    const put = async () => {
      for (let Key = keys.pop(); Key !== undefined; Key = keys.pop())
        await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: 'x' }));
    };
    await Promise.all(Array.from({ length: 16 }, put));
  });

  function searching() {
    const { store } = realStore(space.keys);
    const connection = connectionTo(space);
    const connections = FakeConnectionStore.with([connection, space.keys]);
    const listing = new Listing({ store, connections });
    const searches = new Searches({ store, connections, listing });
    const find = async (words: string, prefix = '') => {
      await searches.run({ words, places: [{ connection, space: space.bucket, prefix }] });
      return searches.now?.results.list() ?? [];
    };
    return { store, connection, listing, searches, find };
  }

  it('finds each odd key by its own name, and by a pattern', async () => {
    const { find } = searching();
    const folders = (key: string) => key.endsWith('/');
    for (const key of coreKeys.filter((each) => Buffer.byteLength(each) < 150)) {
      const name = key === '/' ? key : key.slice(key.lastIndexOf('/', key.length - 2) + 1);
      const words = isPattern(name) ? `**${name.replaceAll(/[*?[]/g, '[$&]')}` : name;
      const found = (await find(words)).filter((each) => isFoundObject(each) !== folders(key));
      assert.ok(found.map(pathOf).includes(key), JSON.stringify(key));
    }
  });

  it('finds on all pages, in the order of the keys', async () => {
    const { find, searches } = searching();
    const found = await find('*7.txt', 'flat/');
    assert.deepEqual(
      found.map(pathOf),
      flat.filter((key) => key.endsWith('7.txt')),
    );
    assert.equal(searches.now?.results.lookedAt, flat.length);
  });

  it('many that may have gone are told by pages, as they are', async () => {
    const { store, connection } = searching();
    const gone = flat.filter((_key, index) => index % 10 === 3);
    for (const Key of gone) await space.client.send(new DeleteObjectCommand({ Bucket: space.bucket, Key }));
    const there = await stillThere(store, { connection, space: space.bucket }, flat, never);
    assert.deepEqual(
      [...there.keys()].sort(),
      flat.filter((key) => !gone.includes(key)),
    );
  });
});
