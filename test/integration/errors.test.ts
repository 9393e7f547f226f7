import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type ErrorCode, SpacesError } from '../../src/core/errors.ts';
import type { Store } from '../../src/core/ports.ts';
import { freshSpace, type TestSpace, useCeph } from '../support/cephForTests.ts';
import { connectionTo, realStore } from '../support/realStore.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { denyUser } from '../support/userPolicy.ts';

const never = new AbortController().signal;

async function refusal(work: Promise<unknown>): Promise<SpacesError> {
  const error = await work.catch((reason: unknown) => reason);
  assert.ok(error instanceof SpacesError, `${error}`);
  return error;
}

describe('what Ceph refuses', function () {
  this.timeout(60_000);
  let space: TestSpace;
  let stranger: KeyPair;
  before(async () => {
    space = await freshSpace();
    stranger = await space.createUser({ uid: `stranger-${randomBytes(4).toString('hex')}` });
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: 'a', Body: 'x' }));
  });

  const reads: readonly (readonly [string, (store: Store, bucket: string) => Promise<unknown>])[] = [
    ['ListBuckets', (store) => store.listSpaces(connectionTo(space), never)],
    ['a listing', (store, bucket) => store.listPage(connectionTo(space), bucket, { prefix: '' }, never)],
    ['HEAD', (store, bucket) => store.headObject(connectionTo(space), bucket, 'a', never)],
  ];
  const keyPairs: readonly (readonly [string, () => KeyPair, ErrorCode])[] = [
    ['a wrong key', () => ({ ...space.keys, accessKeyId: 'NOSUCHKEY' }), 'wrongKey'],
    ['a wrong secret', () => ({ ...space.keys, secretAccessKey: 'wrong' }), 'wrongSecret'],
  ];
  for (const [what, keys, code] of keyPairs) {
    for (const [name, read] of reads) {
      it(`${what}, said for ${name}`, async () => {
        assert.equal((await refusal(read(realStore(keys()).store, space.bucket))).code, code);
      });
    }
  }

  it("another's Space and its objects", async () => {
    const { store } = realStore(stranger);
    const listing = await refusal(store.listPage(connectionTo(space), space.bucket, { prefix: '' }, never));
    assert.equal(listing.code, 'accessDenied');
    assert.match(listing.message, new RegExp(`may not list the Space: ${space.bucket}$`));
    const head = await refusal(store.headObject(connectionTo(space), space.bucket, 'a', never));
    assert.equal(head.code, 'accessDenied');
    assert.match(head.message, /may not read the object: a$/);
  });

  it('a Space and an object that are not there, told apart', async () => {
    const { store } = realStore(space.keys);
    const listing = await refusal(
      store.listPage(connectionTo(space), 'no-such-space-1', { prefix: '' }, never),
    );
    assert.equal(listing.code, 'noSuchSpace');
    const inNone = await refusal(store.headObject(connectionTo(space), 'no-such-space-1', 'a', never));
    assert.equal(inNone.code, 'noSuchSpace');
    const head = await refusal(store.headObject(connectionTo(space), space.bucket, 'no such key', never));
    assert.equal(head.code, 'noSuchObject');
  });

  it('names that can not be a Space', async () => {
    const { store } = realStore(space.keys);
    for (const name of ['A B', '漢', 'x'.repeat(300)]) {
      const error = await refusal(store.listPage(connectionTo(space), name, { prefix: '' }, never));
      assert.ok(['noSuchSpace', 'badKey', 'accessDenied'].includes(error.code), `${name}: ${error.code}`);
    }
  });

  it('nothing for the region in the signature', async () => {
    const { store } = realStore(space.keys);
    const page = await store.listPage(
      connectionTo({ ...space, region: 'mars-1' }),
      space.bucket,
      { prefix: '' },
      never,
    );
    assert.equal(page.objects.length, 1);
  });
});

/** Half of what a request takes is in it, and a busy machine may take seconds. */
const MEASURED_MS = 30_000;

describe('clocks and Ceph', () => {
  const minute = 60_000;
  for (const minutes of [-20, -10, 0, 10, 20]) {
    it(`a clock ${minutes} minutes off lists and signs by the server's time`, async () => {
      const space = await freshSpace();
      const { store, clock } = realStore(space.keys, () => Date.now() + minutes * minute);
      for (let count = 0; count < 2; count++) {
        const { objects } = await store.listPage(connectionTo(space), space.bucket, { prefix: '' }, never);
        assert.deepEqual(objects, []);
      }
      const offset = clock.measured(space.endpoint) ?? Number.NaN;
      assert.ok(Math.abs(offset + minutes * minute) < MEASURED_MS, `${offset}`);
    });
  }

  it('HEAD, refused for its time without a word, is sent again by the right time', async () => {
    const space = await freshSpace();
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: 'a', Body: 'x' }));
    const { store } = realStore(space.keys, () => Date.now() - 20 * minute);
    assert.equal((await store.headObject(connectionTo(space), space.bucket, 'a', never)).size, 1);
  });
});

describe('testing a connection to Ceph', function () {
  this.timeout(60_000);

  it("lists the owner's Spaces and measures the clock", async () => {
    const ceph = await useCeph();
    const keys = await ceph.createUser({ uid: `owner-${randomBytes(4).toString('hex')}` });
    const { bucket } = await freshSpace(keys);
    const { tester } = realStore(keys, () => Date.now() - 20 * 60_000);
    const { ok, spaces, clockSkewMs = 0 } = await tester.test(connectionTo(ceph), keys, never);
    assert.deepEqual([ok, spaces], [true, [bucket]]);
    assert.ok(Math.abs(clockSkewMs - 20 * 60_000) < MEASURED_MS);
  });

  it('says so when the key may not list Spaces, and tries the named ones', async () => {
    const ceph = await useCeph();
    const uid = `limited-${randomBytes(4).toString('hex')}`;
    const keys = await ceph.createUser({ uid });
    const { bucket } = await freshSpace(keys);
    await denyUser(ceph, uid, ['s3:ListAllMyBuckets']);
    const { tester, store } = realStore(keys);
    const test = (spaces?: string[]) => tester.test(connectionTo(ceph, { spaces }), keys, never);

    const unnamed = await test();
    assert.ok(unnamed.error instanceof SpacesError);
    assert.equal(unnamed.error.code, 'noListBuckets');
    assert.equal((await refusal(store.listSpaces(connectionTo(ceph), never))).code, 'noListBuckets');

    const named = await test([bucket]);
    assert.deepEqual([named.ok, named.spaces], [true, [bucket]]);

    const other = await freshSpace();
    const mixed = await test([bucket, other.bucket, 'no-such-space-1']);
    assert.equal(mixed.ok, false);
    assert.match(
      mixed.error?.message ?? '',
      new RegExp(`Space: ${other.bucket}\\. Further.*: no-such-space-1$`),
    );
  });

  it('says what is wrong with the keys', async () => {
    const ceph = await useCeph();
    const cases: readonly (readonly [KeyPair, ErrorCode])[] = [
      [{ ...ceph.admin, accessKeyId: 'NOSUCHKEY' }, 'wrongKey'],
      [{ ...ceph.admin, secretAccessKey: 'wrong' }, 'wrongSecret'],
    ];
    for (const [keys, code] of cases) {
      const { ok, error } = await realStore(keys).tester.test(connectionTo(ceph), keys, never);
      assert.equal(ok, false);
      assert.ok(error instanceof SpacesError);
      assert.equal(error.code, code);
    }
  });
});
