import type * as vscode from 'vscode';
import { Emitter } from '../../core/emitter.ts';
import type { Formats } from '../../core/format.ts';
import type { Disposable } from '../../core/ports.ts';
import type { Transfer, TransferChanges, Transfers } from '../../core/transfers/transfer.ts';
import type { Description } from '../tree/describe.ts';
import type { ViewTree } from '../tree/viewTree.ts';
import { type Batch, type Batches, inReadingOrder } from './batches.ts';
import { describeBatch, describePage, describeTransfer } from './describe.ts';
import { BatchRow, PageRow, type TransferListRow, TransferRow } from './rows.ts';
import { batchTooltip, transferTooltip } from './tooltip.ts';
import type { ProgressWords } from './words.ts';

export interface TransfersProviderDeps {
  readonly transfers: Transfers;
  readonly batches: Batches;
  readonly formats: Formats;
  readonly words: ProgressWords;
  /** Runs something after so many milliseconds. */
  after(ms: number, run: () => void): Disposable;
  toTreeItem(look: Description, row: TransferListRow): vscode.TreeItem;
  toTooltip(lines: readonly string[]): vscode.MarkdownString;
}

/** So many rows of a batch are shown at once; further ones are behind a row of their own. */
const PAGE = 200;

/** A batch that is open is read anew with its rows, which is seen: no more often. */
const BATCH_MS = 1000;

