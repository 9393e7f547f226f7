import assert from 'node:assert/strict';
import { placeAt } from '../../../../src/commands/files/at.ts';
import { lookUp } from '../../../../src/commands/files/lookUp.ts';
import { readFolder } from '../../../../src/commands/files/readPlaces.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { fileSetup } from './fileSetup.ts';

describe('what is at a path', () => {
  it('an object by one HEAD, a folder by a listing of one key behind it', async () => {
    const { deps, atKey, store, at } = fileSetup('a/b.txt');
    const { kind, size, isReadonly } = await lookUp(deps, atKey('a/b.txt'));
    assert.deepEqual({ kind, size, isReadonly }, { kind: 'file', size: 7, isReadonly: false });
    assert.deepEqual(store.calls, ['headObject box a/b.txt']);
    assert.equal((await lookUp(deps, at('/box/a/'))).kind, 'folder');
    assert.deepEqual(store.calls.slice(1), ['headObject box a', 'listPage box a/']);
    assert.equal(store.requests.at(-1)?.maxKeys, 1);
  });

  it('a connection without a request, a Space by one key of it', async () => {
    const { deps, at, store } = fileSetup('a');
    assert.equal((await lookUp(deps, at('/'))).kind, 'folder');
    assert.deepEqual(store.calls, []);
    assert.equal((await lookUp(deps, at('/box'))).kind, 'folder');
    assert.deepEqual(store.calls, ['listPage box']);
    await assert.rejects(lookUp(deps, at('/nowhere')), { code: 'noSuchSpace' });
  });

  it('nothing, and of that the base is told: what is written there is new', async () => {
    const { deps, atKey, bases } = fileSetup('ab');
    await assert.rejects(lookUp(deps, atKey('a')), { code: 'noSuchObject' });
    assert.equal(bases.baseToSave(atKey('a').path), 'new');
  });

  it('an object and a folder of one name: the object; at the path of a marker with a folder in its place: the folder', async () => {
    const { deps, atKey } = fileSetup('a', 'a/b', 'c/', 'd/', 'd//x', '/top');
    assert.equal((await lookUp(deps, atKey('a'))).kind, 'file');
    assert.equal((await lookUp(deps, atKey('c/'))).kind, 'file');
    assert.equal((await lookUp(deps, atKey('d/'))).kind, 'folder');
    assert.equal((await lookUp(deps, atKey(''))).kind, 'folder');
    await assert.rejects(lookUp(fileSetup('a').deps, atKey('')), { code: 'noSuchObject' });
  });

  it('a folder that somebody made here, and nobody else knows of', async () => {
    const { deps, folders, atKey } = fileSetup();
    folders.add(atKey('new/x').path);
    assert.equal((await lookUp(deps, atKey('new'))).kind, 'folder');
    await assert.rejects(lookUp(deps, atKey('new/y')), { code: 'noSuchObject' });
  });

  it('a key with dots from listings alone, and never to be written', async () => {
    const { deps, atKey, store } = fileSetup('a/../b', 'a/./c/d');
    const { kind, isReadonly } = await lookUp(deps, atKey('a/../b'));
    assert.deepEqual([kind, isReadonly], ['file', true]);
    assert.equal((await lookUp(deps, atKey('a/./c'))).kind, 'folder');
    assert.ok(!store.calls.some((call) => call.startsWith('headObject')));
  });

  it('a key that may not list may not read what is not there: a folder is found all the same', async () => {
    const { deps, atKey, store } = fileSetup('mine/a');
    const denied = new SpacesError('accessDenied', 'No.');
    store.failures.push(denied);
    assert.equal((await lookUp(deps, atKey('mine'))).kind, 'folder');
    store.failures.push(denied);
    await assert.rejects(lookUp(deps, atKey('other')), denied);
    store.failures.push(denied, new SpacesError('accessDenied', 'Not that either.'));
    await assert.rejects(lookUp(deps, atKey('other')), denied);
  });

  it('what can not be asked is told, and taken for neither', async () => {
    const { deps, atKey, store, bases } = fileSetup('a');
    store.failures.push(new SpacesError('network', 'No answer.'));
    await assert.rejects(lookUp(deps, atKey('a')), { code: 'network' });
    await lookUp(deps, atKey('a'));
    assert.deepEqual(bases.baseToSave(atKey('a').path), { etag: '"e"' });
  });

  it('is read-only where the connection is, or the key is known to write nothing', async () => {
    const { deps, atKey, rights, connections } = fileSetup('a', 'b/c');
    rights.learn({ connection: LOCAL, space: 'box', prefix: 'b/' }, { write: false });
    assert.equal((await lookUp(deps, atKey('a'))).isReadonly, false);
    assert.equal((await lookUp(deps, atKey('b/c'))).isReadonly, true);
    connections.set(LOCAL.id, { ...LOCAL, readOnly: true });
    assert.equal((await lookUp(deps, atKey('a'))).isReadonly, true);
  });

  it('a folder that was just listed, and what was not in it, without a request', async () => {
    const { deps, atKey, at, store, clock, bases } = fileSetup('dir/a', 'b');
    await readFolder(deps, at('/box'));
    store.calls.length = 0;
    assert.equal((await lookUp(deps, atKey('dir'))).kind, 'folder');
    for (const key of ['.vscode', '.vscode/settings.json'])
      await assert.rejects(lookUp(deps, atKey(key)), { code: 'noSuchObject' });
    assert.equal(bases.baseToSave(atKey('.vscode/settings.json').path), 'new');
    assert.deepEqual(store.calls, []);
    clock.now = 10_001;
    assert.equal((await lookUp(deps, atKey('dir'))).kind, 'folder');
    assert.deepEqual(store.calls, ['headObject box dir', 'listPage box dir/']);
  });

  it('what is not there is asked for once, until something changes', async () => {
    const { deps, atKey, store, known, put } = fileSetup();
    await assert.rejects(lookUp(deps, atKey('a')), { code: 'noSuchObject' });
    const { length } = store.calls;
    await assert.rejects(lookUp(deps, atKey('a')), { code: 'noSuchObject' });
    assert.equal(store.calls.length, length);
    put('a', 'there');
    known.forget();
    assert.equal((await lookUp(deps, atKey('a'))).kind, 'file');
  });

  it('a file is asked for each time, whatever listings told since', async () => {
    const { deps, atKey, at, store, known, put } = fileSetup('a', 'dir/x');
    await readFolder(deps, at('/box'));
    store.calls.length = 0;
    for (let count = 0; count < 2; count++) await lookUp(deps, atKey('a'));
    assert.deepEqual(store.calls, ['headObject box a', 'headObject box a']);
    // Of a moment when it was not there.
    known.listed(at('/box').path, new Map(), known.asking());
    put('a', 'again');
    assert.equal((await lookUp(deps, atKey('a'))).size, 5);
  });

  it('a folder that somebody made here since is there, and one that was deleted here is not', async () => {
    const { deps, atKey, at, folders } = fileSetup('b');
    await readFolder(deps, at('/box'));
    folders.add(atKey('new').path);
    assert.equal((await lookUp(deps, atKey('new'))).kind, 'folder');
    await readFolder(deps, at('/box'));
    folders.removed(atKey('new').path);
    await assert.rejects(lookUp(deps, atKey('new')), { code: 'noSuchObject' });
  });

  it('a connection that is gone, and a path that no key has', () => {
    const { deps, at } = fileSetup();
    assert.throws(() => placeAt(deps, { authority: 'zzzzzzzzzz', path: '/box/a' }), {
      code: 'unknownConnection',
    });
    assert.throws(() => at('/box/a//b'), { code: 'noSuchObject' });
  });
});
