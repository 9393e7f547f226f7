import type * as vscode from 'vscode';
import { Emitter } from '../../core/emitter.ts';
import { isShareId } from '../../core/ledgerFile.ts';
import type { Disposable, Log } from '../../core/ports.ts';
import type { LedgerDeps } from './ledger.ts';

/** Where a ledger keeps its files. */
export type LedgerPlace = Pick<LedgerDeps, 'fs' | 'joinPath' | 'folder' | 'onDidChangeFile'>;

/** What pages tell each other in: the shares that were added since they were opened, with their texts, and those removed. */
const NEWS = 'changed.json';

/**
 * A folder in a browser's own storage (IndexedDB), as all pages of a profile see it. There a page lists, reads and removes
 * only the files that were there when it was opened and those that it wrote itself; of another page's it hears the name
 * alone (the editor's indexedDBFileSystemProvider.ts keeps its tree). So each page writes what it knows into one file,
 * which all have in their trees, and writes it again where another has overwritten it with less.
 */
export function acrossPages(place: LedgerPlace, log: Log): LedgerPlace & Disposable {
  const { fs, joinPath, folder } = place;
  const news = joinPath(folder, NEWS);
  const changed = new Emitter<vscode.Uri>();
  const added = new Map<string, string>();
  const removed = new Set<string>();

  const announce = async () => {
    const text = JSON.stringify({ added: Object.fromEntries(added), removed: [...removed] });
    await fs.writeFile(news, encode(text));
  };
  const listen = async () => {
    const told = readNews(decode(await fs.readFile(news)));
    const isLess = [...added.keys()].some((name) => !told.added.has(name) && !told.removed.has(name));
    const isOlder = [...removed].some((name) => !told.removed.has(name));
    const names = [...told.removed].filter((name) => !removed.has(name));
    for (const name of names) {
      removed.add(name);
      added.delete(name);
    }
    for (const [name, text] of told.added) {
      if (removed.has(name) || added.has(name)) continue;
      added.set(name, text);
      names.push(name);
    }
    for (const name of names) changed.fire(joinPath(folder, name));
    if (isLess || isOlder) await announce();
  };
  let isBlind = false;
  const hear = async (file: vscode.Uri) => {
    if (nameOf(file) !== NEWS) return changed.fire(file);
    try {
      await listen();
      isBlind = false;
    } catch (error) {
      if (isBlind) throw error;
      isBlind = true;
      // It is in this page's tree once it was written here; the others then write what is missing in it.
      await announce();
    }
  };
  const subscription = place.onDidChangeFile((file) => {
    hear(file).catch((error: unknown) => log.warn(`Active Shares: ${String(error)}`));
  });

  return {
    joinPath,
    folder,
    onDidChangeFile: changed.event,
    dispose: () => subscription.dispose(),
    fs: {
      createDirectory: (uri) => fs.createDirectory(uri),
      stat: (uri) => fs.stat(uri),
      writeFile: (uri, content) => fs.writeFile(uri, content),
      async readDirectory(uri) {
        const names = new Map(await fs.readDirectory(uri));
        for (const name of added.keys()) names.set(name, 1);
        return [...names].filter(([name]) => name !== NEWS && !removed.has(name));
      },
      async readFile(uri) {
        const text = added.get(nameOf(uri));
        return text === undefined ? fs.readFile(uri) : encode(text);
      },
      async rename(from, to, options) {
        const text = decode(await fs.readFile(from));
        await fs.rename(from, to, options);
        added.set(nameOf(to), text);
        await announce();
      },
      async delete(uri) {
        const name = nameOf(uri);
        if (!isShare(name)) return fs.delete(uri);
        const text = added.get(name) ?? '';
        removed.add(name);
        added.delete(name);
        try {
          await fs.delete(uri);
        } catch {
          // Another page's file can be removed once it was written here.
          await fs.writeFile(uri, encode(text));
          await fs.delete(uri);
        }
        await announce();
      },
    },
  };
}

interface News {
  readonly added: ReadonlyMap<string, string>;
  readonly removed: ReadonlySet<string>;
}

/** What can't be read tells nothing. */
function readNews(text: string): News {
  const { added, removed } = JSON.parse(text) as { added?: object; removed?: unknown };
  const texts = Object.entries(added ?? {}).filter(
    (each): each is [string, string] => isShare(each[0]) && typeof each[1] === 'string',
  );
  const names = (Array.isArray(removed) ? removed : []).filter(
    (each): each is string => typeof each === 'string' && isShare(each),
  );
  return { added: new Map(texts), removed: new Set(names) };
}

function isShare(name: string): boolean {
  return name.endsWith('.json') && isShareId(name.slice(0, -'.json'.length));
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
