import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, run } from '../support/contract.ts';
import { failure, fileTests, list, textOf, uriAt, uriIn, write } from '../support/files.ts';
import { put, requests, stored } from '../support/store.ts';

const name = 'Files';
// The store outlives the editor.
const space = `files-${vscode.version.replaceAll('.', '-')}`;
const { fs } = vscode.workspace;

describe('Spaces as files in the Node host', () => {
  let id = '';
  const at = (key: string) => uriIn(id, space)(key);
  const fill = async (...keys: readonly string[]) => {
    for (const key of keys) await put({ space, keys: [key], body: `the content of ${key}` });
  };

  before(async () => {
    await fill('a.txt', 'dir/b', 'dir/ü c', 'dir/deep/d');
    id = await add(name);
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  fileTests(() => ({ id, space }));

  it('of an object and a folder of one name it shows the object; what is in the folder opens by its path', async () => {
    await fill('both', 'both/inner', 'odd//x', 'odd/%41', 'odd/', 'odd/..', 'odd/a\\b');
    assert.equal((await fs.stat(at('both'))).type, vscode.FileType.File);
    assert.equal(await textOf(at('both/inner')), 'the content of both/inner');
    assert.deepEqual(await list(at('odd')), ['%%41', '%..', '%/', 'a\\b']);
    for (const key of ['odd//x', 'odd/%41', 'odd/a\\b'])
      assert.equal(await textOf(at(key)), `the content of ${key}`);
    await fs.rename(at('odd//x'), at('odd//y'));
    assert.equal(await stored(space, 'odd//y'), 'the content of odd//x');
  });

  it('of a folder it reads all pages', async () => {
    const keys = Array.from({ length: 2_345 }, (_, index) => `many/${index}`);
    await put({ space, keys });
    assert.equal((await list(at('many'))).length, keys.length);
  });

  it('asks for no folder that it has just listed, and for a file each time; what is written here is there at once', async () => {
    const asked = async () => {
      const all = (await requests()).filter(
        (request) => request.space === space && request.method !== 'POST',
      );
      return all.map(({ method, key = '' }) => `${method} ${key}`);
    };
    await list(uriAt(id, `/${space}`));
    const { length } = await asked();
    assert.equal((await fs.stat(at('dir'))).type, vscode.FileType.Directory);
    for (const key of ['.vscode', '.vscode/settings.json', 'fresh'])
      assert.equal((await failure(fs.stat(at(key)))).code, 'FileNotFound');
    for (let count = 0; count < 2; count++) await fs.stat(at('a.txt'));
    assert.deepEqual((await asked()).slice(length), ['HEAD a.txt', 'HEAD a.txt']);
    await write(at('fresh/x'), 'made');
    assert.equal((await fs.stat(at('fresh'))).type, vscode.FileType.Directory);
    await fs.delete(at('fresh'), { recursive: true });
    assert.equal((await failure(fs.stat(at('fresh')))).code, 'FileNotFound');
  });

  it('where the connection is read-only files are, and nothing is sent', async () => {
    const other = await add('Files, read-only', { readOnly: true });
    const own = uriIn(other, space);
    assert.equal((await fs.stat(own('a.txt'))).permissions, vscode.FilePermission.Readonly);
    const before = (await requests()).length;
    for (const work of [
      fs.delete(own('a.txt')),
      fs.rename(own('a.txt'), own('b.txt')),
      fs.createDirectory(own('new')),
    ])
      await failure(work);
    await failure(write(own('b.txt'), 'x'));
    const sent = (await requests()).slice(before).filter(({ method }) => !['GET', 'HEAD'].includes(method));
    assert.deepEqual(sent, []);
    await run('removeConnection', { connection: 'Files, read-only', confirmed: true });
    assert.equal((await failure(fs.stat(own('a.txt')))).code, 'Unavailable');
  });

  it('a copy from one connection to another, and a Space that is not there', async () => {
    const other = await add('Files, too');
    await fs.copy(at('a.txt'), uriIn(other, space)('copied.txt'));
    assert.equal(await stored(space, 'copied.txt'), 'the content of a.txt');
    // A browser is not told so: there the answer can't be read.
    for (const work of [fs.stat, fs.readDirectory])
      assert.equal((await failure(work(uriAt(other, '/no-such-space')))).code, 'FileNotFound');
    await run('removeConnection', { connection: 'Files, too', confirmed: true });
  });
});
