// What a key may not do is found out, shown and greyed: with real users and policies of the real gateway.
import assert from 'node:assert/strict';
import { PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { denyUser } from '../support/userPolicy.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

describe('keys of real users with few rights', function () {
  this.timeout(60_000);
  let space: TestSpace;
  let session: Session;
  let caller: Caller;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    space = await freshSpace();
    for (const Key of ['a.txt', 'team/b.txt'])
      await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: 'hello' }));
    const uid = (name: string) => `${name}-${space.bucket}`;
    const keys = {
      Reader: await space.createUser({ uid: uid('reader'), readOnly: true }),
      Single: await space.createUser({ uid: uid('single') }),
      Keeper: await space.createUser({ uid: uid('keeper') }),
    };
    for (const name of ['single', 'keeper']) await denyUser(space, uid(name), ['s3:ListAllMyBuckets']);
    const bucket = `arn:aws:s3:::${space.bucket}`;
    const allow = (name: string, Action: readonly string[]) => ({
      ...{ Effect: 'Allow', Action, Resource: [bucket, `${bucket}/*`] },
      Principal: { AWS: [`arn:aws:iam:::user/${uid(name)}`] },
    });
    const Statement = [
      ...[allow('reader', ['s3:*']), allow('single', ['s3:*'])],
      allow('keeper', ['s3:GetObject', 's3:PutObject', 's3:ListBucket']),
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await space.client.send(new PutBucketPolicyCommand({ Bucket: space.bucket, Policy }));
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    const place = { provider: 'custom', endpoint: space.endpoint, region: space.region, addressing: 'path' };
    for (const [name, { accessKeyId, secretAccessKey }] of Object.entries(keys)) {
      await caller.call('addConnection', { name, ...place, accessKeyId, secretAccessKey, test: false });
      await caller.call('addSpace', { connection: name, space: space.bucket });
    }
    tree = await session.workbench.view('Spaces');
  });
  screenshotFailures(() => session);
  after(() => session?.close());

  const greyed = async (label: string) => {
    const menu = await tree.menuOf(label);
    const titles = await menu.greyed();
    await session.workbench.screenshot(`rights-greyed-${label}`);
    await menu.escape();
    return titles;
  };
  const described = (label: string, words: string) =>
    eventually(async () =>
      (await tree.rows()).some((row) => row.label === label && row.description.includes(words)),
    );

  it('a user that may only read: said on its connection, and what changes is greyed with the reason', async () => {
    await tree.expand('Reader');
    await tree.expand(space.bucket);
    await described('Reader', 'read-only key');
    const ofObject = await greyed('a.txt');
    for (const title of ['Delete', 'Rename…', 'Cut']) assert.ok(ofObject.includes(title), ofObject.join());
    assert.ok(!ofObject.includes('Copy Signed URL…') && !ofObject.includes('Download…'), ofObject.join());
    assert.match(await tree.tooltip(space.bucket), /This access key may not change objects/);
    await session.workbench.screenshot('rights-reader');
    await tree.collapse('Reader');
  });

  it('a key of one Space: said that it may not list Spaces, and nothing in it is greyed', async () => {
    await tree.expand('Single');
    await tree.expand(space.bucket);
    await described('Single', 'key may not list Spaces');
    const ofObject = await greyed('a.txt');
    assert.ok(!ofObject.includes('Delete') && !ofObject.includes('Rename…'), ofObject.join());
    await session.workbench.screenshot('rights-single');
    await tree.collapse('Single');
  });

  it('a key that may not delete: greyed once a deletion was refused, and nothing else', async () => {
    const { notifications } = session.workbench;
    await tree.expand('Keeper');
    await tree.expand(space.bucket);
    await tree.expectRow('a.txt');
    assert.ok(!(await greyed('a.txt')).includes('Delete'));
    const refused = { connection: 'Keeper', space: space.bucket, key: 'a.txt', confirmed: true };
    assert.deepEqual(await caller.call('delete', refused), { deleted: 0, failed: 1 });
    await notifications.clear();
    await described(space.bucket, 'key may not delete');
    const ofObject = await greyed('a.txt');
    for (const title of ['Delete', 'Rename…', 'Cut']) assert.ok(ofObject.includes(title), ofObject.join());
    assert.ok(!ofObject.includes('Copy'), ofObject.join());
    assert.match(await tree.tooltip(space.bucket), /This access key may not delete objects/);
    await session.workbench.screenshot('rights-keeper');
  });
});
