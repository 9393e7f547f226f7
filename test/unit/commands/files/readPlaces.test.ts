import assert from 'node:assert/strict';
import { readFolder, readObject } from '../../../../src/commands/files/readPlaces.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { fileSetup } from './fileSetup.ts';

const names = async (work: ReturnType<typeof readFolder>) =>
  [...(await work)].map(([name, kind]) => (kind === 'folder' ? `${name}/` : name)).sort();

describe('reading the file system', () => {
  it('all pages of a folder, by the names that paths have, without its marker', async () => {
    const keys = ['a/', 'a/b', 'a/b/c', 'a/%', 'a/..', 'a//x', 'a/d/e'];
    const { deps, at, store } = fileSetup(...keys);
    store.pageSize = 2;
    assert.deepEqual(await names(readFolder(deps, at('/box/a'))), ['%%', '%..', '%/', 'b', 'd/']);
    assert.ok(store.requests.length > 2);
  });

  it('with the folders that were made here; one that holds nothing is no folder', async () => {
    const { deps, at, folders } = fileSetup('a/b', 'e/');
    folders.add(at('/box/a/new/x').path);
    folders.add(at('/box/top').path);
    assert.deepEqual(await names(readFolder(deps, at('/box/a'))), ['b', 'new/']);
    assert.deepEqual(await names(readFolder(deps, at('/box'))), ['a/', 'e/', 'top/']);
    assert.deepEqual(await names(readFolder(deps, at('/box/top'))), []);
    assert.deepEqual(await names(readFolder(deps, at('/box/e'))), []);
    assert.deepEqual(await names(readFolder(deps, at('/other'))), []);
    await assert.rejects(readFolder(deps, at('/box/a/b')), { code: 'noSuchObject' });
  });

  it('the Spaces of a connection: listed and named, or named alone', async () => {
    const { deps, at, connections, store } = fileSetup();
    assert.deepEqual(await names(readFolder(deps, at('/'))), ['box/', 'other/']);
    connections.set(LOCAL.id, { ...LOCAL, moreSpaces: ['more'] });
    assert.deepEqual(await names(readFolder(deps, at('/'))), ['box/', 'more/', 'other/']);
    store.failures.push(new SpacesError('noListBuckets', 'No list.'));
    assert.deepEqual(await names(readFolder(deps, at('/'))), ['more/']);
    store.failures.push(new SpacesError('wrongKey', 'No key.'));
    await assert.rejects(readFolder(deps, at('/')), { code: 'wrongKey' });
    connections.set(LOCAL.id, { ...LOCAL, spaces: ['only'] });
    const before = store.calls.length;
    assert.deepEqual(await names(readFolder(deps, at('/'))), ['only/']);
    assert.equal(store.calls.length, before);
  });

  it('content, and tells what was read', async () => {
    const { deps, atKey, put, bases, had } = fileSetup();
    const etag = put('a', 'hello');
    assert.equal(new TextDecoder().decode(await readObject(deps, atKey('a'))), 'hello');
    assert.deepEqual(had, [`a ${etag}`]);
    put('a', 'other');
    assert.deepEqual(bases.baseToSave(atKey('a').path), { etag });
  });

  it('what a listing has just not shown is not read, unless it was found before', async () => {
    const { deps, at, atKey, put, bases } = fileSetup('dir/x');
    put('found', 'before');
    await readObject(deps, atKey('found'));
    await readFolder(deps, at('/box'));
    for (const key of ['other', 'found', 'dir/y']) put(key, 'now');
    await assert.rejects(readObject(deps, atKey('other')), { code: 'noSuchObject' });
    assert.equal(bases.baseToSave(atKey('other').path), 'new');
    for (const key of ['found', 'dir/y'])
      assert.equal(new TextDecoder().decode(await readObject(deps, atKey(key))), 'now');
  });

  it('no content of what no request can name, of a Space, and of what is not there', async () => {
    const { deps, atKey, at } = fileSetup('a/../b');
    await assert.rejects(readObject(deps, atKey('a/../b')), { code: 'badKey' });
    await assert.rejects(readObject(deps, at('/box')), { kind: 'isAFolder' });
    await assert.rejects(readObject(deps, atKey('c')), { code: 'noSuchObject' });
    assert.equal(deps.bases.baseToSave(atKey('c').path), 'new');
  });
});
