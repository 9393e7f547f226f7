// Copies on a real gateway: what they have, what they refuse, and what is left where they fail.
import assert from 'node:assert/strict';
import {
  GetObjectAclCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { linkProblem } from '../../src/core/keyRules.ts';
import type { CopySource } from '../../src/core/manage/copier.ts';
import { createObjectBytes } from '../../src/s3/bytes.ts';
import { createCopier } from '../../src/s3/copy.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, keysIn, type TestSpace } from '../support/cephForTests.ts';
import { DRESSED, lookOf } from '../support/lookOf.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { connectionTo, realStore } from '../support/realStore.ts';
import type { KeyPair } from '../support/signedFetch.ts';

const { signal } = new AbortController();

describe('copies on the real gateway', () => {
  let space: TestSpace;
  const at = (key: string, own = space) => ({
    connection: connectionTo(own, { id: own.keys.accessKeyId.padEnd(10, 'x').slice(0, 10).toLowerCase() }),
    space: own.bucket,
    key,
  });
  const put = async (Key: string, more: object = {}): Promise<CopySource> => {
    const Body = 'hello';
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body, ...more }));
    return sourceOf(Key);
  };
  const sourceOf = async (key: string): Promise<CopySource> => {
    const { Contents = [] } = await space.client.send(
      new ListObjectsV2Command({ Bucket: space.bucket, Prefix: key }),
    );
    const found = Contents.find(({ Key }) => Key === key);
    return { ...at(key), size: found?.Size ?? 0, etag: (found?.ETag ?? '').replaceAll('"', '') };
  };
  const copierOf = (keys: KeyPair = space.keys, sizes = {}) => {
    const { reads, bytes } = realStore(keys);
    return createCopier({ ...reads, bytes, sizes });
  };

  beforeEach(async () => {
    space = await freshSpace();
  });

  for (const [how, sizes] of [
    ['in one request', {}],
    ['in parts, as over 5 GiB', { largestCopy: 3, copiedPart: 5 * 1024 ** 2 }],
  ] as const) {
    it(`copies headers, metadata, tags and access ${how}`, async () => {
      const source = await put('a b', { ...DRESSED, Body: 'x'.repeat(11 * 1024 ** 2) });
      await space.client.send(
        new PutObjectAclCommand({ Bucket: space.bucket, Key: 'a b', ACL: 'public-read' }),
      );
      const key = 'dir/ü?#%2F +';
      await copierOf(space.keys, sizes).copy(source, at(key), { isNew: true }, signal);
      assert.deepEqual(
        await lookOf(space.client, space.bucket, key),
        await lookOf(space.client, space.bucket, 'a b'),
      );
    });
  }

  it('over 5 GiB, a key that the server would misread goes through here', async () => {
    const source = await put('50% or ?', { ...DRESSED, Body: 'content' });
    await copierOf(space.keys, { largestCopy: 3 }).copy(source, at('to'), { isNew: true }, signal);
    const there = await lookOf(space.client, space.bucket, 'to');
    assert.deepEqual(there, await lookOf(space.client, space.bucket, '50% or ?'));
  });

  it('fault 15: the copy source is percent-encoded, whatever the key is', async () => {
    const odd = coreKeys.filter((key) => linkProblem(key) === undefined && key.length < 900);
    for (const key of odd) {
      const source = await put(key, { Body: key });
      await copierOf().copy(source, at('copy'), { isNew: false }, signal);
      const { Body } = await space.client.send(new GetObjectCommand({ Bucket: space.bucket, Key: 'copy' }));
      assert.equal(await Body?.transformToString(), key);
    }
    assert.ok(odd.length > 50, String(odd.length));
  });

  it('fault 16: a copy onto itself is refused, and the object stays', async () => {
    const source = await put('a');
    await assert.rejects(copierOf().copy(source, at('a'), { isNew: false }, signal), {
      code: 'badArguments',
    });
    assert.equal((await sourceOf('a')).etag, source.etag);
  });

  it('grants to single users are kept', async () => {
    const source = await put('a');
    const admin = new CephAdmin(space);
    const uid = `u${space.bucket}`;
    await admin.createUser({ uid });
    await space.client.send(
      new PutObjectAclCommand({
        Bucket: space.bucket,
        Key: 'a',
        GrantRead: `id="${uid}"`,
        GrantFullControl: `id="${await ownerOf()}"`,
      }),
    );
    await copierOf().copy(source, at('b'), { isNew: true }, signal);
    assert.deepEqual(
      await lookOf(space.client, space.bucket, 'b'),
      await lookOf(space.client, space.bucket, 'a'),
    );
  });

  async function ownerOf() {
    const { Owner } = await space.client.send(new GetObjectAclCommand({ Bucket: space.bucket, Key: 'a' }));
    return Owner?.ID ?? '';
  }

  it('nothing is copied onto what is there unless told, nor what was changed, nor what is not there', async () => {
    const source = await put('a');
    await put('b', { Body: 'other' });
    await assert.rejects(copierOf().copy(source, at('b'), { isNew: true }, signal), { code: 'exists' });
    await put('a', { Body: 'newer' });
    await assert.rejects(copierOf().copy(source, at('c'), { isNew: true }, signal), { code: 'changed' });
    await assert.rejects(copierOf().copy({ ...source, key: 'none' }, at('c'), { isNew: true }, signal), {
      code: 'noSuchObject',
    });
    assert.deepEqual(await keysIn(space), ['a', 'b']);
    await copierOf().copy(await sourceOf('a'), at('b'), { isNew: false }, signal);
    assert.equal((await sourceOf('b')).etag, (await sourceOf('a')).etag);
  });

  describe('between two users', () => {
    let other: TestSpace;
    const through = { sentPart: 5 * 1024 ** 2 };

    beforeEach(async () => {
      other = await freshSpace(await new CephAdmin(space).createUser({ uid: `v${space.bucket}` }));
    });

    /** Both ends with their own keys. */
    const between = (sizes = {}) => {
      const { reads } = realStore(space.keys);
      const credentials = async (connection: { readonly id: string }) =>
        ({
          state: 'ok',
          credentials: connection.id === at('').connection.id ? space.keys : other.keys,
        }) as const;
      const deps = { ...reads, connections: { credentials } };
      return { deps, sizes };
    };

    for (const size of [0, 1, 5 * 1024 ** 2 - 1, 5 * 1024 ** 2, 5 * 1024 ** 2 + 1, 11 * 1024 ** 2]) {
      it(`goes through here where the one may not read the other: ${size} bytes`, async () => {
        const source = await put('ü/a', { ...DRESSED, Body: 'x'.repeat(size), ACL: 'public-read' });
        const { deps, sizes } = between(through);
        const copier = createCopier({ ...deps, bytes: createObjectBytes(deps), sizes });
        await copier.copy(source, at('b', other), { isNew: true }, signal);
        const [a, b] = await Promise.all([
          lookOf(space.client, space.bucket, 'ü/a'),
          lookOf(other.client, other.bucket, 'b'),
        ]);
        assert.deepEqual({ ...b, grants: undefined }, { ...a, grants: undefined });
        const isPublic = (grants: readonly string[] = []) =>
          grants.some((grant) => grant.endsWith('AllUsers READ'));
        assert.deepEqual([isPublic(a?.grants), isPublic(b?.grants)], [true, true]);
      });
    }

    it('is done by the server where it may', async () => {
      const source = await put('a', { ACL: 'public-read', ...DRESSED });
      await space.client.send(
        new PutBucketPolicyCommand({
          Bucket: space.bucket,
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: ['s3:GetObject'],
                Resource: [`arn:aws:s3:::${space.bucket}/*`],
              },
            ],
          }),
        }),
      );
      const { deps } = between();
      const copier = createCopier({ ...deps, bytes: {} as never });
      await copier.copy(source, at('b', other), { isNew: true }, signal);
      const b = await lookOf(other.client, other.bucket, 'b');
      assert.equal(b?.tags, '[["team","blue"],["x","ü"]]');
    });
  });
});
