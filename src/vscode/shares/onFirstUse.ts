import * as vscode from 'vscode';
import { VIEW_SHARES } from '../../contributions.ts';
import { Emitter } from '../../core/emitter.ts';
import type { Disposable, Log } from '../../core/ports.ts';
import type { ViewTree } from '../tree/viewTree.ts';
import type { LedgerRow } from './rows.ts';

/** The view Active Shares and the folder of the ledger, as activation makes them: empty, and loaded on first use. */
export interface SharesView extends Disposable {
  readonly view: vscode.TreeView<LedgerRow>;
  /** One file a share. */
  readonly folder: vscode.Uri;
  /** What was written or removed there, by any window. */
  onDidChangeFile(listener: (file: vscode.Uri) => void): Disposable;
  /** From now on the view shows this; it is disposed of with the view. */
  fill(tree: ViewTree<LedgerRow>, others: readonly Disposable[]): void;
}

export interface SharesViewDeps {
  readonly folder: vscode.Uri;
  /** Loads the part that fills the view. */
  load(): Promise<unknown>;
  readonly log: Log;
}

const FILES = '*.json';
/** A share's file; pages without a server have one of another kind beside them. */
const SHARE = /^[a-z0-9]{10}\.json$/;

/** Makes the view. What fills it is loaded when it is seen, when something is shared already, or is by another window. */
export function sharesOnFirstUse({ folder, load, log }: SharesViewDeps): SharesView {
  const changed = new Emitter<LedgerRow[] | undefined>();
  const files = new Emitter<vscode.Uri>();
  const own: Disposable[] = [];
  let tree: ViewTree<LedgerRow> | undefined;
  let isDisposed = false;

  const filled = async (): Promise<ViewTree<LedgerRow>> => {
    if (tree === undefined) await load();
    if (tree === undefined) throw new Error('nothing fills Active Shares');
    return tree;
  };
  const view = vscode.window.createTreeView<LedgerRow>(VIEW_SHARES, {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => (await filled()).getChildren(row),
      // Rows come from what fills the view: it is there.
      getTreeItem: async (row) => (await filled()).getTreeItem(row),
      getParent: (row) => tree?.getParent(row),
      resolveTreeItem: async (item, row) => (await filled()).resolveTreeItem(item, row),
    },
  });
  const tell = async (file: vscode.Uri) => {
    await filled();
    files.fire(file);
  };
  const watch = async () => {
    const { fs } = vscode.workspace;
    // A folder that is not there can't be watched.
    await fs.createDirectory(folder);
    if (isDisposed) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, FILES));
    const hear = (file: vscode.Uri) => void tell(file).catch(ignore);
    own.push(watcher, watcher.onDidCreate(hear), watcher.onDidChange(hear), watcher.onDidDelete(hear));
    const names = await fs.readDirectory(folder);
    if (names.some(([name]) => SHARE.test(name))) await filled();
  };
  const ignore = (error: unknown) => log.warn(`Active Shares: ${String(error)}`);
  // Not within activation, which others wait for.
  const soon = setTimeout(() => void watch().catch(ignore), 0);

  return {
    view,
    folder,
    onDidChangeFile: files.event,
    fill(filling, others) {
      // It may have been loading while the window was closed.
      if (isDisposed) return vscode.Disposable.from(filling, ...others).dispose();
      tree = filling;
      own.push(
        tree,
        tree.onDidChangeTreeData((rows) => changed.fire(rows)),
        ...others,
      );
    },
    dispose() {
      isDisposed = true;
      clearTimeout(soon);
      view.dispose();
      for (const each of own) each.dispose();
    },
  };
}
