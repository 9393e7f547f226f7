// Spaces as such on a real gateway: made, emptied, removed, versioned, with what was begun and never finished.
import assert from 'node:assert/strict';
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createSpace } from '../../src/commands/spaces/createSpace.ts';
import { deleteSpace } from '../../src/commands/spaces/deleteSpace.ts';
import { totals } from '../../src/commands/spaces/totals.ts';
import {
  abortUnfinished,
  countUnfinished,
  pickUnfinished,
} from '../../src/commands/spaces/unfinishedUploads.ts';
import type { UnfinishedUpload } from '../../src/core/spaces.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { pickMany } from '../support/fakes/prompts.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { connectionTo } from '../support/realStore.ts';
import { type SpaceFlows, spaceFlows } from '../support/spaceFlows.ts';

const { signal } = new AbortController();

describe('Spaces on the real gateway', () => {
  let space: TestSpace;
  let flows: SpaceFlows;
  const at = () => ({ connection: flows.connection, space: space.bucket });
  const put = (Key: string, Body = 'hello') =>
    space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body }));
  const begin = async (Key: string, ...parts: string[]) => {
    const { UploadId } = await space.client.send(
      new CreateMultipartUploadCommand({ Bucket: space.bucket, Key }),
    );
    for (const [index, Body] of parts.entries())
      await space.client.send(
        new UploadPartCommand({ Bucket: space.bucket, Key, UploadId, PartNumber: index + 1, Body }),
      );
    return UploadId;
  };
  const unfinished = async (pageSize?: number) => {
    const all: UnfinishedUpload[] = [];
    for await (const page of spaceFlows(space, space.keys, pageSize).control.unfinishedUploads(at(), signal))
      all.push(...page);
    return all;
  };

  beforeEach(async () => {
    space = await freshSpace();
    flows = spaceFlows(space, space.keys);
  });

  it('one is made, private or to be listed by everybody, and a second time refused', async () => {
    const name = `${space.bucket}-new`;
    const acl = 'public-read';
    assert.equal(await createSpace(flows, flows.connection, { space: name, acl }), name);
    assert.equal((await fetch(`${space.endpoint}/${name}`)).status, 200);
    assert.ok((await flows.reads.listSpaces(flows.connection, signal)).includes(name));
    await assert.rejects(createSpace(flows, flows.connection, { space: name }), {
      code: 'exists',
      message: `You have a Space with this name already: ${name}`,
    });
    await createSpace(flows, flows.connection, { space: `${name}2` });
    assert.equal((await fetch(`${space.endpoint}/${name}2`)).status, 403);
  });

  it('a name that somebody else has is told apart from one of your own', async () => {
    const other = spaceFlows(space, await space.createUser({ uid: `o${space.bucket}` }));
    await assert.rejects(createSpace(other, other.connection, { space: space.bucket }), {
      code: 'exists',
      message: /^Somebody else has a Space with this name/,
    });
  });

  it('a connection that names its Spaces names the new one, too', async () => {
    const named = spaceFlows(space, space.keys, undefined, { spaces: [space.bucket] });
    await createSpace(named, named.connection, { space: `${space.bucket}-named` });
    assert.deepEqual(named.store.get(named.connection.id)?.spaces, [space.bucket, `${space.bucket}-named`]);
    await deleteSpace(
      named,
      { connection: named.connection, space: `${space.bucket}-named` },
      { confirmed: true },
    );
    assert.deepEqual(named.store.get(named.connection.id)?.spaces, [space.bucket]);
  });

  it('versioning: never, enabled, suspended', async () => {
    const { control } = flows;
    assert.equal(await control.versioning(at(), signal), 'never');
    await control.setVersioning(at(), true, signal);
    assert.equal(await control.versioning(at(), signal), 'enabled');
    await control.setVersioning(at(), false, signal);
    assert.equal(await control.versioning(at(), signal), 'suspended');
  });

  it('an empty one is deleted, one with something in it only when that is said', async () => {
    await put('a');
    await assert.rejects(deleteSpace(flows, at(), { confirmed: true }), {
      code: 'exists',
      message: /not empty \(objects: 1 \(5 bytes\)\)/,
    });
    await deleteSpace(flows, at(), { confirmed: true, withContent: true });
    await assert.rejects(flows.reads.listPage(flows.connection, space.bucket, { prefix: '' }, signal), {
      code: 'noSuchSpace',
    });
    const empty = await freshSpace();
    await deleteSpace(flows, { connection: flows.connection, space: empty.bucket }, { confirmed: true });
    assert.ok(!(await flows.reads.listSpaces(flows.connection, signal)).includes(empty.bucket));
  });

  it('everything goes: odd keys, versions, delete markers, unfinished uploads', async () => {
    const keys = coreKeys.slice(0, 20);
    for (const key of keys) await put(key);
    await flows.control.setVersioning(at(), true, signal);
    for (const key of keys) await put(key, 'again');
    for (const Key of keys.slice(0, 5))
      await space.client.send(new DeleteObjectCommand({ Bucket: space.bucket, Key }));
    await begin('big/ü.bin', 'part');
    await begin('big/../ü.bin', 'part');
    const { Versions = [], DeleteMarkers = [] } = await space.client.send(
      new ListObjectVersionsCommand({ Bucket: space.bucket, EncodingType: 'url' }),
    );
    const found = await totals(flows, [{ ...at(), prefix: '' }], signal);
    const latest = Versions.filter(({ IsLatest }) => IsLatest).length;
    assert.equal(found.count, latest);
    assert.equal(found.versions?.count, Versions.length + DeleteMarkers.length - latest);
    await deleteSpace(spaceFlows(space, space.keys, 7), at(), { confirmed: true, withContent: true });
    assert.ok(!(await flows.reads.listSpaces(flows.connection, signal)).includes(space.bucket));
  });

  it('unfinished uploads are listed page by page, with the size of their parts', async () => {
    for (const key of ['a b', 'c\nd', 'e', 'e', 'f+%2F']) await begin(key, 'first', 'second part');
    assert.deepEqual(
      (await unfinished(2)).map(({ key }) => key),
      ['a b', 'c\nd', 'e', 'e', 'f+%2F'],
    );
    assert.deepEqual(await unfinished(2), await unfinished());
    assert.ok((await unfinished()).every(({ started }) => Math.abs(Date.now() - started) < 60_000));
    assert.deepEqual(await countUnfinished(flows, at()), { count: 5, bytes: 5 * 16 });
  });

  it('those picked are aborted; of all, none that a transfer of ours goes on with', async () => {
    const own = await begin('own', 'running');
    await begin('old', 'abandoned');
    await begin('other', 'abandoned');
    flows.own.add(own ?? '');
    flows.prompts.answer(pickMany('old'));
    flows.notices.answer('Abort Uploads');
    assert.deepEqual(await pickUnfinished(flows, at()), { count: 1, bytes: 9 });
    assert.deepEqual(
      (await unfinished()).map(({ key }) => key),
      ['other', 'own'],
    );
    assert.deepEqual(await abortUnfinished(flows, at(), true), { count: 1, bytes: 9 });
    assert.deepEqual(
      (await unfinished()).map(({ key }) => key),
      ['own'],
    );
  });

  it('one whose key no request can name is told, and the others go', async () => {
    for (const key of ['a/../b', 'c']) await begin(key, 'x');
    await assert.rejects(abortUnfinished(flows, at(), true), { code: 'badKey', message: /a\/\.\.\/b/ });
    assert.deepEqual(
      (await unfinished()).map(({ key }) => key),
      ['a/../b'],
    );
  });

  it('totals of a folder, and of folders in one another once', async () => {
    for (const key of ['a/1', 'a/b/2', 'c']) await put(key);
    const prefix = (text: string) => ({ ...at(), prefix: text });
    assert.deepEqual(await totals(flows, [prefix('a/')], signal), { count: 2, bytes: 10 });
    const all = [prefix('a/b/'), prefix(''), prefix('a/'), prefix('')];
    assert.deepEqual(await totals(flows, all, signal), { count: 3, bytes: 15 });
    assert.deepEqual(await totals(flows, [prefix('none/')], signal), { count: 0, bytes: 0 });
  });

  it('a key that may not is told so', async () => {
    const masked = await space.createUser({ uid: `m${space.bucket}`, readOnly: true });
    const limited = spaceFlows(space, masked);
    const connection = connectionTo(space);
    await assert.rejects(createSpace(limited, connection, { space: `${space.bucket}-x` }), {
      code: 'accessDenied',
      message: 'This access key may not create Spaces.',
    });
    await assert.rejects(limited.control.setVersioning({ ...at(), connection }, true, signal), {
      code: 'accessDenied',
      message: /no right to do this with the Space/,
    });
  });
});
