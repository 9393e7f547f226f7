import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { createFiles } from '../../../src/vscode/files.ts';

interface FakeUri {
  readonly scheme: string;
  readonly path: string;
  with(change: { path: string }): FakeUri;
}

function uri(path: string, scheme = 'file'): FakeUri {
  return { scheme, path, with: (change) => uri(change.path, scheme) };
}

/** An editor with a file system in memory, and a person who picks what is scripted. */
function editor(picks: readonly (FakeUri | undefined)[]) {
  const files = new Map<string, string>();
  const asked: { readonly defaultUri: FakeUri; readonly filters: object }[] = [];
  const opened: string[] = [];
  const rules = { fails: (_path: string): boolean => false, canBrowse: true, why: 'no' };
  const queue = [...picks];
  const fs = {
    async writeFile({ path }: FakeUri, bytes: Uint8Array) {
      if (rules.fails(path)) throw new Error(rules.why);
      files.set(path, new TextDecoder().decode(bytes));
    },
    async rename(from: FakeUri, to: FakeUri) {
      if (rules.fails(to.path)) throw new Error('no');
      files.set(to.path, files.get(from.path) ?? '');
      files.delete(from.path);
    },
    async delete({ path }: FakeUri) {
      if (!files.delete(path)) throw new Error('FileNotFound');
    },
  };
  const api = {
    window: {
      async showSaveDialog(options: { defaultUri: FakeUri; filters: object }) {
        asked.push(options);
        return queue.shift();
      },
    },
    workspace: { fs },
    env: {
      async openExternal({ path }: FakeUri) {
        if (rules.canBrowse) opened.push(`browser ${path}`);
        return rules.canBrowse;
      },
    },
    commands: { executeCommand: async (id: string, { path }: FakeUri) => opened.push(`${id} ${path}`) },
    Uri: {
      file: (path: string) => uri(path),
      joinPath: (base: FakeUri, ...parts: string[]) => uri(posix.join(base.path, ...parts), base.scheme),
    },
  };
  const local = async () => ({ homeFolder: '/home/me' }) as never;
  return {
    saver: createFiles(api as never, local),
    noMachine: createFiles(api as never, undefined),
    files,
    asked,
    opened,
    rules,
  };
}

const SUGGESTION = { name: 'links.csv', kind: 'CSV', extension: 'csv' };

describe('a file that the person picks', () => {
  it('is asked for in their own folder, then where the last one went', async () => {
    const { saver, asked, files } = editor([uri('/data/mine.csv'), uri('/data/second.csv')]);
    assert.equal((await saver.save('a', SUGGESTION)).name, 'mine.csv');
    await saver.save(new TextEncoder().encode('b'), SUGGESTION);
    assert.deepEqual(
      asked.map(({ defaultUri }) => defaultUri.path),
      ['/home/me/links.csv', '/data/links.csv'],
    );
    assert.deepEqual(asked[0]?.filters, { CSV: ['csv'] });
    assert.deepEqual(
      [...files],
      [
        ['/data/mine.csv', 'a'],
        ['/data/second.csv', 'b'],
      ],
    );
  });

  it('has no folder to begin with where there is no machine', async () => {
    const { noMachine, asked } = editor([uri('/links.csv')]);
    await noMachine.save('a', SUGGESTION);
    assert.equal(asked[0]?.defaultUri.path, '/links.csv');
  });

  it('a dismissed dialog writes nothing', async () => {
    const { saver, files } = editor([undefined]);
    await assert.rejects(saver.save('a', SUGGESTION), { name: 'Cancelled' });
    assert.equal(files.size, 0);
  });

  it('is there whole or not at all', async () => {
    const { saver, files, rules } = editor([uri('/full/a.csv')]);
    files.set('/full/a.csv', 'before');
    rules.fails = () => true;
    await assert.rejects(saver.save('a', SUGGESTION), { code: 'localFile', message: /a\.csv/ });
    assert.deepEqual([...files], [['/full/a.csv', 'before']]);
  });

  it('leaves what was there alone on a full disk', async () => {
    const { saver, files, rules } = editor([uri('/full/a.csv')]);
    files.set('/full/a.csv', 'before');
    rules.fails = (path) => path.endsWith('.tmp');
    rules.why =
      'Unable to write file (Unknown (FileSystemError): Error: ENOSPC: no space left on device, write)';
    await assert.rejects(saver.save('a', SUGGESTION), { code: 'localFile' });
    assert.deepEqual([...files], [['/full/a.csv', 'before']]);
  });

  it('is written in its place where nothing can stand beside it', async () => {
    for (const fails of [(path: string) => path.endsWith('.tmp'), undefined]) {
      const { saver, files, rules } = editor([uri('/one/a.csv')]);
      let renames = 0;
      rules.fails = fails ?? ((path) => path === '/one/a.csv' && renames++ === 0);
      await saver.save('a', SUGGESTION);
      assert.deepEqual([...files], [['/one/a.csv', 'a']]);
    }
  });

  it('a page opens in the browser, everything else in the editor', async () => {
    const { saver, opened, rules } = editor([
      uri('/a.html'),
      uri('/b.csv'),
      uri('/c.html', 'vscode-remote'),
      uri('/d.htm'),
    ]);
    const open = async () => (await saver.save('', SUGGESTION)).open();
    await open();
    await open();
    await open();
    rules.canBrowse = false;
    await open();
    assert.deepEqual(opened, [
      'browser /a.html',
      'vscode.open /b.csv',
      'vscode.open /c.html',
      'vscode.open /d.htm',
    ]);
  });
});
