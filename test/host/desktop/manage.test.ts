// New folder, rename, move, copy, paste and delete by their arguments, in a real extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, refusal, run } from '../support/contract.ts';
import { put, stored } from '../support/store.ts';

const name = 'Contract manage';
// The store outlives the editor: what is changed stays for the next version.
const space = `contract-manage-${vscode.version.replaceAll('.', '-')}`;
const place = { connection: name, space };

describe('managing objects by arguments', () => {
  before(async () => {
    await put({ space, keys: ['a/1', 'a/ü 2', 'b/1', 'c'], body: 'content' });
    await add(name);
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  const isThere = async (key: string) => (await stored(space, key)) !== undefined;
  const there = async (...keys: readonly string[]) => {
    const found: string[] = [];
    for (const key of keys) if (await isThere(key)) found.push(key);
    return found;
  };

  it('newFolder: makes what stands for it, and none twice', async () => {
    assert.equal(await run('newFolder', { ...place, prefix: 'new/x/' }), 'new/x/');
    assert.deepEqual(await there('new/x/'), ['new/x/']);
    assert.match(await refusal('newFolder', { ...place, prefix: 'new/' }), /folder with this name already/);
    assert.match(await refusal('newFolder', { ...place, prefix: 'new/y' }), /ends with a slash/);
  });

  it('rename: an object, and a folder with all below; never over another', async () => {
    assert.equal(await run('rename', { ...place, key: 'c', newName: 'd' }), 'd');
    assert.equal(await run('rename', { ...place, prefix: 'a/', newName: 'z', confirmed: true }), 'z/');
    assert.deepEqual(await there('c', 'd', 'a/1', 'z/1', 'z/ü 2'), ['d', 'z/1', 'z/ü 2']);
    assert.match(
      await refusal('rename', { ...place, prefix: 'z/', newName: 'b', confirmed: true }),
      /already: b\//,
    );
    assert.match(await refusal('rename', { ...place, key: 'd', newName: 'd' }), /Give it another one: d/);
    assert.match(
      await refusal('rename', { ...place, keys: ['d', 'z/1'], newName: 'e' }),
      /one object or folder/,
    );
  });

  it('copyTo and moveTo: to a folder or a key, with what to do about those that are there', async () => {
    const copy = { ...place, key: 'd', to: { space, prefix: 'b/' } };
    assert.deepEqual(await run('copyTo', copy), { done: 1, skipped: 0, failed: 0 });
    assert.deepEqual(await run('copyTo', { ...copy, onConflict: 'skip' }), {
      done: 0,
      skipped: 1,
      failed: 0,
    });
    assert.deepEqual(await run('copyTo', { ...copy, onConflict: 'keepBoth' }), {
      done: 1,
      skipped: 0,
      failed: 0,
    });
    const move = { ...place, key: 'd', to: { space, key: 'moved.txt' }, confirmed: true };
    assert.deepEqual(await run('moveTo', move), { done: 1, skipped: 0, failed: 0 });
    assert.deepEqual(await there('d', 'b/d', 'b/d (2)', 'moved.txt'), ['b/d', 'b/d (2)', 'moved.txt']);
    assert.match(
      await refusal('moveTo', { ...place, prefix: 'b/', to: { space, prefix: 'b/x/' } }),
      /into itself/,
    );
    assert.match(await refusal('moveTo', { ...move, to: { place: 1 } }), /Unknown argument "place"/);
  });

  it('cutObjects and pasteObjects', async () => {
    await run('cutObjects', { ...place, key: 'moved.txt' });
    assert.deepEqual(await run('pasteObjects', { ...place, prefix: 'b/' }), {
      done: 1,
      skipped: 0,
      failed: 0,
    });
    assert.deepEqual(await there('moved.txt', 'b/moved.txt'), ['b/moved.txt']);
    assert.match(await refusal('pasteObjects', place), /nothing to paste/);
  });

  it('previewDelete shows a document that can not be changed; delete does it', async () => {
    assert.deepEqual(await run('previewDelete', { ...place, prefix: 'z/' }), { count: 2, bytes: 14 });
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.getText() ?? '', /Nothing was changed.*\n.*\n\n.*z\/1\n.*z\/ü 2\n/);
    assert.equal(document?.uri.scheme, 'spaceport-text');
    assert.deepEqual(await run('delete', { ...place, prefix: 'z/', confirmed: true }), {
      deleted: 2,
      failed: 0,
    });
    assert.deepEqual(await there('z/1', 'z/ü 2', 'b/1'), ['b/1']);
    assert.match(await refusal('delete', { ...place, prefix: 'z/', confirmed: true }), /no object below z\//);
  });
});
