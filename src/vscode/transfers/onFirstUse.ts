import * as vscode from 'vscode';
import { VIEW_TRANSFERS } from '../../contributions.ts';
import { Emitter } from '../../core/emitter.ts';
import type { Disposable, Log } from '../../core/ports.ts';
import type { ViewTree } from '../tree/viewTree.ts';
import type { TransferListRow } from './rows.ts';

/** The view Transfers as activation makes it: empty, and hidden as long as there are none. */
export interface TransfersView extends Disposable {
  readonly view: vscode.TreeView<TransferListRow>;
  /** Where unfinished transfers are kept. */
  readonly folder: vscode.Uri;
  /** How many wait for their turn or run. */
  running(): number;
  /** From now on the view shows this; it is disposed of with the view. */
  fill(tree: ViewTree<TransferListRow>, running: () => number, others: readonly Disposable[]): void;
}

export interface TransfersViewDeps {
  readonly folder: vscode.Uri;
  /** Loads the part that fills the view. */
  load(): Promise<unknown>;
  readonly log: Log;
}

/** A transfer that is not over; windows have files of another kind beside them. */
const LEFT = /^[a-z0-9]{10}\./;

/** Makes the view. What fills it is loaded with the first transfer, or where some were left unfinished. */
export function transfersOnFirstUse({ folder, load, log }: TransfersViewDeps): TransfersView {
  const changed = new Emitter<TransferListRow[] | undefined>();
  const own: Disposable[] = [];
  let tree: ViewTree<TransferListRow> | undefined;
  let running = () => 0;
  let isDisposed = false;
  const view = vscode.window.createTreeView<TransferListRow>(VIEW_TRANSFERS, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => tree?.getChildren(row) ?? [],
      getTreeItem: (row) => tree?.getTreeItem(row) ?? new vscode.TreeItem(''),
      getParent: (row) => tree?.getParent(row),
      resolveTreeItem: async (item, row) => tree?.resolveTreeItem(item, row) ?? item,
    },
  });
  const look = async () => {
    const files = await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
    if (files.some(([name]) => LEFT.test(name)) && !isDisposed) await load();
  };
  // Not within activation, which others wait for.
  const soon = setTimeout(() => {
    void look().catch((error: unknown) => log.warn(`Transfers: ${String(error)}`));
  }, 0);
  return {
    view,
    folder,
    running: () => running(),
    fill(filling, count, others) {
      // It may have been loading while the window was closed.
      if (isDisposed) return vscode.Disposable.from(filling, ...others).dispose();
      tree = filling;
      running = count;
      own.push(
        tree,
        tree.onDidChangeTreeData((rows) => changed.fire(rows)),
        ...others,
      );
      changed.fire(undefined);
    },
    dispose() {
      isDisposed = true;
      clearTimeout(soon);
      view.dispose();
      for (const each of own) each.dispose();
    },
  };
}
