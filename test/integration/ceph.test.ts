import assert from 'node:assert/strict';
import {
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { freshSpace, sdkClient, type TestSpace } from '../support/cephForTests.ts';
import { signedFetch } from '../support/signedFetch.ts';

describe('the real gateway', () => {
  let space: TestSpace;
  const key = 'folder/ä b+c.txt';

  before(async () => {
    space = await freshSpace();
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: key, Body: 'hello' }));
  });

  const link = (expiresIn: number, signingDate = new Date()) =>
    getSignedUrl(space.client, new GetObjectCommand({ Bucket: space.bucket, Key: key }), {
      expiresIn,
      signingDate,
    });

  it('lists what was put', async () => {
    const page = await space.client.send(new ListObjectsV2Command({ Bucket: space.bucket }));
    assert.deepEqual(
      page.Contents?.map((object) => [object.Key, object.Size]),
      [[key, 5]],
    );
  });

  it('serves a signed URL', async () => {
    assert.equal(await (await fetch(await link(60))).text(), 'hello');
  });

  it('refuses a signed URL after its end', async () => {
    const answer = await fetch(await link(60, new Date(Date.now() - 61_000)));
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /<Code>AccessDenied<\/Code>/);
  });

  it('refuses a request without a signature', async () => {
    const answer = await fetch(`${space.endpoint}/${space.bucket}/${encodeURI(key)}`);
    assert.equal(answer.status, 403);
  });

  it('answers on virtual-hosted names', async () => {
    const port = new URL(space.endpoint).port;
    const answer = await signedFetch(
      `http://${space.bucket}.localhost:${port}/?list-type=2&prefix=folder/`,
      space.keys,
    );
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /<KeyCount>1<\/KeyCount>/);
  });

  it('gives users keys of their own, and takes them away', async () => {
    const bob = await space.createUser({ uid: `bob-${space.bucket}` });
    const client = sdkClient(space, bob);
    const list = () => client.send(new ListObjectsV2Command({ Bucket: space.bucket }));
    await assert.rejects(list(), { name: 'AccessDenied' });
    await space.client.send(
      new PutBucketPolicyCommand({ Bucket: space.bucket, Policy: allowAll(`bob-${space.bucket}`) }),
    );
    assert.equal((await list()).KeyCount, 1);

    const second = await space.createKey(`bob-${space.bucket}`);
    const other = sdkClient(space, second);
    await other.send(new ListBucketsCommand({}));
    await space.removeKey(`bob-${space.bucket}`, second.accessKeyId);
    await assert.rejects(other.send(new ListBucketsCommand({})), { name: 'InvalidAccessKeyId' });
    await client.send(new ListBucketsCommand({}));
  });

  it('has users who can only read', async () => {
    const uid = `reader-${space.bucket}`;
    const client = sdkClient(space, await space.createUser({ uid, readOnly: true }));
    await space.client.send(new PutBucketPolicyCommand({ Bucket: space.bucket, Policy: allowAll(uid) }));
    const got = await client.send(new GetObjectCommand({ Bucket: space.bucket, Key: key }));
    assert.equal(await got.Body?.transformToString(), 'hello');
    const put = new PutObjectCommand({ Bucket: space.bucket, Key: 'new', Body: 'x' });
    await assert.rejects(client.send(put), { name: 'AccessDenied' });
  });

  function allowAll(uid: string): string {
    const Resource = [`arn:aws:s3:::${space.bucket}`, `arn:aws:s3:::${space.bucket}/*`];
    const Principal = { AWS: [`arn:aws:iam:::user/${uid}`] };
    return JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Principal, Resource }],
    });
  }
});
