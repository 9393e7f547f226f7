import assert from 'node:assert/strict';
import { DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { SigningTarget } from '../../src/core/connection.ts';
import type { ObjectVersion } from '../../src/core/ports.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { createClockOffsets } from '../../src/s3/clock.ts';
import { createSend } from '../../src/s3/request.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { listVersions } from '../../src/s3/versions.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

const never = new AbortController().signal;

describe('versions of the objects of Ceph', () => {
  let space: TestSpace;
  before(async () => {
    space = await freshSpace();
    await put('old', 'as it was');
    await space.client.send(
      new PutBucketVersioningCommand({
        Bucket: space.bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    for (const body of ['1', '22', '333']) await put('a', body);
    await space.client.send(new DeleteObjectCommand({ Bucket: space.bucket, Key: 'a' }));
    await put('a', '55555');
    await put('a b+%漢\u0001', '666666');
    await put('old', 'again');
  });

  const put = (Key: string, Body: string) =>
    space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body }));
  const versionsOf = (key: string) =>
    realStore(space.keys).store.listVersions(connectionTo(space), space.bucket, key, never);
  const said = (versions: readonly ObjectVersion[]) =>
    versions.map(({ size, isDeleted, isLatest }) => [isDeleted ? 'deleted' : size, isLatest]);

  const ofA = [
    [5, true],
    ['deleted', false],
    [3, false],
    [2, false],
    [1, false],
  ];

  it('are told newest first, with their sizes and deletions, and none of another key', async () => {
    const versions = await versionsOf('a');
    assert.deepEqual(said(versions), ofA);
    assert.equal(new Set(versions.map(({ versionId }) => versionId)).size, 5);
    const times = versions.map(({ lastModified }) => lastModified);
    assert.deepEqual(
      times,
      [...times].sort((x, y) => y - x),
    );
    assert.ok(Math.abs((times[0] ?? 0) - Date.now()) < 60_000);
  });

  it('are there for a key that XML can not carry, and none for one that is not there', async () => {
    assert.deepEqual(said(await versionsOf('a b+%漢\u0001')), [[6, true]]);
    assert.deepEqual(await versionsOf('nope'), []);
  });

  it('one from before the Space kept versions has the id "null"', async () => {
    assert.deepEqual(
      (await versionsOf('old')).map(({ versionId }) => versionId === 'null'),
      [false, true],
    );
  });

  for (const pageSize of [1, 2, 3, 4, 5]) {
    it(`page by ${pageSize}`, async () => {
      const send = createSend({
        fetch: globalThis.fetch,
        signer: createSigner(nodeHashing),
        now: Date.now,
        clock: createClockOffsets(),
        random: Math.random,
      });
      const { endpoint, region, keys, bucket } = space;
      const target: SigningTarget = { endpoint, region, addressing: 'path', credentials: keys };
      const request = { space: bucket, key: 'a', signal: never, pageSize };
      assert.deepEqual(said(await listVersions(send, target, request)), ofA);
    });
  }
});
