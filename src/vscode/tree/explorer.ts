import * as vscode from 'vscode';
import { VIEW_EXPLORER } from '../../contributions.ts';
import { Emitter } from '../../core/emitter.ts';
import type { Disposable } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import type { Filling } from './filling.ts';
import { FILES, OWN, URIS } from './mimeTypes.ts';
import type { Row } from './rows.ts';
import { Selection } from './selection.ts';

export interface ExplorerDeps {
  /** Loads what fills the tree, with the first row that is seen or shown. */
  load(): Promise<Filling>;
  /** Not in a browser's host. */
  readonly takesDrops: boolean;
}

/** The tree "Spaces". */
export interface Explorer extends Disposable {
  readonly view: vscode.TreeView<Row>;
  /**
   * What is selected beside a row, in the view that shows it; without one, what was selected last. Only of views that are
   * visible.
   */
  selection(row?: Row): readonly Row[];
  /** Another view shows such rows: what is selected there counts, too. */
  addView(view: vscode.TreeView<Row>): void;
  /**
   * Opens the way to an object, folder or Space and selects it; a folder or Space is opened too. It must be part of
   * the listing: `Listing.include` makes it so.
   */
  reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
  /** Moves on from a row to another, where the person still stands on it. */
  moveOn(from: Row, to: ObjectTarget | PrefixTarget): Promise<void>;
}

/** Makes the tree as activation does: empty, and loaded on first use. */
export function createExplorer({ load, takesDrops }: ExplorerDeps): Explorer {
  const changed = new Emitter<Row | undefined>();
  const own: Disposable[] = [];
  let filling: Filling | undefined;

  const filled = async (): Promise<Filling> => {
    const loaded = await load();
    if (filling === undefined) {
      filling = loaded;
      own.push(
        filling,
        vscode.Disposable.from(filling.provider.onDidChangeTreeData((row) => changed.fire(row))),
      );
    }
    return filling;
  };
  /** Rows come from what fills the tree: it is there. */
  const provider = () => {
    if (filling === undefined) throw new Error('nothing fills the tree');
    return filling.provider;
  };
  const view = vscode.window.createTreeView<Row>(VIEW_EXPLORER, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => (await filled()).provider.getChildren(row),
      getTreeItem: (row) => provider().getTreeItem(row),
      getParent: (row) => provider().getParent(row),
      resolveTreeItem: (item, row, token) => provider().resolveTreeItem(item, row, token),
    },
    dragAndDropController: {
      dragMimeTypes: [URIS],
      dropMimeTypes: takesDrops ? [OWN, URIS, FILES] : [],
      handleDrag: async (...dragged) => (await filled()).dragAndDrop.handleDrag(...dragged),
      handleDrop: async (...dropped) => (await filled()).dragAndDrop.handleDrop(...dropped),
    },
    canSelectMany: true,
    showCollapseAll: true,
  });
  const selection = new Selection();
  selection.addView(view);
  own.push(
    view,
    selection,
    view.onDidCollapseElement(({ element }) => filling?.onCollapsed(element)),
    view.onDidExpandElement(({ element }) => filling?.onExpanded(element)),
  );
  return {
    view,
    selection: (row) => selection.of(row),
    addView: (other) => selection.addView(other),
    reveal: async (target) => {
      const row = await (await filled()).rowOf(target);
      await view.reveal(row, { select: true, focus: true, expand: row.kind !== 'object' });
    },
    moveOn: async (from, to) => {
      const { isSame, rowOf } = await filled();
      const [selected, ...others] = view.selection;
      if (selected === undefined || others.length > 0 || !isSame(selected, from)) return;
      await view.reveal(await rowOf(to), { select: true, focus: true });
    },
    dispose: () => {
      for (const each of own) each.dispose();
    },
  };
}
