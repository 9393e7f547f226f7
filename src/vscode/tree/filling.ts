import type { Listing } from '../../core/listing.ts';
import type { Disposable } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { createDragAndDrop, type DragAndDrop, type Drops, type TakesOut } from './dragAndDrop.ts';
import { toTooltip, toTreeItem } from './items.ts';
import { containerRow, ExplorerProvider, type ProviderDeps } from './provider.ts';
import { ConnectionRow, folderOf, idOf, ObjectRow, type Row } from './rows.ts';

export type FillingDeps = Omit<ProviderDeps, 'toTreeItem' | 'toTooltip'> & {
  /** Absent in a browser. */
  readonly drops: Drops | undefined;
  readonly takesOut: TakesOut;
};

/** What fills the tree "Spaces". */
export interface Filling extends Disposable {
  readonly provider: Omit<ExplorerProvider, 'dispose'>;
  readonly dragAndDrop: DragAndDrop;
  isSame(row: Row, other: Row): boolean;
  /** The row of what is part of the listing. */
  rowOf(target: ObjectTarget | PrefixTarget): Promise<Row>;
  onCollapsed(row: Row): void;
  onExpanded(row: Row): void;
}

export function createFilling(deps: FillingDeps): Filling {
  const { listing } = deps;
  const provider = new ExplorerProvider({ ...deps, toTreeItem, toTooltip });
  return {
    provider,
    dragAndDrop: createDragAndDrop(deps.drops, deps.takesOut),
    isSame: (row, other) => idOf(row) === idOf(other),
    rowOf: (target) => rowOf(listing, target),
    onCollapsed: (row) => {
      for (const folder of foldersOf(listing, row)) listing.release(folder);
    },
    onExpanded: (row) => {
      for (const folder of foldersOf(listing, row)) listing.retain(folder);
    },
    dispose: () => provider.dispose(),
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
