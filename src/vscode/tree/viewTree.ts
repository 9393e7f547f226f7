import type * as vscode from 'vscode';
import type { Disposable } from '../../core/ports.ts';

/** What fills a view once its part is loaded. */
export interface ViewTree<Row> extends Disposable {
  readonly onDidChangeTreeData: (listener: (rows: Row[] | undefined) => void) => Disposable;
  getChildren(row?: Row): Promise<Row[]>;
  getTreeItem(row: Row): vscode.TreeItem;
  getParent(row: Row): Row | undefined;
  resolveTreeItem(item: vscode.TreeItem, row: Row): Promise<vscode.TreeItem>;
}
