// Upload commands for a file of this machine, and the upload itself, in a real extension host.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { add, clipboard, refusal, run } from '../support/contract.ts';
import { addSpace, requests, stored } from '../support/store.ts';

const name = 'From the editor';
const space = 'from-editor';
const key = 'in/photo & "more".png';
const target = { connection: name, space, key };
const file = join(tmpdir(), `spaceport-from-editor-${Date.now()}`, 'photo.png');
const content = 'ä\0\r\n\u001b[31m bytes';

/** Forms have no query. What a key may do is asked by POST, too, and nobody waits for it. */
const forms = async () =>
  (await requests()).filter((each) => each.method === 'POST' && Object.keys(each.query).length === 0).length;

describe('a file of this machine', () => {
  before(async () => {
    await addSpace(space);
    await add(name);
    await vscode.workspace.fs.writeFile(vscode.Uri.file(file), new TextEncoder().encode(content));
  });
  after(async () => {
    await run('removeConnection', { connection: name, confirmed: true });
    await vscode.workspace.fs.delete(vscode.Uri.file(join(file, '..')), { recursive: true });
  });

  it('is uploaded in a terminal byte for byte, and nothing is handed out', async () => {
    await vscode.env.clipboard.writeText('untouched');
    const { expiresAt } = (await run('uploadInTerminal', { ...target, file })) as { expiresAt: string };
    assert.ok(Math.abs(Date.parse(expiresAt) - Date.now() - 900_000) < 10_000);
    assert.equal(await stored(space, key), content);
    assert.equal(await clipboard(), 'untouched');
  });

  it('the terminal is ours, and the editor keeps nothing of it', () => {
    const [terminal] = vscode.window.terminals.filter((each) => each.name.startsWith('Upload: in/photo'));
    assert.ok(terminal);
    assert.ok('pty' in terminal.creationOptions);
    assert.equal(terminal.creationOptions.isTransient, true);
    assert.equal(JSON.stringify(terminal.creationOptions).includes('X-Amz'), false);
    terminal.dispose();
  });

  it('what can’t be uploaded is refused before anything is sent', async () => {
    const before = await forms();
    assert.match(await refusal('uploadInTerminal', { ...target, file: `${file}.none` }), /no file here/);
    assert.match(await refusal('uploadInTerminal', { ...target, file: 'package.json' }), /absolute path/);
    assert.match(await refusal('uploadInTerminal', target), /give "file"/);
    assert.match(await refusal('uploadInTerminal', { ...target, key: ' edge', file }), /white space/);
    assert.match(await refusal('uploadInTerminal', { ...target, file, shell: 'cmd' }), /Unknown argument/);
    assert.match(await refusal('copyUploadCommandForFile', { ...target, expiresIn: 60 }), /give "file"/);
    assert.equal(await forms(), before);
  });

  it('what the server refuses is thrown in words', async () => {
    assert.match(
      await refusal('uploadInTerminal', { ...target, space: 'no-such-space', file }),
      /no such Space/,
    );
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it('has an upload command with its path', async () => {
    const args = { ...target, file, expiresIn: 60 };
    const result = await run('copyUploadCommandForFile', args);
    assert.deepEqual(Object.keys(result as object), ['expiresAt']);
    assert.ok((await clipboard()).includes(`'file=@${file}'`));
  });
});
