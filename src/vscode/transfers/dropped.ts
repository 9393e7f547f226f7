import * as vscode from 'vscode';
import type { DroppedBytes } from '../tree/dragAndDrop.ts';

/** Dropped bytes as files of this machine, for as long as they are needed. */
export interface DroppedCopies {
  readonly paths: readonly string[];
  /** What is not there any more is no failure. */
  remove(): Promise<void>;
}

/**
 * A browser's window hands over bytes without an address: they become files, since an upload reads a file as often as it
 * has to. `folder` is the extension's own.
 */
export async function copyDropped(
  files: readonly DroppedBytes[],
  folder: vscode.Uri,
): Promise<DroppedCopies> {
  const { fs } = vscode.workspace;
  const own = vscode.Uri.joinPath(folder, globalThis.crypto.randomUUID());
  const remove = async () => fs.delete(own, { recursive: true }).then(undefined, () => undefined);
  const paths: string[] = [];
  try {
    for (const { name, data } of files) {
      // A name with a slash would lead elsewhere; browsers give none.
      const uri = vscode.Uri.joinPath(own, String(paths.length), name.replaceAll(/[/\\]/g, '_'));
      await fs.writeFile(uri, await data());
      paths.push(uri.fsPath);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { paths, remove };
}
