// Documents of objects: what becomes of them where the editor, or somebody else, does something to the object.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, run } from '../support/contract.ts';
import { closeAll, once, open, textOf, type, uriIn } from '../support/files.ts';
import { outside } from '../support/outside.ts';
import { put, stored } from '../support/store.ts';

const name = 'File documents';
const space = `file-documents-${vscode.version.replaceAll('.', '-')}`;
const place = { connection: name, space };

describe('documents of objects in the Node host', () => {
  let id = '';
  const at = (key: string) => uriIn(id, space)(key);
  /** Somebody else writes. */
  const theirs = (key: string, body: string) => put({ space, keys: [key], body });
  const now = (key: string) => stored(space, key);
  const edit = async (build: (all: vscode.WorkspaceEdit) => void) => {
    const all = new vscode.WorkspaceEdit();
    build(all);
    assert.ok(await vscode.workspace.applyEdit(all));
  };

  before(async () => {
    await put({ space, keys: ['first'] });
    id = await add(name);
  });
  afterEach(closeAll);
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('a save keeps the content type', async () => {
    await put({ space, keys: ['typed'], body: '<p>old</p>', contentType: 'text/html; charset=utf-8' });
    const document = await open(at('typed'));
    await type(document, '<p>new</p>');
    assert.equal(await document.save(), true);
    assert.equal(await now('typed'), '<p>new</p>');
    const { headers } = (await outside('storeBeside', { space, key: 'typed' })) as {
      headers: Record<string, string>;
    };
    assert.ok(JSON.stringify(headers).includes('text/html; charset=utf-8'), JSON.stringify(headers));
  });

  for (const [kind, body] of [
    ['the same size', 'THEIRS'],
    ['another size', 'their longer content'],
  ] as const) {
    it(`what somebody else wrote since, of ${kind}, is not overwritten; after a revert it can be`, async () => {
      const key = `conflict of ${kind}`;
      await theirs(key, 'before');
      const document = await open(at(key));
      await type(document, 'mine');
      await theirs(key, body);
      assert.equal(await document.save(), false);
      assert.deepEqual([await now(key), document.isDirty, document.getText()], [body, true, 'mine']);
      // Not the next time either.
      assert.equal(await document.save(), false);
      assert.equal(await now(key), body);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await once(() => !document.isDirty && document.getText() === body);
      await type(document, 'mine, over it');
      assert.equal(await document.save(), true);
      assert.equal(await now(key), 'mine, over it');
    });
  }

  it('what was deleted since is made again', async () => {
    await theirs('deleted', 'before');
    const document = await open(at('deleted'));
    await type(document, 'mine');
    await run('delete', { ...place, key: 'deleted', confirmed: true });
    assert.equal(await document.save(), true);
    assert.equal(await now('deleted'), 'mine');
  });

  it('undone to what was read, it is made of that: what came since is not overwritten', async () => {
    await theirs('undone', 'before');
    const document = await open(at('undone'));
    await type(document, 'mine');
    await vscode.commands.executeCommand('undo');
    await once(() => !document.isDirty);
    assert.equal(document.getText(), 'before');
    await theirs('undone', 'THEIRS');
    await type(document, 'mine again');
    assert.equal(await document.save(), false);
    assert.equal(await now('undone'), 'THEIRS');
  });

  it('what somebody else wrote, and somebody read, before the first key is typed is not overwritten', async () => {
    await theirs('read', 'before');
    // An editor that shows it looks behind that whether it is another by now, and would take theirs.
    const document = await vscode.workspace.openTextDocument(at('read'));
    await theirs('read', 'THEIRS');
    assert.equal(await textOf(at('read')), 'THEIRS');
    assert.equal(document.getText(), 'before');
    await type(document, 'mine');
    await vscode.window.showTextDocument(document);
    assert.equal(await document.save(), false);
    assert.deepEqual([await now('read'), document.getText()], ['THEIRS', 'mine']);
  });

  it('another language is no other document', async () => {
    await theirs('language.txt', 'before');
    const document = await open(at('language.txt'));
    await type(document, 'mine');
    await vscode.languages.setTextDocumentLanguage(document, 'json');
    assert.equal(await document.save(), true);
    assert.equal(await now('language.txt'), 'mine');
  });

  it('saved several times in a row, each over the one before', async () => {
    await theirs('often', 'before');
    const document = await open(at('often'));
    for (const text of ['one', 'two', 'three']) {
      await type(document, text);
      assert.equal(await document.save(), true);
      assert.equal(await now('often'), text);
    }
  });

  it('what a command of the tree wrote over it is shown at once', async () => {
    await theirs('shown', 'before');
    await theirs('other', 'quite another content');
    const document = await open(at('shown'));
    const to = { space, key: 'shown' };
    await run('copyTo', { ...place, key: 'other', to, onConflict: 'replace', confirmed: true });
    await once(() => document.getText() === 'quite another content');
    assert.equal(document.isDirty, false);
  });

  it('renamed while it is changed: what was typed goes along, and is saved over what went along', async () => {
    await theirs('old.txt', 'before');
    const document = await open(at('old.txt'));
    await type(document, 'mine');
    await edit((all) => all.renameFile(at('old.txt'), at('to/new.txt')));
    assert.deepEqual([await now('old.txt'), await now('to/new.txt')], [undefined, 'before']);
    const moved = await vscode.workspace.openTextDocument(at('to/new.txt'));
    assert.deepEqual([moved.getText(), moved.isDirty], ['mine', true]);
    await vscode.window.showTextDocument(moved);
    assert.equal(await moved.save(), true);
    assert.equal(await now('to/new.txt'), 'mine');
  });

  it('renamed while it is changed, what somebody else then writes there is not overwritten', async () => {
    await theirs('from.txt', 'before');
    const document = await open(at('from.txt'));
    await type(document, 'mine');
    await edit((all) => all.renameFile(at('from.txt'), at('onto.txt')));
    await theirs('onto.txt', 'THEIRS');
    const moved = await vscode.workspace.openTextDocument(at('onto.txt'));
    await vscode.window.showTextDocument(moved);
    assert.equal(await moved.save(), false);
    assert.equal(await now('onto.txt'), 'THEIRS');
  });

  it('files are made and deleted as the file explorer does', async () => {
    await edit((all) => all.createFile(at('made/empty.txt')));
    assert.equal(await now('made/empty.txt'), '');
    await open(at('made/empty.txt'));
    await edit((all) => all.deleteFile(at('made'), { recursive: true }));
    assert.equal(await now('made/empty.txt'), undefined);
  });
});
