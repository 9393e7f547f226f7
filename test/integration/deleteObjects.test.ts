// Deletions on a real gateway: many at once, odd keys, versions, and what may not be deleted.
import assert from 'node:assert/strict';
import {
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Doomed, Removed } from '../../src/core/manage/deleter.ts';
import { createDeleter } from '../../src/s3/delete.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, keysIn, type TestSpace } from '../support/cephForTests.ts';
import { byCategory, coreKeys } from '../support/oddKeys.ts';
import { connectionTo, realStore } from '../support/realStore.ts';
import type { KeyPair } from '../support/signedFetch.ts';

const { signal } = new AbortController();

describe('deletions on the real gateway', () => {
  let space: TestSpace;
  const put = (Key: string) =>
    space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: 'x' }));
  const remove = async (
    doomed: readonly Doomed[],
    options: { keys?: KeyPair; batchSize?: number; wantsMarkers?: boolean } = {},
  ) => {
    const { reads } = realStore(options.keys ?? space.keys);
    const all = {
      deleted: [] as Doomed[],
      markers: [] as Doomed[],
      failed: [] as Removed['failed'][number][],
    };
    const onRemoved = (removed: Removed) => {
      all.deleted.push(...removed.deleted);
      all.markers.push(...removed.markers);
      all.failed.push(...removed.failed);
    };
    const at = { connection: connectionTo(space), space: space.bucket };
    const deleter = createDeleter({
      ...reads,
      ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
    });
    await deleter.remove(at, doomed, { wantsMarkers: options.wantsMarkers, onRemoved }, signal);
    return all;
  };
  const named = (...names: readonly string[]) => names.map((key) => ({ key }));

  beforeEach(async () => {
    space = await freshSpace();
  });

  it('deletes keys of every shape, together and alone, and no other', async () => {
    const odd = [
      ...new Set([
        ...coreKeys,
        ...Object.values(byCategory).flatMap((each) => [...each].map((c) => `k${c}k`)),
      ]),
    ];
    const { bytes } = realStore(space.keys);
    const at = { connection: connectionTo(space), space: space.bucket };
    const isDotted = (key: string) => key.split('/').some((part) => part === '.' || part === '..');
    for (const key of odd) {
      if (isDotted(key)) await put(key);
      else await bytes.write({ ...at, key }, new Uint8Array(1), {}, signal);
    }
    await put('kept');
    const there = (await keysIn(space)).length;
    const some = await remove(named(...odd.slice(0, 5)));
    const rest = await remove(named(...odd.slice(5)), { batchSize: 40 });
    assert.deepEqual([...some.failed, ...rest.failed], []);
    assert.equal(some.deleted.length + rest.deleted.length, odd.length);
    assert.deepEqual(await keysIn(space), ['kept'], `of ${there}`);
  });

  it('is content with what is not there', async () => {
    await put('a');
    const { deleted, failed } = await remove(named('a', 'none', 'a/b/../c'));
    assert.deepEqual([deleted.length, failed], [3, []]);
    assert.deepEqual(await keysIn(space), []);
  });

  it('tells of the delete markers, and without those the objects are back', async () => {
    await space.client.send(
      new PutBucketVersioningCommand({
        Bucket: space.bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    for (const key of ['a', 'b', 'ü &\r\n']) await put(key);
    const together = await remove(named('a', 'ü &\r\n'), { wantsMarkers: true });
    const alone = await remove(named('b'), { wantsMarkers: true });
    assert.deepEqual(await keysIn(space), []);
    const markers = [...together.markers, ...alone.markers];
    assert.equal(markers.length, 3);
    const undone = await remove(markers);
    assert.deepEqual([undone.deleted.length, undone.markers, undone.failed], [3, [], []]);
    assert.equal((await keysIn(space)).length, 3);
    const { DeleteMarkers, Versions } = await space.client.send(
      new ListObjectVersionsCommand({ Bucket: space.bucket }),
    );
    assert.deepEqual([DeleteMarkers, Versions?.length], [undefined, 3]);
  });

  it('names those that may not be deleted, and deletes the others', async () => {
    for (const key of ['a/1', 'a/2', 'b/1']) await put(key);
    const admin = new CephAdmin(space);
    const uid = `w${space.bucket}`;
    const writer = await admin.createUser({ uid });
    const allow = (Action: string, path: string) => ({
      Effect: 'Allow',
      Principal: { AWS: [`arn:aws:iam:::user/${uid}`] },
      Action: [Action],
      Resource: [`arn:aws:s3:::${space.bucket}${path}`],
    });
    const Statement = [allow('s3:ListBucket', ''), allow('s3:DeleteObject', '/a/*')];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await space.client.send(new PutBucketPolicyCommand({ Bucket: space.bucket, Policy }));
    const { deleted, failed } = await remove(named('a/1', 'b/1', 'a/2'), { keys: writer });
    assert.deepEqual(deleted.map(({ key }) => key).sort(), ['a/1', 'a/2']);
    assert.deepEqual(
      failed.map(({ key, error }) => [key, error.code]),
      [['b/1', 'accessDenied']],
    );
    assert.deepEqual(await keysIn(space), ['b/1']);
  });
});
