import assert from 'node:assert/strict';
import { lookUp } from '../../../../src/commands/files/lookUp.ts';
import { readFolder, readObject } from '../../../../src/commands/files/readPlaces.ts';
import { relocate, remove } from '../../../../src/commands/files/relocate.ts';
import { makeFolder } from '../../../../src/commands/files/writePlaces.ts';
import { isCancelled } from '../../../../src/core/errors.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { fileSetup } from './fileSetup.ts';

const move = { mode: 'move', overwrite: false } as const;
const copy = { mode: 'copy', overwrite: false } as const;

describe('moving, copying and deleting files', () => {
  it('an object, without a question; its document comes again under the new name', async () => {
    const { deps, atKey, done, bases, notices, progress } = fileSetup('a', 'b/c');
    await readObject(deps, atKey('a'));
    bases.opened(atKey('a').path, false);
    bases.edited(atKey('a').path);
    await relocate(deps, { from: atKey('a'), to: atKey('b/a'), ...move });
    assert.deepEqual(done, ['copy a b/a', 'delete a']);
    bases.opened(atKey('b/a').path, true);
    assert.deepEqual(Object.keys(bases.kept()), [atKey('b/a').path]);
    assert.deepEqual(notices.shown, []);
    assert.deepEqual(progress.titles, ['Counting what is below a', 'Moving: a']);
    await relocate(deps, { from: atKey('b/a'), to: atKey('z'), ...copy });
    assert.deepEqual(done.slice(2), ['copy b/a z']);
    assert.deepEqual(Object.keys(bases.kept()), [atKey('b/a').path]);
  });

  it('a folder with all below, and what of it is in memory alone', async () => {
    const { deps, atKey, done, folders, notices } = fileSetup('a/b', 'a/c/d');
    makeFolder(deps, atKey('a/new'));
    await relocate(deps, { from: atKey('a'), to: atKey('z'), ...move });
    assert.deepEqual(done, ['copy a/b z/b', 'copy a/c/d z/c/d', 'delete a/b', 'delete a/c/d']);
    assert.deepEqual([folders.has(atKey('a/new').path), folders.has(atKey('z/new').path)], [false, true]);
    assert.deepEqual(notices.shown, []);
  });

  it('a folder in memory: nothing is asked of the store but whether there is more', async () => {
    const { deps, atKey, done, folders } = fileSetup();
    makeFolder(deps, atKey('new/x'));
    await relocate(deps, { from: atKey('new'), to: atKey('other'), ...move });
    await relocate(deps, { from: atKey('other'), to: atKey('third'), ...copy });
    assert.deepEqual(done, []);
    const has = (key: string) => folders.has(atKey(key).path);
    assert.deepEqual(['new', 'other/x', 'third'].map(has), [false, true, true]);
  });

  it('nothing is replaced that may not be', async () => {
    const { deps, atKey, done } = fileSetup('a', 'b', 'c/d', 'e/f');
    const from = atKey('a');
    await assert.rejects(relocate(deps, { from, to: atKey('b'), ...move }), { code: 'exists' });
    await assert.rejects(relocate(deps, { from: atKey('c'), to: atKey('e'), ...move }), { code: 'exists' });
    assert.deepEqual(done, []);
    await relocate(deps, { from, to: atKey('b'), ...copy, overwrite: true });
    assert.deepEqual(done, ['copy a b over']);
  });

  it('not into itself, not what is not there, not a Space, not to a name that no request has', async () => {
    const { deps, atKey, at } = fileSetup('a/b');
    const from = atKey('a');
    await assert.rejects(relocate(deps, { from, to: atKey('a/x'), ...copy }), { code: 'badArguments' });
    await assert.rejects(relocate(deps, { from: atKey('z'), to: atKey('y'), ...copy }), {
      code: 'noSuchObject',
    });
    await assert.rejects(relocate(deps, { from: at('/box'), to: atKey('y'), ...copy }), {
      kind: 'noPermissions',
    });
    await assert.rejects(relocate(deps, { from, to: atKey('y/..'), ...copy }), { code: 'badKey' });
  });

  it('what fails keeps the source and its document, and says why', async () => {
    const { deps, atKey, refused, bases, done } = fileSetup('a');
    await readObject(deps, atKey('a'));
    bases.opened(atKey('a').path, false);
    bases.edited(atKey('a').path);
    refused.copy.add('a');
    await assert.rejects(relocate(deps, { from: atKey('a'), to: atKey('b'), ...move }), /No a/);
    assert.deepEqual([done, Object.keys(bases.kept())], [[], [atKey('a').path]]);
  });

  it('an object, too, until it is cancelled: a large one takes its time', async () => {
    const { deps, atKey, done, progress } = fileSetup('a');
    for (const how of [move, copy]) {
      progress.cancelNext();
      await assert.rejects(relocate(deps, { from: atKey('a'), to: atKey('b'), ...how }), isCancelled);
    }
    progress.cancelNext();
    await assert.rejects(remove(deps, atKey('a'), false), isCancelled);
    assert.deepEqual(done, []);
  });

  it('deletes an object, or a folder where all of it is meant, and asks and says nothing', async () => {
    const { deps, atKey, done, notices, had } = fileSetup('a', 'b/c', 'b/d/e');
    await remove(deps, atKey('a'), false);
    assert.deepEqual(had, ['a undefined']);
    await assert.rejects(remove(deps, atKey('b'), false), /not empty: b/);
    await remove(deps, atKey('b'), true);
    assert.deepEqual(done, ['delete a', 'delete b/c', 'delete b/d/e']);
    assert.deepEqual(notices.shown, []);
    await assert.rejects(remove(deps, atKey('a'), true), { code: 'noSuchObject' });
  });

  it('of an object and a folder of one name the object alone', async () => {
    const { deps, atKey, done } = fileSetup('a', 'a/b');
    await remove(deps, atKey('a'), true);
    assert.deepEqual(done, ['delete a']);
    assert.equal((await lookUp(deps, atKey('a'))).kind, 'folder');
  });

  it('no folder in which something is not shown: an editor that has moved it to a disk knows nothing of that', async () => {
    for (const keys of [
      ['b/c', 'b/c-d', 'b/c/e/f'],
      ['b/d/c', 'b/d/c/'],
    ]) {
      const { deps, atKey, done } = fileSetup('b/a', ...keys);
      await assert.rejects(remove(deps, atKey('b'), true), /one name.*: b\/(?:d\/)?c$/);
      assert.deepEqual(done, []);
    }
  });

  it('what can not be deleted is said in its words', async () => {
    const { deps, atKey, refused } = fileSetup('a/b', 'a/c');
    refused.remove.add('a/c');
    await assert.rejects(remove(deps, atKey('a'), true), /^SpacesError: No a\/c\.$/);
  });

  it('goes by what is there, and not by what a listing told a moment ago', async () => {
    const { deps, at, atKey, done, put } = fileSetup('dir/x', 'target/y');
    await readFolder(deps, at('/box'));
    for (const key of ['late', 'late/x', 'dir']) put(key, 'since');
    await relocate(deps, { from: atKey('late'), to: atKey('moved'), ...move });
    await assert.rejects(relocate(deps, { from: atKey('dir'), to: atKey('moved'), ...move }), {
      code: 'exists',
    });
    await remove(deps, atKey('dir'), true);
    assert.deepEqual(done, ['copy late moved', 'delete late', 'delete dir']);
  });

  it('a folder in memory is forgotten', async () => {
    const { deps, atKey, done, folders } = fileSetup();
    makeFolder(deps, atKey('new/x'));
    await assert.rejects(remove(deps, atKey('new'), false), /not empty/);
    await remove(deps, atKey('new'), true);
    assert.deepEqual([done, folders.has(atKey('new').path)], [[], false]);
  });

  it('nothing of a read-only connection goes, or comes', async () => {
    const { deps, atKey, connections, done } = fileSetup('a');
    connections.set(LOCAL.id, { ...LOCAL, readOnly: true });
    await assert.rejects(remove(deps, atKey('a'), false), { code: 'readOnly' });
    for (const how of [move, copy])
      await assert.rejects(relocate(deps, { from: atKey('a'), to: atKey('b'), ...how }), {
        code: 'readOnly',
      });
    assert.deepEqual(done, []);
  });
});
