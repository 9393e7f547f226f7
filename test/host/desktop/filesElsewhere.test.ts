// Documents whose object is written by other means of the same window, or whose connection is edited.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { add, run } from '../support/contract.ts';
import { closeAll, failure, open, type, uriIn, write } from '../support/files.ts';
import { put, requests, stored, storeFacts } from '../support/store.ts';

const name = 'Files elsewhere';
const space = `files-elsewhere-${vscode.version.replaceAll('.', '-')}`;

describe('documents of objects that others of the window write, in the Node host', () => {
  let id = '';
  const at = (key: string) => uriIn(id, space)(key);
  const now = (key: string) => stored(space, key);

  beforeEach(async () => {
    await put({ space, keys: ['a', 'b'], body: 'before' });
    id = await add(name);
  });
  afterEach(async () => {
    await closeAll();
    await run('removeConnection', { connection: id, confirmed: true });
  });

  it('what another extension writes, of the same size, a changed document does not overwrite', async () => {
    const document = await open(at('a'));
    await type(document, 'mine');
    await write(at('a'), 'THEIRS');
    for (let times = 0; times < 2; times++) {
      assert.equal(await document.save(), false);
      assert.deepEqual([await now('a'), document.isDirty], ['THEIRS', true]);
    }
  });

  it('after its own saves another extension writes over it, and it is saved over nothing', async () => {
    const document = await open(at('a'));
    for (const text of ['ONE', 'TWO']) {
      await type(document, text);
      assert.equal(await document.save(), true);
    }
    await write(at('a'), 'SIX');
    await type(document, 'ABC');
    assert.equal(await document.save(), false);
    assert.equal(await now('a'), 'SIX');
  });

  it('a folder that is moved to a disk, which takes what is shown of it, loses nothing else', async () => {
    const folder = vscode.Uri.file(await mkdtemp(join(tmpdir(), 'spaceport-moved-')));
    await put({ space, keys: ['x/a', 'x/a/b', 'x/c'], body: 'before' });
    const all = async () => [await now('x/a'), await now('x/a/b'), await now('x/c')];
    await failure(vscode.workspace.fs.rename(at('x'), vscode.Uri.joinPath(folder, 'x')));
    assert.deepEqual(await all(), ['before', 'before', 'before']);
    await run('delete', { connection: id, space, key: 'x/a', confirmed: true });
    await vscode.workspace.fs.rename(at('x'), vscode.Uri.joinPath(folder, 'y'));
    assert.deepEqual(await all(), [undefined, undefined, undefined]);
    assert.equal(await readFile(join(folder.fsPath, 'y/a/b'), 'utf8'), 'before');
    await rm(folder.fsPath, { recursive: true });
  });

  it('where its connection gets another endpoint it makes nothing there, and takes no place', async () => {
    const { endpoint, credentials } = storeFacts();
    const there = endpoint.replace('127.0.0.1', 'localhost');
    assert.notEqual(there, endpoint);
    for (const key of ['a', 'b']) await type(await open(at(key)), 'mine');
    await run('delete', { connection: id, space, key: 'a', confirmed: true });
    await run('editConnection', { connection: id, endpoint: there, ...credentials });
    const { length } = await requests();
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty))
      assert.equal(await document.save(), false, document.uri.path);
    const sent = (await requests()).slice(length).map(({ method }) => method);
    assert.ok(sent.length > 0 && sent.every((method) => method === 'HEAD' || method === 'GET'), sent.join());
    assert.deepEqual([await now('a'), await now('b')], [undefined, 'before']);
    const { message } = await failure(write(at('a'), 'mine'));
    assert.match(message, /has another endpoint now/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
