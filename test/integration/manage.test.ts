// Moving, copying, renaming and deleting on a real gateway, as the flows do it.
import assert from 'node:assert/strict';
import {
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { deleteObjects } from '../../src/commands/manage/deleteObjects.ts';
import { newFolder } from '../../src/commands/manage/newFolder.ts';
import { previewDelete } from '../../src/commands/manage/previewDelete.ts';
import { rename } from '../../src/commands/manage/rename.ts';
import { transferObjects } from '../../src/commands/manage/transferObjects.ts';
import { inParallel } from '../../src/core/manage/inParallel.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { heldBack, isCopy } from '../support/heldBack.ts';
import { DRESSED, lookOf } from '../support/lookOf.ts';
import { manageDeps } from '../support/manageDeps.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { connectionTo } from '../support/realStore.ts';

describe('objects managed on the real gateway', () => {
  let space: TestSpace;
  const at = (own: TestSpace = space, id = 'aaaaaaaaaa') => ({
    connection: connectionTo(own, { id }),
    space: own.bucket,
  });
  const folder = (prefix: string) => ({ ...at(), prefix });
  const object = (key: string) => ({ ...at(), key });
  const put = async (...keys: readonly string[]) => {
    await inParallel(8, keys, async (Key) => {
      await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: Key, ...DRESSED }));
    });
  };
  const keysIn = async ({ client, bucket }: TestSpace = space, Prefix = '') => {
    const keys: string[] = [];
    for (let token: string | undefined; ; ) {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix, ContinuationToken: token }),
      );
      keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      token = page.NextContinuationToken;
      if (token === undefined) return keys;
    }
  };
  const look = (key: string, own: TestSpace = space) => lookOf(own.client, own.bucket, key);
  const here = () => manageDeps({ keys: space.keys });

  beforeEach(async () => {
    space = await freshSpace();
  });

  it('renames an object with all that it has', async () => {
    await put('a/ü &.txt');
    await space.client.send(
      new PutObjectAclCommand({ Bucket: space.bucket, Key: 'a/ü &.txt', ACL: 'public-read' }),
    );
    const before = await look('a/ü &.txt');
    const { deps, touched } = here();
    assert.equal(await rename(deps, object('a/ü &.txt'), { newName: '#%2F ?.txt' }), 'a/#%2F ?.txt');
    assert.deepEqual(await look('a/#%2F ?.txt'), before);
    assert.deepEqual(await keysIn(), ['a/#%2F ?.txt']);
    assert.deepEqual([...touched].sort(), ['a/#%2F ?.txt', 'a/ü &.txt']);
  });

  it('a move to the same place by another address deletes nothing', async () => {
    await put('a/1', 'a/b/2');
    const connection = connectionTo(space, { id: 'bbbbbbbbbb' });
    const other = { ...connection, endpoint: connection.endpoint.replace('127.0.0.1', 'localhost') };
    assert.notEqual(other.endpoint, connection.endpoint);
    const to = { connection: other, space: space.bucket, prefix: 'a/' };
    const { deps } = here();
    for (const onConflict of ['replace', 'keepBoth'] as const) {
      const sources = [object('a/1'), folder('a/b/')];
      await transferObjects(deps, { sources, to, mode: 'move', confirmed: true, onConflict });
      assert.equal((await keysIn()).length, 2);
    }
  });

  it('fault 16: rename to the same name is refused, and the object stays', async () => {
    await put('a/b');
    await assert.rejects(rename(here().deps, object('a/b'), { newName: 'b' }), { code: 'badArguments' });
    await assert.rejects(rename(here().deps, folder('a/'), { newName: 'a', confirmed: true }), {
      code: 'badArguments',
    });
    assert.deepEqual(await keysIn(), ['a/b']);
  });

  it('overwrites nothing by renaming, neither an object nor a folder', async () => {
    await put('a/1', 'b/1', 'b/2');
    await assert.rejects(rename(here().deps, object('b/1'), { newName: '2' }), { code: 'exists' });
    await assert.rejects(rename(here().deps, folder('a/'), { newName: 'b', confirmed: true }), {
      code: 'exists',
    });
    assert.deepEqual(await keysIn(), ['a/1', 'b/1', 'b/2']);
  });

  it('moves a folder of odd keys, with its marker', async () => {
    const isDotted = (key: string) => key.split('/').some((part) => part === '.' || part === '..');
    const odd = coreKeys.filter((key) => !isDotted(key) && Buffer.byteLength(key) < 900);
    await put('from/', ...odd.map((key) => `from/${key}`));
    const { deps } = here();
    const request = { sources: [folder('from/')], to: folder('to/'), mode: 'move', confirmed: true } as const;
    const { done, failed } = await transferObjects(deps, request);
    assert.deepEqual([done, failed], [new Set(odd).size + 1, 0]);
    assert.deepEqual(
      (await keysIn()).sort(),
      ['to/from/', ...new Set(odd.map((key) => `to/from/${key}`))].sort(),
    );
  });

  it('copies between two users and deletes at the one after a move', async () => {
    const other = await freshSpace(await new CephAdmin(space).createUser({ uid: `u${space.bucket}` }));
    await put('a/1', 'a/b/2', '3');
    const before = await look('a/b/2');
    const { deps } = manageDeps({ keys: space.keys, others: { bbbbbbbbbb: other.keys } });
    const to = { ...at(other, 'bbbbbbbbbb'), prefix: 'in/' };
    const copied = await transferObjects(deps, { sources: [object('3')], to, mode: 'copy' });
    assert.equal(copied.done, 1);
    const moved = await transferObjects(deps, { sources: [folder('a/')], to, mode: 'move', confirmed: true });
    assert.deepEqual(moved, { done: 2, skipped: 0, failed: 0 });
    assert.deepEqual(await keysIn(), ['3']);
    assert.deepEqual(await keysIn(other), ['in/3', 'in/a/1', 'in/a/b/2']);
    const after = await look('in/a/b/2', other);
    assert.deepEqual({ ...after, grants: [] }, { ...before, grants: [] });
  });

  it('asks once what to do with those that are there: skip, replace, or keep both', async () => {
    for (const [answer, expected] of [
      ['Skip', ['a/1', 'b/1', 'b/2']],
      ['Keep Both', ['b/1 (2)', 'b/1', 'b/2']],
      ['Replace', ['b/1', 'b/2']],
    ] as const) {
      await put('a/1', 'a/2', 'b/1');
      const { deps, notices } = here();
      notices.answer(answer);
      const sources = [object('a/1'), object('a/2')];
      await transferObjects(deps, { sources, to: folder('b/'), mode: 'move' });
      const questions = notices.shown.filter(({ severity }) => severity === 'modal');
      assert.deepEqual(
        questions.map(({ detail }) => detail.replaceAll(/\(.*?\)/g, '(when)')),
        ['There already: 3 bytes (when)\nTo replace it: 3 bytes (when)'],
      );
      assert.deepEqual((await keysIn()).sort(), [...expected].sort(), answer);
      const { deps: cleaning } = here();
      const targets = [folder('a/'), folder('b/')].slice(answer === 'Skip' ? 0 : 1);
      await deleteObjects(cleaning, { targets, confirmed: true });
    }
  });

  it('a copy in the same folder gets a name of its own', async () => {
    await put('x/a.txt', 'x/a (2).txt', 'x/d/1', 'x/d (2)/1');
    const { deps } = here();
    const sources = [object('x/a.txt'), folder('x/d/')];
    await transferObjects(deps, { sources, to: folder('x/'), mode: 'copy', confirmed: true });
    assert.deepEqual(await keysIn(), [
      'x/a (2).txt',
      'x/a (3).txt',
      'x/a.txt',
      'x/d (2)/1',
      'x/d (3)/1',
      'x/d/1',
    ]);
  });

  it('a folder goes neither into itself nor below', async () => {
    await put('a/b/1');
    for (const to of [folder('a/'), folder('a/b/')])
      await assert.rejects(transferObjects(here().deps, { sources: [folder('a/')], to, mode: 'move' }), {
        code: 'badArguments',
        message: /into itself/,
      });
  });

  it('makes a folder, and none twice', async () => {
    const { deps } = here();
    await newFolder(deps, folder('ü/b/'));
    assert.deepEqual(await keysIn(), ['ü/b/']);
    await assert.rejects(newFolder(deps, folder('ü/')), { code: 'exists' });
    await assert.rejects(newFolder(deps, folder('a//b/')), { code: 'badArguments' });
  });

  it('deletes after a question with the count, and shows before what it would', async () => {
    await put('a/1', 'a/b/2', 'a/./3', 'c');
    const { deps, notices } = here();
    const texts: string[] = [];
    const openText = async (_title: string, text: string) => void texts.push(text);
    const targets = [folder('a/'), object('a/1')];
    assert.deepEqual(await previewDelete({ ...deps, openText }, targets), { count: 3, bytes: 3 + 5 + 5 });
    assert.match(texts[0] ?? '', /a\/\.\/3\n.*a\/1\n.*a\/b\/2\n/);
    assert.equal((await keysIn()).length, 4);
    notices.answer('Delete');
    assert.deepEqual(await deleteObjects(deps, { targets }), { deleted: 3, failed: 0 });
    assert.deepEqual(notices.messages, ['Delete a/? Objects: 3 (13 bytes).', 'Deleted: 3']);
    assert.equal(notices.shown[0]?.detail, "This can't be undone.");
    assert.deepEqual(await keysIn(), ['c']);
  });

  it('brings back what was deleted where the Space keeps versions, and only that', async () => {
    await space.client.send(
      new PutBucketVersioningCommand({
        Bucket: space.bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    await put('a/1', 'a/2', 'a/gone');
    const { deps, notices } = here();
    await deleteObjects(deps, { targets: [object('a/gone')], confirmed: true, isQuiet: true });
    notices.answer('Delete');
    await deleteObjects(deps, { targets: [folder('a/')] });
    assert.match(notices.shown[0]?.detail ?? '', /can be undone/);
    await put('a/2');
    await notices.press('Undo');
    assert.equal(notices.last.message, 'Brought back: 2');
    assert.deepEqual(await keysIn(), ['a/1', 'a/2']);
  });

  it('a cancelled move leaves the sources, and no copies', async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `a/${index}`);
    await put(...keys);
    const { deps, progress, behind } = here();
    const run = progress.run.bind(progress);
    progress.run = (title, task) => {
      if (title.startsWith('Moving')) progress.cancelNext('20 of 60');
      return run(title, task);
    };
    const request = { sources: [folder('a/')], to: folder('b/'), mode: 'move', confirmed: true } as const;
    await assert.rejects(transferObjects(deps, request), { name: 'Cancelled' });
    await behind.settled();
    assert.deepEqual((await keysIn()).sort(), [...keys].sort());
  });

  it('what the server makes of a cancelled move when nobody waits any more is taken back', async () => {
    const keys = ['a/1', 'a/2', 'a/3'];
    await put(...keys);
    const held = heldBack(isCopy);
    const { deps, progress, behind } = manageDeps({ keys: space.keys, fetch: held.fetch });
    progress.run = async (_title, task) => {
      const cancel = new AbortController();
      void held.arrived.then(() => cancel.abort());
      return task(cancel.signal, () => undefined);
    };
    const request = { sources: [folder('a/')], to: folder('b/'), mode: 'move', confirmed: true } as const;
    await assert.rejects(transferObjects(deps, request), { name: 'Cancelled' });
    assert.deepEqual(await keysIn(), keys);
    await held.release();
    await behind.settled();
    assert.deepEqual(await keysIn(), keys);
  });
});
