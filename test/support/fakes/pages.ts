import type * as vscode from 'vscode';
import type { LedgerPlace } from '../../../src/vscode/shares/pages.ts';
import { FakeEvent } from './editor.ts';

const at = (path: string) => ({ path }) as vscode.Uri;

/**
 * A browser's own storage, with pages over it as the editor has them (indexedDBFileSystemProvider.ts): each keeps a tree of
 * the files that were there when it was opened and those that it wrote, and knows no other; of each change all hear.
 */
export class BrowserStorage {
  readonly files = new Map<string, string>();
  readonly #changed = new FakeEvent<vscode.Uri>();

  openPage(folder = '/shares'): LedgerPlace {
    const tree = new Set(this.files.keys());
    const known = (path: string) => {
      if (!tree.has(path)) throw new Error(`EntryNotFound: ${path}`);
    };
    const write = (path: string, text: string) => {
      this.files.set(path, text);
      tree.add(path);
      this.#changed.fire(at(path));
    };
    const remove = (path: string) => {
      known(path);
      this.files.delete(path);
      tree.delete(path);
      this.#changed.fire(at(path));
    };
    const read = (path: string) => {
      known(path);
      const text = this.files.get(path);
      if (text === undefined) throw new Error(`EntryNotFound: ${path}`);
      return text;
    };
    return {
      folder: at(folder),
      joinPath: (base, ...names) => at([base.path, ...names].join('/')),
      onDidChangeFile: (listener) => this.#changed.event(listener),
      fs: {
        createDirectory: async () => undefined,
        readDirectory: async () => [...tree].map((path) => [path.slice(folder.length + 1), 1]),
        readFile: async ({ path }) => new TextEncoder().encode(read(path)),
        writeFile: async ({ path }, content) => write(path, new TextDecoder().decode(content)),
        stat: async ({ path }) => ({ type: 1, ctime: 0, mtime: 0, size: read(path).length }),
        delete: async ({ path }) => remove(path),
        rename: async (from, to) => {
          write(to.path, read(from.path));
          remove(from.path);
        },
      },
    };
  }
}
