import * as vscode from 'vscode';
import { VIEW_TRANSFERS } from '../../contributions.ts';
import { createFormats } from '../../core/format.ts';
import type { Disposable } from '../../core/ports.ts';
import type { Transfer, Transfers } from '../../core/transfers/transfer.ts';
import { toTooltip, toTreeItem } from '../tree/items.ts';
import { watchBatches } from './batches.ts';
import type { TransfersView } from './onFirstUse.ts';
import { TransfersProvider } from './provider.ts';
import { isTransferListRow, type TransferListRow } from './rows.ts';
import { showOverview } from './statusBar.ts';
import { progressWords } from './words.ts';

export interface OpenTransfersDeps {
  readonly transfers: Transfers & Disposable;
  readonly transfersView: TransfersView;
  readonly moments: { readonly locale: string };
}

export interface OpenedTransfers {
  /** Moves the focus there, to the row of a transfer where one is named. */
  showTransfers(id?: string): Promise<void>;
  transfersOf(row: TransferListRow): readonly Transfer[];
  /** The rows of the view, for the one wrapper around commands. */
  readonly rows: {
    selection(): readonly TransferListRow[];
    isRow(value: unknown): value is TransferListRow;
  };
}

/** Fills the view Transfers, and counts in the status bar from now on. */
export function openTransfersView(deps: OpenTransfersDeps): OpenedTransfers {
  const { transfers, transfersView } = deps;
  const { view } = transfersView;
  const { locale } = deps.moments;
  // First of all who listen: the others ask it.
  const batches = watchBatches(transfers);
  const around = { batches, transfers, formats: createFormats(locale), words: progressWords(locale) };
  const provider = new TransfersProvider({ ...around, after, toTreeItem, toTooltip });
  transfersView.fill(provider, [transfers, batches, showOverview({ ...around, view })]);
  return {
    showTransfers: async (id) => {
      await vscode.commands.executeCommand(`${VIEW_TRANSFERS}.focus`);
      const row = id === undefined ? provider.first() : provider.rowFor(id);
      if (row !== undefined) await view.reveal(row, { focus: true, select: id !== undefined, expand: true });
    },
    transfersOf: (row) => provider.transfersOf(row),
    rows: { selection: () => (view.visible ? view.selection : []), isRow: isTransferListRow },
  };
}

function after(ms: number, run: () => void): Disposable {
  const timer = setTimeout(run, ms);
  return { dispose: () => clearTimeout(timer) };
}
