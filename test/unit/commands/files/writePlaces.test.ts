import assert from 'node:assert/strict';
import { lookUp } from '../../../../src/commands/files/lookUp.ts';
import { readObject } from '../../../../src/commands/files/readPlaces.ts';
import { makeFolder, writeObject } from '../../../../src/commands/files/writePlaces.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { bytes, fileSetup } from './fileSetup.ts';

const any = { create: true, overwrite: true };

describe('writing to the file system', () => {
  it('what was read is replaced; the tree and the folders around are told', async () => {
    const { deps, atKey, put, text, touched, folders, had } = fileSetup();
    folders.add(atKey('new').path);
    put('a', 'old');
    await readObject(deps, atKey('a'));
    await writeObject(deps, atKey('a'), bytes('mine'), any);
    await writeObject(deps, atKey('new/b'), bytes('b'), any);
    assert.deepEqual([await text('a'), await text('new/b')], ['mine', 'b']);
    assert.deepEqual(touched, ['a', 'new/b']);
    assert.equal(folders.has(atKey('new').path), false);
    assert.deepEqual(had, ['a w1', 'a w2', 'new/b w3']);
    // What was written is what the next one is made of.
    await writeObject(deps, atKey('a'), bytes('again'), any);
    assert.equal(await text('a'), 'again');
  });

  it('another content of the same size is not overwritten, and the editor is told of it before its next save', async () => {
    const { deps, atKey, put, text, bases } = fileSetup();
    put('a', 'old');
    const { size, mtime } = await lookUp(deps, atKey('a'));
    await readObject(deps, atKey('a'));
    bases.opened(atKey('a').path, false);
    bases.edited(atKey('a').path);
    put('a', 'new');
    const refusal = { code: 'changed', message: /Not saved, since the object was changed meanwhile: a/ };
    await assert.rejects(writeObject(deps, atKey('a'), bytes('mine'), any), refusal);
    assert.equal(await text('a'), 'new');
    const now = await lookUp(deps, atKey('a'));
    assert.ok(now.mtime > mtime && now.size !== size);
  });

  it('a document of which nobody knows what it was made of overwrites nothing', async () => {
    const { deps, atKey, put, text, bases } = fileSetup();
    put('a', 'old');
    bases.opened(atKey('a').path, true);
    await lookUp(deps, atKey('a'));
    await assert.rejects(writeObject(deps, atKey('a'), bytes('mine'), any), /it is not known which content/);
    assert.equal(await text('a'), 'old');
  });

  it('a document of another endpoint than the connection has now makes nothing there, nor takes a place', async () => {
    for (const theirs of [undefined, 'old', 'other']) {
      const { deps, atKey, put, text, connections, store } = fileSetup();
      put('a', 'old');
      await readObject(deps, atKey('a'));
      deps.bases.opened(atKey('a').path, false);
      deps.bases.edited(atKey('a').path);
      connections.set(LOCAL.id, { ...LOCAL, endpoint: 'https://there.example.com' });
      if (theirs === undefined) store.take('box', 'a');
      else put('a', theirs);
      await lookUp(deps, atKey('a')).catch(() => undefined);
      await assert.rejects(writeObject(deps, atKey('a'), bytes('mine'), any), /has another endpoint now/);
      assert.equal(await text('a'), theirs);
    }
  });

  it('what came meanwhile is not overwritten, and what may not be is no conflict', async () => {
    const { deps, atKey, put, text } = fileSetup();
    put('a', 'theirs');
    await assert.rejects(writeObject(deps, atKey('a'), bytes('mine'), any), { code: 'changed' });
    await assert.rejects(writeObject(deps, atKey('a'), bytes('mine'), { create: true, overwrite: false }), {
      code: 'exists',
    });
    assert.equal(await text('a'), 'theirs');
  });

  it('nothing is made where that is not wanted, nor in a Space’s place', async () => {
    const { deps, atKey, at } = fileSetup('b/c');
    const notNew = { create: false, overwrite: true };
    await assert.rejects(writeObject(deps, atKey('a'), bytes(''), notNew), { code: 'noSuchObject' });
    await assert.rejects(writeObject(deps, atKey('b'), bytes(''), notNew), { code: 'noSuchObject' });
    await assert.rejects(writeObject(deps, at('/box'), bytes(''), any), { kind: 'noPermissions' });
    await assert.rejects(writeObject(deps, atKey('a/../b'), bytes(''), any), { code: 'badKey' });
    assert.throws(() => makeFolder(deps, at('/new')), { kind: 'noPermissions' });
    assert.throws(() => makeFolder(deps, atKey('a/..')), { code: 'badKey' });
  });

  it('nothing where the connection is read-only', async () => {
    const { deps, atKey, connections, text } = fileSetup();
    connections.set(LOCAL.id, { ...LOCAL, readOnly: true });
    await assert.rejects(writeObject(deps, atKey('a'), bytes('a'), any), { code: 'readOnly' });
    assert.throws(() => makeFolder(deps, atKey('b')), { code: 'readOnly' });
    assert.equal(await text('a'), undefined);
  });

  it('a folder is made in memory alone', async () => {
    const { deps, atKey, done } = fileSetup();
    makeFolder(deps, atKey('new/x'));
    assert.equal((await lookUp(deps, atKey('new/x'))).kind, 'folder');
    assert.deepEqual(done, []);
  });
});
