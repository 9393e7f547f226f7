import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type * as vscode from 'vscode';
import {
  copyDropped,
  type DroppedDeps,
  removeFoundOnceOver,
  removeOnceOver,
} from '../../../../src/vscode/transfers/dropped.ts';
import { FakeTransfers, transferOf } from '../../../support/fakes/transfers.ts';
import { scratchFolder } from '../../../support/scratch.mjs';

const at = (path: string) => ({ path, fsPath: path }) as vscode.Uri;

/** Nobody waits for a removal: so many turns it has. */
const until = async (holds: () => boolean) => {
  for (let turns = 0; turns < 10_000 && !holds(); turns++) await new Promise(setImmediate);
  assert.ok(holds(), `never happened: ${holds}`);
};

describe('dropped bytes', () => {
  let folder: string;
  let deps: DroppedDeps;
  const file = (name: string, text = name) => ({ name, data: async () => Buffer.from(text) });

  beforeEach(() => {
    folder = join(scratchFolder('dropped'), 'dropped');
    deps = {
      folder: at(folder),
      joinPath: (base, ...names) => at(join(base.path, ...names)),
      fs: {
        delete: async ({ path }) => rm(path, { recursive: true }),
        readDirectory: async ({ path }) => (await readdir(path)).map((name): [string, number] => [name, 2]),
        stat: async ({ path }) => ({ type: 2, ctime: 0, size: 0, mtime: (await stat(path)).mtimeMs }),
        writeFile: async ({ path }, content) => {
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, content);
        },
      },
    };
  });

  it('become files of their names, within the folder', async () => {
    const { paths, remove } = await copyDropped(deps, [
      file('a.txt'),
      file('a.txt', 'other'),
      file('../../x'),
    ]);
    assert.deepEqual(
      paths.map((path) => readFileSync(path, 'utf8')),
      ['a.txt', 'other', '../../x'],
    );
    assert.ok(paths.every((path) => path.startsWith(`${folder}/`)));
    await remove();
    await remove();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('none stays where one could not be had, nor what was left long ago', async () => {
    for (const [name, days] of [
      ['old', 8],
      ['young', 6],
    ] as const) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'x'), 'x');
      const seconds = Date.now() / 1000 - days * 86_400;
      utimesSync(join(folder, name), seconds, seconds);
    }
    const gone = { name: 'b\n', data: async () => Promise.reject(new Error('gone')) };
    await assert.rejects(copyDropped(deps, [file('a'), gone]), { message: /no folders.*: b␊$/ });
    assert.deepEqual(readdirSync(folder), ['young']);
  });

  it('stay as long as a transfer may be tried again', async () => {
    const copies = await copyDropped(deps, [file('a'), file('b')]);
    const [a = '', b = ''] = copies.paths;
    const transfers = new FakeTransfers([
      transferOf('a', 'done', { localPath: a }),
      transferOf('b', 'failed', { localPath: b }),
    ]);
    removeOnceOver(copies, transfers);
    transfers.set(transferOf('b', 'running', { localPath: b }));
    transfers.set(transferOf('b', 'cancelled', { localPath: b }));
    await new Promise(setImmediate);
    assert.ok(existsSync(b));
    transfers.remove('b');
    await until(() => readdirSync(folder).length === 0);
  });

  it('of an upload that a window left go once that is over, and no others', async () => {
    const [first, second] = [
      await copyDropped(deps, [file('a'), file('b')]),
      await copyDropped(deps, [file('c')]),
    ];
    const [a = '', b = ''] = first.paths;
    const transfers = new FakeTransfers([
      transferOf('a', 'paused', { localPath: a }),
      transferOf('b', 'paused', { localPath: b }),
      transferOf('x', 'paused', { localPath: `${folder}-not/x` }),
    ]);
    removeFoundOnceOver(deps, transfers);
    transfers.set(transferOf('a', 'done', { localPath: a }));
    await new Promise(setImmediate);
    assert.ok(existsSync(a));
    transfers.set(transferOf('b', 'done', { localPath: b }));
    await until(() => readdirSync(folder).length === 1);
    assert.ok(existsSync(second.paths[0] ?? ''));
  });

  it('of an upload that a window left go from a folder whose name has a backslash, too', async () => {
    folder = join(folder, 'a\\b');
    deps = { ...deps, folder: at(folder) };
    const { paths } = await copyDropped(deps, [file('a')]);
    const [localPath = ''] = paths;
    removeFoundOnceOver(deps, new FakeTransfers([transferOf('a', 'done', { localPath })]));
    await until(() => !existsSync(localPath));
  });

  it('go at once where nothing was begun', async () => {
    const copies = await copyDropped(deps, [file('a')]);
    removeOnceOver(copies, new FakeTransfers());
    await until(() => readdirSync(folder).length === 0);
  });
});
