// Spaces as files, as a test in the editor's extension host sees them: by `workspace.fs`, documents and edits.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pathOfObject } from '../../../src/core/files/path.ts';

const { fs } = vscode.workspace;

/** The URI of an object or folder in a Space, by its key. */
export const uriIn = (id: string, space: string) => (key: string) => uriAt(id, pathOfObject(space, key));
export const uriAt = (authority: string, path: string): vscode.Uri =>
  vscode.Uri.from({ scheme: 'spaceport', authority, path });

export const textOf = async (uri: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await fs.readFile(uri));
export const write = async (uri: vscode.Uri, text: string): Promise<void> =>
  fs.writeFile(uri, new TextEncoder().encode(text));
/** Names, with a slash behind those of folders. */
export const list = async (uri: vscode.Uri): Promise<readonly string[]> => {
  const entries = await fs.readDirectory(uri);
  return entries.map(([name, type]) => (type === vscode.FileType.Directory ? `${name}/` : name)).sort();
};

/** The code of a `FileSystemError`, and its words. */
export async function failure(work: PromiseLike<unknown>): Promise<{ code: string; message: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof vscode.FileSystemError, `expected a failure, got ${String(error)}`);
  return { code: error.code, message: error.message };
}

export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Puts a text in the place of all, as typing does. */
export async function type(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, whole, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.equal(document.isDirty, true);
}

/** Resolves once it holds of a document, which is looked at whenever one changes. */
export function once(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      waiting.dispose();
      resolve();
    };
    const waiting = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(look),
      vscode.workspace.onDidSaveTextDocument(look),
      vscode.workspace.onDidCloseTextDocument(look),
    );
    look();
  });
}

export const closeAll = async (): Promise<void> => {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
};

/** What both hosts do with the objects `a.txt`, `dir/b`, `dir/ü c`, `dir/deep/d`, each of the content `the content of KEY`. */
export function fileTests(place: () => { readonly id: string; readonly space: string }): void {
  const at = (key: string) => uriIn(place().id, place().space)(key);

  it('shows what is there: the connection, the Space, folders and objects', async () => {
    const { id, space } = place();
    assert.ok((await list(uriAt(id, '/'))).includes(`${space}/`));
    assert.deepEqual(await list(uriAt(id, `/${space}`)), ['a.txt', 'dir/']);
    assert.deepEqual(await list(at('dir')), ['b', 'deep/', 'ü c']);
    const { type: kind, size, permissions } = await fs.stat(at('dir/ü c'));
    assert.equal(kind, vscode.FileType.File);
    assert.equal(size, new TextEncoder().encode('the content of dir/ü c').length);
    assert.equal(permissions ?? 0, 0);
    assert.equal((await fs.stat(at('dir'))).type, vscode.FileType.Directory);
    assert.equal(await textOf(at('dir/ü c')), 'the content of dir/ü c');
  });

  it('says what is not there, and what no request can name', async () => {
    const { id, space } = place();
    assert.equal((await failure(fs.stat(at('gone')))).code, 'FileNotFound');
    assert.equal((await failure(fs.readFile(at('gone')))).code, 'FileNotFound');
    assert.equal((await failure(fs.readDirectory(at('gone')))).code, 'FileNotFound');
    const dots = await failure(write(at('a/../b'), 'x'));
    assert.ok(/"\.\."/.test(dots.message), dots.message);
    const missing = await failure(fs.stat(uriAt('zzzzzzzzzz', '/box/a')));
    assert.equal(missing.code, 'Unavailable');
    assert.ok(/connection/.test(missing.message), missing.message);
    const top = await failure(fs.delete(uriAt(id, `/${space}`), { recursive: true }));
    assert.equal(top.code, 'NoPermissions');
  });

  it('makes, writes, copies, renames and deletes', async () => {
    await fs.createDirectory(at('new/inner'));
    assert.deepEqual(await list(at('new')), ['inner/']);
    await write(at('new/inner/x'), 'made');
    await write(at('new/inner/x'), 'made again');
    await fs.copy(at('new/inner/x'), at('new/y'));
    await fs.rename(at('new/inner/x'), at('new/z ü'));
    assert.deepEqual(await list(at('new')), ['y', 'z ü']);
    assert.equal(
      (await failure(fs.rename(at('new/y'), at('new/z ü'), { overwrite: false }))).code,
      'FileExists',
    );
    await fs.rename(at('new'), at('newer'));
    assert.deepEqual(await list(at('newer')), ['y', 'z ü']);
    assert.equal(await textOf(at('newer/z ü')), 'made again');
    await failure(fs.delete(at('newer'), { recursive: false }));
    await fs.delete(at('newer/y'));
    await fs.delete(at('newer'), { recursive: true });
    assert.equal((await failure(fs.stat(at('newer')))).code, 'FileNotFound');
  });

  it('a document is opened, changed and saved', async () => {
    await write(at('edited.txt'), 'before\n');
    const document = await open(at('edited.txt'));
    assert.equal(document.getText(), 'before\n');
    await type(document, 'after\n');
    assert.equal(await document.save(), true);
    assert.equal(await textOf(at('edited.txt')), 'after\n');
    await closeAll();
    await fs.delete(at('edited.txt'));
  });
}
