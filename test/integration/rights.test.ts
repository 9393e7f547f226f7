// What key pairs of real users, with real policies, are found to be able to do; and that finding out changes nothing.
import assert from 'node:assert/strict';
import {
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { checkAccess } from '../../src/commands/spaces/checkAccess.ts';
import type { PrefixTarget } from '../../src/core/target.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { type SpaceFlows, spaceFlows } from '../support/spaceFlows.ts';
import { denyUser } from '../support/userPolicy.ts';

const { signal } = new AbortController();

type Name = 'reader' | 'masked' | 'keeper' | 'single' | 'prefixed' | 'dropper' | 'stranger';

describe('what a key may do, on the real gateway', () => {
  let space: TestSpace;
  let keys: Record<Name, KeyPair>;

  before(async () => {
    space = await freshSpace();
    for (const Key of ['a.txt', 'team/b.txt'])
      await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: 'hello' }));
    const uid = (name: string) => `${name}-${space.bucket}`;
    const user = (name: Name, more = {}) => space.createUser({ uid: uid(name), ...more });
    const [reader, masked, keeper, single, prefixed, dropper, stranger] = await Promise.all([
      user('reader'),
      user('masked', { readOnly: true }),
      user('keeper'),
      user('single'),
      user('prefixed'),
      user('dropper'),
      user('stranger'),
    ]);
    keys = { reader, masked, keeper, single, prefixed, dropper, stranger };
    await denyUser(space, uid('single'), ['s3:ListAllMyBuckets']);
    const bucket = `arn:aws:s3:::${space.bucket}`;
    const allow = (name: Name, Action: readonly string[], more: object = {}) => ({
      Effect: 'Allow',
      Principal: { AWS: [`arn:aws:iam:::user/${uid(name)}`] },
      Action,
      Resource: [bucket, `${bucket}/*`],
      ...more,
    });
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        allow('reader', ['s3:GetObject', 's3:ListBucket']),
        allow('masked', ['s3:*']),
        allow('keeper', ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:GetBucketVersioning']),
        allow('single', ['s3:*']),
        allow('dropper', ['s3:PutObject']),
        allow('prefixed', ['s3:ListBucket'], { Condition: { StringLike: { 's3:prefix': 'team/*' } } }),
        allow('prefixed', ['s3:GetObject', 's3:PutObject'], { Resource: [`${bucket}/team/*`] }),
      ],
    });
    await space.client.send(new PutBucketPolicyCommand({ Bucket: space.bucket, Policy }));
  });

  const flowsOf = (pair: KeyPair) => spaceFlows(space, pair);
  const at = ({ connection }: SpaceFlows, prefix = ''): PrefixTarget => ({
    connection,
    space: space.bucket,
    prefix,
  });

  /** Opens a folder as the tree does, and waits for what is found out beside it. */
  const open = async (flows: SpaceFlows, prefix = '') => {
    const browse = flows.reads.listPage(flows.connection, space.bucket, { prefix, delimiter: '/' }, signal);
    const found = Promise.withResolvers<void>();
    const watch = setInterval(() => {
      if (flows.rights.at(at(flows, prefix)).write !== undefined) found.resolve();
    }, 20);
    await browse;
    await found.promise;
    clearInterval(watch);
    return flows.rights.at(at(flows, prefix));
  };

  const cases: readonly (readonly [Name | 'owner', string, object, boolean])[] = [
    ['owner', 'all', { list: true, read: true, write: true, delete: true }, true],
    // Which may not see whether the Space keeps versions, so it is not asked.
    ['reader', 'a policy to read', { list: true, read: true, write: false, delete: null }, true],
    ['masked', 'a user that may only read', { list: true, read: true, write: false, delete: false }, true],
    ['keeper', 'all but to delete', { list: true, read: true, write: true, delete: false }, true],
    ['single', 'one Space alone', { list: true, read: true, write: true, delete: true }, false],
    ['prefixed', 'one folder alone', { list: false, read: null, write: false, delete: null }, true],
    ['dropper', 'only uploads', { list: false, read: null, write: true, delete: null }, true],
    ['stranger', 'nothing', { list: false, read: null, write: false, delete: null }, true],
  ];
  for (const [name, what, access, listSpaces] of cases) {
    it(`is found out: ${what} (${name})`, async () => {
      const flows = flowsOf(name === 'owner' ? space.keys : keys[name]);
      const report = await checkAccess(flows, flows.connection, space.bucket, signal);
      assert.deepEqual(report, { listSpaces, spaces: { [space.bucket]: access } });
      assert.equal(flows.rights.mayListSpaces(flows.connection), listSpaces);
    });
  }

  it('changes nothing', async () => {
    const { Versions = [], DeleteMarkers = [] } = await space.client.send(
      new ListObjectVersionsCommand({ Bucket: space.bucket }),
    );
    assert.deepEqual(
      [...Versions, ...DeleteMarkers].map(({ Key }) => Key),
      ['a.txt', 'team/b.txt'],
    );
    const { Uploads = [] } = await space.client.send(
      new ListMultipartUploadsCommand({ Bucket: space.bucket }),
    );
    assert.deepEqual(Uploads, []);
  });

  it('a deletion that is refused is learnt, until one is allowed', async () => {
    const flows = flowsOf(keys.keeper);
    const remove = async ({ deleter, connection }: SpaceFlows, ...doomed: readonly string[]) => {
      const options = { onRemoved: () => undefined };
      const all = doomed.map((key) => ({ key }));
      await deleter.remove({ connection, space: space.bucket }, all, options, signal).catch(() => undefined);
    };
    await remove(flows, 'team/b.txt', 'team/c.txt');
    assert.deepEqual(flows.rights.at(at(flows, 'team/')), { delete: false });
    assert.deepEqual(flows.rights.at(at(flows)), {});
    await flows.store.save(flows.connection, space.keys);
    await remove(flows, 'team/never was');
    assert.deepEqual(flows.rights.at(at(flows, 'team/')), { delete: true });
  });

  it('no deletion is tried where it would leave a mark, or where nothing may change', async () => {
    const own = await freshSpace();
    const flows = spaceFlows(own, own.keys);
    const there = { connection: flows.connection, space: own.bucket, prefix: '' };
    assert.equal(await flows.mayDelete(there, signal), true);
    const readOnly = { ...there, connection: { ...there.connection, readOnly: true } };
    assert.equal(await flows.mayDelete(readOnly, signal), undefined);
    for (const isEnabled of [true, false]) {
      await flows.control.setVersioning(there, isEnabled, signal);
      assert.equal(await flows.mayDelete(there, signal), undefined);
    }
    const { DeleteMarkers = [] } = await own.client.send(
      new ListObjectVersionsCommand({ Bucket: own.bucket }),
    );
    assert.deepEqual(DeleteMarkers, []);
    const nowhere = { ...there, space: 'nope-nope' };
    await assert.rejects(flows.mayDelete(nowhere, signal), { code: 'noSuchSpace' });
  });

  it('who opens a Space learns beside it whether the key may write', async () => {
    assert.deepEqual(await open(flowsOf(keys.masked)), { list: true, write: false });
    assert.deepEqual(await open(flowsOf(space.keys)), { list: true, write: true });
  });

  it('what a key may not do in a Space it may in a folder', async () => {
    const flows = flowsOf(keys.prefixed);
    await assert.rejects(flows.reads.listPage(flows.connection, space.bucket, { prefix: '' }, signal), {
      code: 'accessDenied',
    });
    assert.equal(flows.rights.at(at(flows)).list, false);
    await checkAccess(flows, flows.connection, space.bucket, signal);
    assert.deepEqual(flows.rights.at(at(flows, 'team/')), { list: false, write: false });
    const inTeam = async () => {
      await flows.reads.listPage(flows.connection, space.bucket, { prefix: 'team/', delimiter: '/' }, signal);
      return flows.mayWrite(at(flows, 'team/'), signal);
    };
    assert.equal(await inTeam(), true);
    assert.equal(flows.rights.at(at(flows, 'team/')).list, true);
    assert.equal(flows.rights.at(at(flows, 'other/')).list, false);
  });

  it('another key pair is not known by what the first one could', async () => {
    const flows = flowsOf(keys.masked);
    await open(flows);
    await flows.store.save(flows.connection, space.keys);
    await flows.reads.listPage(flows.connection, space.bucket, { prefix: 'x' }, signal);
    assert.deepEqual(flows.rights.at(at(flows)), {});
    assert.deepEqual(await open(flows), { list: true, write: true });
  });

  it('a wrong key is an error, and no right that is missing', async () => {
    const flows = flowsOf({ ...space.keys, secretAccessKey: 'wrong' });
    await assert.rejects(checkAccess(flows, flows.connection, undefined, signal), { code: 'wrongSecret' });
    assert.equal(flows.rights.mayListSpaces(flows.connection), undefined);
  });
});
