// Properties, edits and versions by their arguments, in a real extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, refusal, run } from '../support/contract.ts';
import { outside } from '../support/outside.ts';
import { fetchUrl, put, requests, stored, storeFacts } from '../support/store.ts';
import { tabShown } from '../support/tabs.ts';

const name = 'Contract properties';
// The store outlives the editor: what is changed stays for the next version.
const space = `contract-properties-${vscode.version.replaceAll('.', '-')}`;
const target = (key: string) => ({ connection: name, space, key });
const all = { connection: name, space, keys: ['a b.txt', 'dir/ü'] };

interface Beside {
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly (readonly [string, string])[];
  readonly acl: string;
}

describe('properties by arguments', () => {
  before(async () => {
    await put({ space, keys: ['a b.txt', 'dir/ü', 'versions.txt'], body: 'first' });
    await add(name);
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  const beside = async (key: string) => (await outside('storeBeside', { space, key })) as Beside;
  const versionsOf = async (key: string) =>
    (await outside('storeVersions', { space, key })) as { versionId: string; isDeleted: boolean }[];

  it('editHeaders: sets, takes away, puts metadata in the place of all, for one and for many', async () => {
    const change = { contentType: 'image/png', cacheControl: 'no-store', metadata: { Colour: 'red' } };
    assert.deepEqual(await run('editHeaders', { ...all, ...change }), { count: 2 });
    for (const key of all.keys) {
      const { headers } = await beside(key);
      assert.deepEqual(
        [headers['content-type'], headers['cache-control'], headers['x-amz-meta-colour']],
        ['image/png', 'no-store', 'red'],
      );
    }
    await run('editHeaders', { ...target('a b.txt'), cacheControl: null, metadata: {} });
    const { headers } = await beside('a b.txt');
    assert.deepEqual(
      [headers['content-type'], headers['cache-control'], headers['x-amz-meta-colour']],
      ['image/png', undefined, undefined],
    );
    assert.equal(await stored(space, 'a b.txt'), 'first');
  });

  it('editTags puts these in the place of all, and headers leave them', async () => {
    assert.deepEqual(await run('editTags', { ...all, tags: { team: 'blue', 'a & b': '' } }), { count: 2 });
    await run('editHeaders', { ...target('dir/ü'), contentLanguage: 'de' });
    assert.deepEqual((await beside('dir/ü')).tags, [
      ['team', 'blue'],
      ['a & b', ''],
    ]);
    await run('editTags', { ...all, tags: {} });
    assert.deepEqual((await beside('dir/ü')).tags, []);
  });

  it('makePublic and makePrivate, and a public object stays public when its headers change', async () => {
    const url = `${storeFacts().endpoint}/${space}/a%20b.txt`;
    assert.deepEqual(await run('makePublic', { ...target('a b.txt'), confirmed: true }), { count: 1 });
    await run('editHeaders', { ...target('a b.txt'), cacheControl: 'max-age=5' });
    assert.deepEqual(await fetchUrl(url), { status: 200, body: 'first' });
    assert.deepEqual(await run('makePrivate', target('a b.txt')), { count: 1 });
    assert.equal((await fetchUrl(url)).status, 403);
  });

  it('properties opens a tab, and asks nothing twice', async () => {
    const before = (await requests()).length;
    await run('properties', target('dir/ü'));
    await tabShown('Properties: ü');
    const asked = (await requests()).slice(before).map(({ method }) => method);
    assert.deepEqual(asked.sort(), ['GET', 'GET', 'GET', 'GET', 'HEAD']);
    await run('properties', all);
    await tabShown('Properties: 2 objects');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('versions: restores and deletes one by its id', async () => {
    await run('setVersioning', { connection: name, space, enabled: true });
    await run('editTags', { ...target('versions.txt'), tags: { old: '1' } });
    await put({ space, keys: ['versions.txt'], body: 'second' });
    const [latest] = await versionsOf('versions.txt');
    assert.equal((await versionsOf('versions.txt')).length, 2);
    await run('versions', { ...target('versions.txt'), versionId: 'null', restore: true });
    assert.equal(await stored(space, 'versions.txt'), 'first');
    assert.deepEqual((await beside('versions.txt')).tags, [['old', '1']]);
    const gone = latest?.versionId ?? assert.ok(false);
    await run('versions', { ...target('versions.txt'), versionId: gone, delete: true, confirmed: true });
    assert.deepEqual(
      (await versionsOf('versions.txt')).some(({ versionId }) => versionId === gone),
      false,
    );
    await run('delete', { ...target('versions.txt'), confirmed: true });
    const [marker] = await versionsOf('versions.txt');
    assert.equal(marker?.isDeleted, true);
    await run('versions', { ...target('versions.txt'), versionId: marker?.versionId, restore: true });
    assert.equal(await stored(space, 'versions.txt'), 'first');
  });

  it('refuses what can not be, and changes nothing', async () => {
    const one = target('a b.txt');
    const before = JSON.stringify(await beside('a b.txt'));
    assert.match(await refusal('editHeaders', { ...one, contentType: 'png' }), /content type looks like/);
    assert.match(await refusal('editHeaders', { ...one, metadata: { 'a b': '' } }), /can't be called "a b"/);
    assert.match(await refusal('editHeaders', { ...one, contentType: 5 }), /must be text/);
    assert.match(await refusal('editHeaders', { ...one, contentTyp: 'x' }), /Unknown argument "contentTyp"/);
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, '']));
    assert.match(await refusal('editTags', { ...one, tags: many }), /at most 10 tags/);
    assert.match(await refusal('editTags', { ...one, tags: ['a'] }), /must be an object with texts/);
    assert.match(
      await refusal('makePublic', { ...target('none'), confirmed: true }),
      /no object with this key/,
    );
    assert.match(await refusal('versions', { ...one, versionId: 'x' }), /restore/);
    assert.match(await refusal('versions', { ...one, restore: true }), /restore/);
    assert.match(await refusal('versions', { ...all }), /one object at a time/);
    assert.match(
      await refusal('versions', { ...one, versionId: 'nope', restore: true }),
      /no version with this id/,
    );
    assert.equal(JSON.stringify(await beside('a b.txt')), before);
  });

  it('a read-only connection is refused', async () => {
    const readOnly = `${name} read-only`;
    await add(readOnly, { readOnly: true });
    const one = { ...target('a b.txt'), connection: readOnly };
    for (const [id, more] of [
      ['editHeaders', { contentType: 'a/b' }],
      ['editTags', { tags: {} }],
      ['makePublic', { confirmed: true }],
      ['makePrivate', {}],
    ] as const)
      assert.match(await refusal(id, { ...one, ...more }), /read-only/);
    await run('removeConnection', { connection: readOnly, confirmed: true });
  });
});
