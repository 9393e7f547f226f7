import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { SpacesError } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import type { Transfers } from '../../core/transfers/transfer.ts';
import type { DroppedBytes } from '../tree/dragAndDrop.ts';

export interface DroppedDeps {
  readonly fs: Pick<vscode.FileSystem, 'delete' | 'readDirectory' | 'stat' | 'writeFile'>;
  readonly joinPath: typeof vscode.Uri.joinPath;
  /** The extension's own. */
  readonly folder: vscode.Uri;
}

/** Dropped bytes as files of this machine, for as long as they are needed. */
export interface DroppedCopies {
  readonly paths: readonly string[];
  /** What is not there any more is no failure. */
  remove(): Promise<void>;
}

/** So long nobody goes on with what a window left that is gone. Milliseconds. */
const STALE_MS = 7 * 86_400_000;

/**
 * A browser's window hands over bytes without an address: they become files, since an upload reads a file as often as it
 * has to.
 */
export async function copyDropped(deps: DroppedDeps, files: readonly DroppedBytes[]): Promise<DroppedCopies> {
  const { fs, joinPath, folder } = deps;
  await removeStale(deps);
  const own = joinPath(folder, globalThis.crypto.randomUUID());
  const remove = () => discard(fs, own);
  const paths: string[] = [];
  try {
    for (const { name, data } of files) {
      // A name with a slash would lead elsewhere; browsers give none.
      const uri = joinPath(own, String(paths.length), name.replaceAll(/[/\\]/g, '_'));
      await fs.writeFile(uri, await bytesOf(name, data));
      paths.push(uri.fsPath);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { paths, remove };
}

/** A browser gives a folder a name and a size, and no bytes. */
async function bytesOf(name: string, data: DroppedBytes['data']): Promise<Uint8Array> {
  try {
    return await data();
  } catch (cause) {
    const message = t("A browser hands over files, and no folders. This one can't be read: {0}", plain(name));
    throw new SpacesError('localFile', message, { cause });
  }
}

/** Removes them once no transfer may read them again: one that failed or was cancelled can be tried again while it is listed. */
export function removeOnceOver(
  { paths, remove }: DroppedCopies,
  transfers: Pick<Transfers, 'list' | 'onDidChange'>,
): void {
  const ours = new Set(paths);
  const isOver = () =>
    transfers.list().every(({ localPath, state }) => state === 'done' || !ours.has(localPath));
  if (isOver()) return void remove();
  const subscription = transfers.onDidChange(() => {
    if (!isOver()) return;
    subscription.dispose();
    void remove();
  });
}

/** The same of copies whose upload a window left that is gone. */
export function removeFoundOnceOver(
  { fs, joinPath, folder }: DroppedDeps,
  transfers: Pick<Transfers, 'list' | 'onDidChange'>,
): void {
  const { length } = folder.fsPath;
  const found = transfers
    .list()
    .map(({ localPath }) => localPath)
    .filter((path) => path.startsWith(folder.fsPath) && /[/\\]/.test(path[length] ?? ''));
  for (const [own = '', paths] of Map.groupBy(found, (path) => path.slice(length + 1).split(/[/\\]/, 1)[0]))
    removeOnceOver({ paths, remove: () => discard(fs, joinPath(folder, own)) }, transfers);
}

async function removeStale({ fs, joinPath, folder }: DroppedDeps): Promise<void> {
  const all = await fs.readDirectory(folder).then(undefined, () => []);
  for (const [name] of all) {
    const uri = joinPath(folder, name);
    const found = await fs.stat(uri).then(undefined, () => undefined);
    if (found === undefined || Date.now() - found.mtime < STALE_MS) continue;
    await discard(fs, uri);
  }
}

async function discard(fs: Pick<DroppedDeps['fs'], 'delete'>, uri: vscode.Uri): Promise<void> {
  await fs.delete(uri, { recursive: true }).then(undefined, () => undefined);
}
