import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { LedgerDeps } from '../../../src/vscode/shares/ledger.ts';
import { FakeEvent } from './editor.ts';

const pathOf = ({ path }: vscode.Uri) => path;
const at = (path: string) => ({ path }) as vscode.Uri;

/** A folder on disk that windows share, with the editor's file system over it; tells the windows that listen. */
export class SharedFolder {
  readonly path: string;
  readonly #written = new FakeEvent<vscode.Uri>();

  constructor(path: string) {
    this.path = path;
  }

  /** One window's view of it; `isDeaf`: no event reaches it. */
  open({ isDeaf = false } = {}): Pick<LedgerDeps, 'fs' | 'joinPath' | 'folder' | 'onDidChangeFile'> {
    const tell = this.#written;
    const fs = {
      createDirectory: async (uri) => void (await mkdir(pathOf(uri), { recursive: true })),
      delete: async (uri) => {
        await rm(pathOf(uri));
        tell.fire(uri);
      },
      readDirectory: async (uri) =>
        (await readdir(pathOf(uri))).map((name): [string, vscode.FileType] => [name, 1]),
      readFile: async (uri) => new Uint8Array(await readFile(pathOf(uri))),
      rename: async (from, to) => {
        await rename(pathOf(from), pathOf(to));
        tell.fire(to);
      },
      stat: async (uri) => {
        const { mtimeMs, size } = await stat(pathOf(uri));
        return { type: 1, ctime: mtimeMs, mtime: mtimeMs, size };
      },
      writeFile: async (uri, content) => {
        await writeFile(pathOf(uri), content);
        tell.fire(uri);
      },
    } satisfies LedgerDeps['fs'];
    return {
      fs,
      joinPath: (base, ...names) => at(join(pathOf(base), ...names)),
      folder: at(this.path),
      onDidChangeFile: isDeaf ? () => ({ dispose: () => undefined }) : (listener) => tell.event(listener),
    };
  }
}
