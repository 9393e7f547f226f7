import * as vscode from 'vscode';
import { VIEW_TRANSFERS } from '../../contributions.ts';
import { createFormats } from '../../core/format.ts';
import type { Disposable, Notices, Now } from '../../core/ports.ts';
import type { Transfer, Transfers } from '../../core/transfers/transfer.ts';
import { after } from '../after.ts';
import { toTooltip, toTreeItem } from '../tree/items.ts';
import { type AnnounceDeps, announceEnds } from './announce.ts';
import { watchBatches } from './batches.ts';
import type { TransfersView } from './onFirstUse.ts';
import { TransfersProvider } from './provider.ts';
import { isTransferListRow, type TransferListRow } from './rows.ts';
import { showOverview } from './statusBar.ts';
import { progressWords } from './words.ts';

export interface OpenTransfersDeps {
  readonly transfers: Transfers;
  readonly transfersView: TransfersView;
  readonly moments: { readonly locale: string };
  readonly now: Now;
  /** Made after the view, whose rows they take. */
  notices(): Pick<Notices, 'info' | 'error'>;
  isQuiet(batch: string): boolean;
  /** What goes with the view. */
  readonly others: readonly Disposable[];
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

const MOST_TRIES = 20;
const AGAIN_MS = 100;

/** Fills the view Transfers, and counts in the status bar from now on. */
export function openTransfersView(deps: OpenTransfersDeps): OpenedTransfers {
  const { transfers, transfersView } = deps;
  const { view } = transfersView;
  const { locale } = deps.moments;
  // First of all who listen: the others ask it.
  const batches = watchBatches(transfers);
  const around = { batches, transfers, formats: createFormats(locale), words: progressWords(locale) };
  const provider = new TransfersProvider({ ...around, after, toTreeItem, toTooltip });
  const showTransfers = async (id?: string) => {
    await vscode.commands.executeCommand(`${VIEW_TRANSFERS}.focus`);
    const row = id === undefined ? provider.first() : provider.rowFor(id);
    if (row !== undefined) await reveal(view, row, { focus: true, select: id !== undefined, expand: true });
  };
  const notices: AnnounceDeps['notices'] = {
    info: (...said) => deps.notices().info(...said),
    error: (...said) => deps.notices().error(...said),
  };
  const { now, isQuiet } = deps;
  const running = () => {
    const { states } = transfers.totals();
    return states.running + states.queued;
  };
  transfersView.fill(provider, running, [
    batches,
    showOverview({ ...around, view }),
    announceEnds({ ...around, notices, now, isQuiet, show: showTransfers }),
    ...deps.others,
  ]);
  return {
    showTransfers,
    transfersOf: (row) => provider.transfersOf(row),
    rows: { selection: () => (view.visible ? view.selection : []), isRow: isTransferListRow },
  };
}

type RevealOptions = NonNullable<Parameters<vscode.TreeView<TransferListRow>['reveal']>[1]>;

/** A view that is shown for the first time fails to show a row ("Data tree node not found") before it has drawn any. */
async function reveal(
  view: Pick<vscode.TreeView<TransferListRow>, 'reveal'>,
  row: TransferListRow,
  options: RevealOptions,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await view.reveal(row, options);
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
    }
    await new Promise<void>((resolve) => after(AGAIN_MS, resolve));
  }
}