/** The transfers as rows. What moves is drawn anew a few times a second, whatever many there are. */
export class TransfersProvider implements ViewTree<TransferListRow> {
  readonly #deps: TransfersProviderDeps;
  readonly #changed = new Emitter<TransferListRow[] | undefined>();
  readonly #subscription: Disposable;
  /** The rows that the editor holds, by the id of their transfer or batch. */
  readonly #rows = new Map<string, TransferRow>();
  readonly #batches = new Map<string, BatchRow>();
  /** Batches whose rows the editor has asked for. */
  readonly #open = new Set<string>();
  /** Open batches that changed since they were drawn. */
  readonly #stale = new Set<string>();
  #drawn: readonly string[] = [];
  #tick: Disposable | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(deps: TransfersProviderDeps) {
    this.#deps = deps;
    this.#subscription = deps.transfers.onDidChange((changes) => this.#onChange(changes));
  }

  dispose(): void {
    this.#tick?.dispose();
    this.#subscription.dispose();
  }

  async getChildren(row?: TransferListRow): Promise<TransferListRow[]> {
    if (row instanceof TransferRow) return [];
    if (row instanceof PageRow) return row.ids.map((id) => this.#rowOf(id, row.batch));
    return row === undefined ? this.#top() : this.#below(row);
  }

  getTreeItem(row: TransferListRow): vscode.TreeItem {
    return this.#deps.toTreeItem(this.#describe(row), row);
  }

  getParent(row: TransferListRow): TransferListRow | undefined {
    if (row instanceof BatchRow) return undefined;
    return this.#batches.get(row.batch);
  }

  async resolveTreeItem(item: vscode.TreeItem, row: TransferListRow): Promise<vscode.TreeItem> {
    const lines = this.#tooltip(row);
    if (lines !== undefined) item.tooltip = this.#deps.toTooltip(lines);
    return item;
  }

  /** The row of a transfer, or of the batch that it is in. */
  rowFor(id: string): TransferListRow | undefined {
    const transfer = this.#deps.transfers.get(id);
    const batch = this.#deps.batches.list().find(({ id: each }) => each === transfer?.batch);
    return batch && this.#topRow(batch);
  }

  first(): TransferListRow | undefined {
    const [first] = this.#deps.batches.list();
    return first && this.#topRow(first);
  }

  /** Of a row: the transfers that it stands for. */
  transfersOf(row: TransferListRow): readonly Transfer[] {
    const ids = row instanceof PageRow ? row.ids : row instanceof TransferRow ? [row.id] : undefined;
    if (ids === undefined) return this.#batch(row.batch)?.transfers ?? [];
    return ids.map((id) => this.#deps.transfers.get(id)).filter((each) => each !== undefined);
  }

  #top(): TransferListRow[] {
    const batches = this.#deps.batches.list();
    this.#rows.clear();
    this.#batches.clear();
    this.#open.clear();
    this.#stale.clear();
    this.#drawn = batches.map(topId);
    return batches.map((batch) => this.#topRow(batch));
  }

  #topRow({ id, transfers }: Batch): TransferListRow {
    const [only, ...others] = transfers;
    if (only !== undefined && others.length === 0) return this.#rowOf(only.id, id);
    const row = this.#batches.get(id) ?? new BatchRow(id);
    this.#batches.set(id, row);
    return row;
  }

  #below({ batch: id }: BatchRow): TransferListRow[] {
    this.#open.add(id);
    const ids = inReadingOrder(this.#batch(id)?.transfers ?? []).map((each) => each.id);
    const rows: TransferListRow[] = ids.slice(0, PAGE).map((each) => this.#rowOf(each, id));
    for (let start = PAGE; start < ids.length; start += PAGE)
      rows.push(new PageRow(id, start, ids.slice(start, start + PAGE)));
    return rows;
  }

  /** The editor knows a row that changed by identity. */
  #rowOf(id: string, batch: string): TransferRow {
    const row = this.#rows.get(id) ?? new TransferRow(id, batch);
    this.#rows.set(id, row);
    return row;
  }

  #batch(id: string): Batch | undefined {
    return this.#deps.batches.list().find((batch) => batch.id === id);
  }

  #describe(row: TransferListRow): Description {
    if (row instanceof PageRow) return describePage(row, this.#deps);
    if (row instanceof BatchRow) {
      const batch = this.#batch(row.batch);
      return batch === undefined ? gone(row.batch) : describeBatch(batch, this.#deps);
    }
    const transfer = this.#deps.transfers.get(row.id);
    if (transfer === undefined) return gone(row.id);
    const batch = this.#batch(row.batch);
    const prefix = batch !== undefined && batch.transfers.length > 1 ? batch.folder.prefix : undefined;
    return describeTransfer(transfer, prefix, this.#deps);
  }

  #tooltip(row: TransferListRow): readonly string[] | undefined {
    if (row instanceof PageRow) return undefined;
    if (row instanceof BatchRow) {
      const batch = this.#batch(row.batch);
      return batch && batchTooltip(batch, this.#deps);
    }
    const transfer = this.#deps.transfers.get(row.id);
    return transfer && transferTooltip(transfer, this.#deps.formats);
  }

  #onChange({ ids, isList }: TransferChanges): void {
    const top = isList ? this.#deps.batches.list().map(topId) : this.#drawn;
    if (!isSame(top, this.#drawn)) {
      this.#tick?.dispose();
      this.#tick = undefined;
      this.#changed.fire(undefined);
      return;
    }
    const rows: TransferListRow[] = [];
    const batches = new Set<string>();
    for (const id of ids) {
      const row = this.#rows.get(id);
      if (row !== undefined) rows.push(row);
      const batch = this.#deps.transfers.get(id)?.batch;
      if (batch !== undefined) batches.add(batch);
    }
    for (const id of batches) {
      const row = this.#batches.get(id);
      if (row === undefined) continue;
      if (this.#open.has(id)) this.#stale.add(id);
      else rows.push(row);
    }
    if (rows.length > 0) this.#changed.fire(rows);
    if (this.#stale.size > 0) this.#tick ??= this.#deps.after(BATCH_MS, () => this.#redrawBatches());
  }

  /** With the rows below them, which have another order by now. */
  #redrawBatches(): void {
    this.#tick = undefined;
    const rows = [...this.#stale].map((id) => this.#batches.get(id)).filter((row) => row !== undefined);
    for (const id of this.#stale) this.#open.delete(id);
    this.#stale.clear();
    if (rows.length > 0) this.#changed.fire(rows);
  }
}

/** Of the row at the top that stands for a batch. */
function topId({ id, transfers }: Batch): string {
  return transfers.length === 1 ? `${id} ` : id;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

/** A row that the editor asks for once more before it hears that it is gone. */
function gone(id: string): Description {
  return {
    ...{ id, label: '', description: '', tooltip: undefined, contextValue: '' },
    ...{ icon: { of: 'codicon', name: 'blank' }, isCollapsible: false, accessibleName: '' },
  };
}
