import * as vscode from 'vscode';
import { VIEW_EXPLORER } from '../../contributions.ts';
import type { Listing } from '../../core/listing.ts';
import type { Disposable } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { createDragAndDrop, type Drops } from './dragAndDrop.ts';
import { toTooltip, toTreeItem } from './items.ts';
import { containerRow, ExplorerProvider, type ProviderDeps } from './provider.ts';
import { ConnectionRow, folderOf, idOf, ObjectRow, type Row } from './rows.ts';

export type ExplorerDeps = Omit<ProviderDeps, 'toTreeItem' | 'toTooltip'> & {
  /** Absent in a browser. */
  readonly drops: Drops | undefined;
};

/** The tree "Spaces". */
export interface Explorer extends Disposable {
  readonly view: vscode.TreeView<Row>;
  /** What is selected while the view is visible. */
  selection(): readonly Row[];
  /**
   * Opens the way to an object, folder or Space and selects it; a folder or Space is opened too. It must be part of
   * the listing: `Listing.include` makes it so.
   */
  reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
  /** Moves on from a row to another, where the person still stands on it. */
  moveOn(from: Row, to: ObjectTarget | PrefixTarget): Promise<void>;
}

export function createExplorer(deps: ExplorerDeps): Explorer {
  const { listing } = deps;
  const provider = new ExplorerProvider({ ...deps, toTreeItem, toTooltip });
  const view = vscode.window.createTreeView<Row>(VIEW_EXPLORER, {
    treeDataProvider: provider,
    dragAndDropController: createDragAndDrop(deps.drops),
    canSelectMany: true,
    showCollapseAll: true,
  });
  const subscriptions = [
    view,
    provider,
    view.onDidCollapseElement(({ element }) => {
      for (const folder of foldersOf(listing, element)) listing.release(folder);
    }),
    view.onDidExpandElement(({ element }) => {
      for (const folder of foldersOf(listing, element)) listing.retain(folder);
    }),
  ];
  return {
    view,
    selection: () => (view.visible ? view.selection : []),
    reveal: async (target) => {
      const row = await rowOf(listing, target);
      await view.reveal(row, { select: true, focus: true, expand: !(row instanceof ObjectRow) });
    },
    moveOn: async (from, to) => {
      const [selected, ...others] = view.selection;
      if (selected === undefined || others.length > 0 || idOf(selected) !== idOf(from)) return;
      await view.reveal(await rowOf(listing, to), { select: true, focus: true });
    },
    dispose: () => {
      for (const each of subscriptions) each.dispose();
    },
  };
}

function foldersOf(listing: Listing, row: Row): readonly PrefixTarget[] {
  const { connection } = row;
  if (row instanceof ConnectionRow) {
    return listing.knownSpaces(connection).map((space) => ({ connection, space, prefix: '' }));
  }
  const folder = folderOf(row);
  return folder ? [folder] : [];
}

/** The editor knows a row again by its id, so a new one will do. */
async function rowOf(listing: Listing, target: ObjectTarget | PrefixTarget): Promise<Row> {
  if ('prefix' in target) return containerRow(target);
  const { connection, space, key } = target;
  const folder = { connection, space, prefix: listing.holderOf(target) };
  const { objects } = await listing.openFolder(folder);
  const entry = objects.find((each) => each.key === key);
  return entry ? new ObjectRow(target, entry, folder.prefix) : containerRow(folder);
}
