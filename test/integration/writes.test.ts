// What revoking does to a real gateway: copies that leave nothing out, deletions, and who may write.
import assert from 'node:assert/strict';
import {
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, keysIn, type TestSpace } from '../support/cephForTests.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { connectionTo, realStore } from '../support/realStore.ts';
import type { KeyPair } from '../support/signedFetch.ts';

const { signal } = new AbortController();

describe('writes on the real gateway', () => {
  let space: TestSpace;
  const at = (key: string) => ({ connection: connectionTo(space), space: space.bucket, key });
  const writerOf = (keys: KeyPair = space.keys) => realStore(keys).writer;
  const put = (Key: string, more: object = {}) =>
    space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: 'hello', ...more }));

  beforeEach(async () => {
    space = await freshSpace();
  });

  it('a copy has the content, headers, metadata, tags and access rights', async () => {
    await put('a b', {
      ContentType: 'image/png; x=1',
      CacheControl: 'max-age=5',
      ContentDisposition: 'inline',
      ContentEncoding: 'identity',
      Metadata: { colour: 'red' },
      Tagging: 'team=blue',
    });
    await space.client.send(
      new PutObjectAclCommand({ Bucket: space.bucket, Key: 'a b', ACL: 'public-read' }),
    );
    await writerOf().copy(at('a b'), 'dir/ü?#%2F', signal);
    const answer = await fetch(`${space.endpoint}/${space.bucket}/${encodeURIComponent('dir/ü?#%2F')}`);
    assert.deepEqual(
      [answer.status, await answer.text(), answer.headers.get('content-type')],
      [200, 'hello', 'image/png; x=1'],
    );
    assert.equal(answer.headers.get('cache-control'), 'max-age=5');
    assert.equal(answer.headers.get('content-disposition'), 'inline');
    assert.equal(answer.headers.get('x-amz-meta-colour'), 'red');
    const { TagSet } = await space.client.send(
      new GetObjectTaggingCommand({ Bucket: space.bucket, Key: 'dir/ü?#%2F' }),
    );
    assert.deepEqual(TagSet, [{ Key: 'team', Value: 'blue' }]);
  });

  it('a copy of a private object is private', async () => {
    await put('a');
    await writerOf().copy(at('a'), 'b', signal);
    assert.equal((await fetch(`${space.endpoint}/${space.bucket}/b`)).status, 403);
  });

  it('nothing is copied onto what is there, nor from what is not', async () => {
    await put('a');
    await put('b', { Body: 'other' });
    await assert.rejects(writerOf().copy(at('a'), 'b', signal), /object with this key already: b/);
    await assert.rejects(writerOf().copy(at('none'), 'c', signal), { code: 'noSuchObject' });
    assert.deepEqual(await keysIn(space), ['a', 'b']);
    const answer = await space.client.send(new ListObjectsV2Command({ Bucket: space.bucket, Prefix: 'b' }));
    assert.equal(answer.Contents?.[0]?.Size, 5);
  });

  it('odd keys are copied and removed', async () => {
    const odd = coreKeys.filter((key) => !key.split('/').some((part) => part === '.' || part === '..'));
    for (const key of odd.slice(0, 12)) {
      await put(key);
      await writerOf().copy(at(key), `copy of/${key}`.slice(0, 500), signal);
      await writerOf().remove(at(key), signal);
      await writerOf().remove(at(`copy of/${key}`.slice(0, 500)), signal);
    }
    assert.deepEqual(await keysIn(space), []);
  });

  it('removes an object, and is content where there is none', async () => {
    await put('a');
    await writerOf().remove(at('a'), signal);
    await writerOf().remove(at('a'), signal);
    assert.deepEqual(await keysIn(space), []);
  });

  it('knows whether older versions stay', async () => {
    assert.equal(await writerOf().keepsVersions(at(''), signal), false);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await space.client.send(
      new PutBucketVersioningCommand({ Bucket: space.bucket, VersioningConfiguration }),
    );
    assert.equal(await writerOf().keepsVersions(at(''), signal), true);
  });

  const allowing = (uid: string, Action: readonly string[]) => ({
    Effect: 'Allow',
    Principal: { AWS: [`arn:aws:iam:::user/${uid}`] },
    Action,
    Resource: [`arn:aws:s3:::${space.bucket}`, `arn:aws:s3:::${space.bucket}/*`],
  });

  it('tells whether a key pair may write, and changes nothing', async () => {
    const admin = new CephAdmin(space);
    const uid = `u${space.bucket}`;
    const [reader, masked, stranger] = await Promise.all([
      admin.createUser({ uid: `${uid}r` }),
      admin.createUser({ uid: `${uid}m`, readOnly: true }),
      admin.createUser({ uid: `${uid}s` }),
    ]);
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [allowing(`${uid}r`, ['s3:GetObject', 's3:ListBucket']), allowing(`${uid}m`, ['s3:*'])],
    });
    await space.client.send(new PutBucketPolicyCommand({ Bucket: space.bucket, Policy }));
    const answers = await Promise.all(
      [space.keys, reader, masked, stranger].map((pair) => writerOf(pair).mayWrite(at('new/ü.txt'), signal)),
    );
    assert.deepEqual(answers, [true, false, false, false]);
    assert.deepEqual(await keysIn(space), []);
    await assert.rejects(writerOf(reader).remove(at('a'), signal), {
      code: 'accessDenied',
      message: /may not change objects/,
    });
    await assert.rejects(writerOf({ ...space.keys, secretAccessKey: 'wrong' }).mayWrite(at('a'), signal), {
      code: 'wrongSecret',
    });
  });
});
