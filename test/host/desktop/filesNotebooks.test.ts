// Notebooks of objects: the editor has no text document of them, and saves them all the same.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, run } from '../support/contract.ts';
import { closeAll, textOf, uriIn } from '../support/files.ts';
import { put, stored } from '../support/store.ts';

const name = 'File notebooks';
const space = `file-notebooks-${vscode.version.replaceAll('.', '-')}`;

/** Of a notebook with one cell, as large for each text of the same length. */
const file = (text: string) =>
  JSON.stringify({
    cells: [{ cell_type: 'markdown', metadata: {}, source: [text] }],
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  });

describe('notebooks of objects in the Node host', () => {
  let id = '';
  const at = (key: string) => uriIn(id, space)(key);
  const theirs = (key: string, text: string) => put({ space, keys: [key], body: file(text) });
  const now = async (key: string) => JSON.parse(String(await stored(space, key))).cells[0].source.join('');
  const open = async (key: string) => {
    const notebook = await vscode.workspace.openNotebookDocument(at(key));
    await vscode.window.showNotebookDocument(notebook);
    return notebook;
  };
  const type = async (notebook: vscode.NotebookDocument, text: string) => {
    const edit = new vscode.WorkspaceEdit();
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, text, 'markdown');
    edit.set(notebook.uri, [vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(0, 1), [cell])]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(notebook.isDirty, true);
  };

  const save = async (notebook: vscode.NotebookDocument) => {
    if (!(await notebook.save())) throw new Error('not saved');
  };

  before(async () => {
    await put({ space, keys: ['first'] });
    id = await add(name);
  });
  afterEach(closeAll);
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('are saved, and again', async () => {
    await theirs('a.ipynb', 'before');
    const notebook = await open('a.ipynb');
    for (const text of ['mine', 'mine again']) {
      await type(notebook, text);
      await save(notebook);
      assert.equal(await now('a.ipynb'), text);
    }
  });

  for (const when of ['before', 'after'] as const) {
    it(`what somebody else wrote, and somebody read, ${when} it is changed, is not overwritten; after a revert it can be`, async () => {
      const key = `${when}.ipynb`;
      await theirs(key, 'before');
      const notebook = await open(key);
      if (when === 'after') await type(notebook, 'mine');
      await theirs(key, 'THEIRS');
      await textOf(at(key));
      if (when === 'before') await type(notebook, 'mine');
      await assert.rejects(save(notebook));
      assert.deepEqual([await now(key), notebook.isDirty], ['THEIRS', true]);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      assert.equal(notebook.cellAt(0).document.getText(), 'THEIRS');
      await type(notebook, 'mine, over it');
      await save(notebook);
      assert.equal(await now(key), 'mine, over it');
    });
  }
});
