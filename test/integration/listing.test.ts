import assert from 'node:assert/strict';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import * as fc from 'fast-check';
import { walk } from '../../src/core/listingWalk.ts';
import type { ListPage, Store } from '../../src/core/ports.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

const never = new AbortController().signal;

async function putAll({ client, bucket }: TestSpace, keys: readonly string[]): Promise<void> {
  const queue = [...keys];
  const put = async () => {
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'x' }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, put));
}

/** The store, with so many keys a page. */
function smallPages({ keys }: TestSpace, maxKeys: number): Pick<Store, 'listPage'> {
  const { store } = realStore(keys);
  return {
    listPage: (connection, space, request, signal) =>
      store.listPage(connection, space, { ...request, maxKeys }, signal),
  };
}

/** As S3 orders keys: by their UTF-8 bytes. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('listing 2,500 objects of Ceph', function () {
  this.timeout(60_000);
  let space: TestSpace;
  const flat = Array.from({ length: 2_500 }, (_, index) => `flat/${String(index).padStart(4, '0')} +%.txt`);
  const folders = Array.from({ length: 1_200 }, (_, index) => `many/${String(index).padStart(4, '0')}/x`);
  before(async () => {
    space = await freshSpace();
    await putAll(space, [...flat, ...folders]);
  });

  async function pages(prefix: string, delimiter?: '/'): Promise<ListPage[]> {
    const { store } = realStore(space.keys);
    const all: ListPage[] = [];
    for (let token: string | undefined; ; ) {
      const request = { prefix, delimiter, token };
      const page = await store.listPage(connectionTo(space), space.bucket, request, never);
      all.push(page);
      token = page.nextToken;
      if (token === undefined) return all;
    }
  }

  it('pages to the end without a delimiter', async () => {
    const all = await pages('flat/');
    assert.deepEqual(
      all.map(({ objects }) => objects.length),
      [1_000, 1_000, 500],
    );
    assert.deepEqual(
      all.flatMap(({ objects }) => objects.map(({ key }) => key)),
      flat,
    );
  });

  it('pages to the end with a delimiter, over objects and over folders', async () => {
    const objects = await pages('flat/', '/');
    assert.deepEqual(
      objects.flatMap((page) => page.objects.map(({ key }) => key)),
      flat,
    );
    const prefixes = await pages('many/', '/');
    assert.deepEqual(
      prefixes.flatMap((page) => page.prefixes),
      folders.map((key) => key.slice(0, -1)),
    );
    assert.ok(prefixes.length >= 2);
    const top = await pages('', '/');
    assert.deepEqual(
      top.map((page) => [page.prefixes, page.objects]),
      [[['flat/', 'many/'], []]],
    );
  });

  it('walks below a prefix, and below none', async () => {
    const { store } = realStore(space.keys);
    let count = 0;
    const target = { connection: connectionTo(space), space: space.bucket, prefix: '' };
    for await (const page of walk(store, target, never)) count += page.length;
    assert.equal(count, flat.length + folders.length);
  });

  it('walks in several places at a time, by small pages, and finds each key once', async () => {
    const all = [...flat, ...folders].sort(byBytes);
    const target = { connection: connectionTo(space), space: space.bucket, prefix: '' };
    for (const order of ['any', 'key'] as const) {
      const found: string[] = [];
      for await (const page of walk(smallPages(space, 50), target, never, { order }))
        found.push(...page.map(({ key }) => key));
      assert.deepEqual(order === 'key' ? found : found.sort(byBytes), all);
    }
  });

  it('tells an empty folder from one that is not there', async () => {
    const [page] = await pages('nothing/here/', '/');
    assert.deepEqual(page, { prefixes: [], objects: [] });
  });
});

describe('keys of any shape in Ceph', function () {
  this.timeout(60_000);
  let space: TestSpace;
  const odd = [
    ...[
      'a//b',
      '/a',
      '//two',
      'dir/',
      ' edge ',
      'tab\tlf\ncr\r',
      '\u0001',
      'x\u0001y',
      '\u007f',
      'a\u0085b\u2028c',
    ],
    ...[
      '\ufeffbom',
      'z\ufffe',
      'z\uffff',
      '+',
      'a+b %20%',
      '%41',
      '&amp;<b>"\'',
      '漢字/😀.txt',
      'é',
      'e\u0301',
    ],
    ...[
      '../up',
      'a/./b',
      '.',
      '..',
      '#?;:@=,$!*()[]{}|\\^`~',
      '$\u007bfilename}',
      'k'.repeat(1_024),
      '漢'.repeat(341),
    ],
  ];
  before(async () => {
    const keys = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((key) => key.toWellFormed());
    const random = fc
      .sample(keys, { numRuns: 100, seed: 7 })
      .filter((key) => !key.includes('\0') && !key.split('/').some((part) => part === '.' || part === '..'));
    odd.push(...random);
    space = await freshSpace();
    // The SDK resolves no dots; Node's http sends the path as it is.
    await putAll(space, odd);
  });

  const expected = () => [...new Set(odd)].sort(byBytes);

  it('are listed exactly', async () => {
    const { store } = realStore(space.keys);
    const { objects } = await store.listPage(connectionTo(space), space.bucket, { prefix: '' }, never);
    assert.deepEqual(
      objects.map(({ key }) => key),
      expected(),
    );
    assert.ok(
      objects.every(
        ({ size, etag, lastModified }) => size === 1 && /^[0-9a-f]{32}$/.test(etag) && lastModified > 0,
      ),
    );
  });

  it('are each a continuation token that leads on', async () => {
    const { store } = realStore(space.keys);
    const found: string[] = [];
    for (let token: string | undefined; ; ) {
      const page = await store.listPage(
        connectionTo(space),
        space.bucket,
        { prefix: '', maxKeys: 1, token },
        never,
      );
      found.push(...page.objects.map(({ key }) => key));
      token = page.nextToken;
      if (token === undefined) break;
    }
    assert.deepEqual(found, expected());
  });

  it('are each a place that a listing can begin behind', async () => {
    const { store } = realStore(space.keys);
    const keys = expected();
    for (const [index, startAfter] of keys.entries()) {
      const request = { prefix: '', maxKeys: 1, startAfter };
      const { objects } = await store.listPage(connectionTo(space), space.bucket, request, never);
      assert.equal(objects[0]?.key, keys[index + 1], JSON.stringify(startAfter));
    }
  });

  it('are walked in several places at a time', async () => {
    const target = { connection: connectionTo(space), space: space.bucket, prefix: '' };
    const found: string[] = [];
    for await (const page of walk(smallPages(space, 4), target, never))
      found.push(...page.map(({ key }) => key));
    assert.deepEqual(found, expected());
  });

  it('are each a prefix that finds its key', async () => {
    const { store } = realStore(space.keys);
    for (const key of odd.slice(0, 28)) {
      const { objects } = await store.listPage(
        connectionTo(space),
        space.bucket,
        { prefix: key, maxKeys: 1 },
        never,
      );
      assert.equal(objects[0]?.key, key);
    }
  });

  it('are headed, but for those with dots, which are refused', async () => {
    const { store } = realStore(space.keys);
    for (const key of odd) {
      const isDotted = key.split('/').some((part) => part === '.' || part === '..');
      const head = store.headObject(connectionTo(space), space.bucket, key, never);
      if (isDotted) await assert.rejects(head, { code: 'badKey' });
      else assert.equal((await head).size, 1, JSON.stringify(key));
    }
  });
});
