import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { rememberedSharesOrder } from '../../commands/sharesShown.ts';
import { CONTEXT_SHARES_FILTERED, VIEW_SHARES } from '../../contributions.ts';
import type { Random } from '../../core/connectionRules.ts';
import { createFormats } from '../../core/format.ts';
import type { Hashing } from '../../core/hashing.ts';
import type { Ledger } from '../../core/ledger.ts';
import { createShareClock, type ShareClock } from '../../core/ledgerTimes.ts';
import { LedgerView } from '../../core/ledgerView.ts';
import { lazily } from '../../core/once.ts';
import type { ClockOffsets, ConnectionStore, Disposable, Log, Memory, Now } from '../../core/ports.ts';
import type { Unfinished } from '../../core/unfinished.ts';
import { after } from '../after.ts';
import type { Description } from '../tree/describe.ts';
import { toTooltip, toTreeItem } from '../tree/items.ts';
import { labelOf } from '../tree/label.ts';
import { writingToDisk } from './diskWrites.ts';
import { createLedger, type LedgerWrites } from './ledger.ts';
import type { SharesView } from './onFirstUse.ts';
import { acrossPages, type LedgerPlace } from './pages.ts';
import { SharesProvider } from './provider.ts';
import { isShareRow, isShareSpaceRow, type LedgerRow, ShareRow } from './rows.ts';
import { showSharesCount } from './statusBar.ts';

export interface SharesDeps {
  readonly sharesView: SharesView;
  readonly connections: ConnectionStore;
  readonly clock: ClockOffsets;
  readonly hashing: Hashing;
  readonly memory: Memory;
  readonly moments: { readonly locale: string };
  readonly random: Random;
  readonly now: Now;
  readonly log: Log;
  readonly unfinished: Unfinished;
  /** Absent: the editor's file system writes, too. */
  readonly shareFiles: (() => Promise<LedgerWrites>) | undefined;
  /** What was handed out is not in the ledger after all. */
  onLost(error: unknown): void;
}

/** The ledger, and what of it this window shows. */
export interface OpenedShares {
  readonly ledger: Ledger;
  readonly shown: LedgerView;
  readonly shareClock: ShareClock;
  /** Moves the focus there. */
  showShares(): unknown;
  /** Opens or closes the group that has the focus. */
  toggleGroup(): unknown;
  /** The rows of the view, for the one wrapper around commands. */
  readonly rows: {
    selection(): readonly ShareRow[];
    isRow(value: unknown): value is ShareRow;
    isGroup(value: unknown): boolean;
  };
}

/** Fills the view Active Shares, and counts in the status bar from now on. */
export function openShares(deps: SharesDeps): OpenedShares {
  const { sharesView, memory, log } = deps;
  const { view } = sharesView;
  const formats = lazily(() => createFormats(deps.moments.locale));
  const shareClock = createShareClock(deps);
  const place = placeOf(deps);
  const ledger = createLedger({ ...deps, ...place });
  const shown = new LedgerView(rememberedSharesOrder(memory));
  const around = {
    ...deps,
    ...{ ledger, shareClock, after, view: shown, toTreeItem: toShareItem, toTooltip },
    // The first link does not wait for `Intl`'s first answer, which takes longer than all else here.
    get formats() {
      return formats();
    },
    get locale() {
      return deps.moments.locale;
    },
  };
  const provider = new SharesProvider(around);
  provider.isSeen = view.visible;
  const lookAgain = () => void ledger.refresh().catch((error: unknown) => log.error('Active Shares', error));
  sharesView.fill(provider, [
    ledger,
    place,
    showSharesCount(around),
    vscode.window.registerFileDecorationProvider({ provideFileDecoration: decorationOf }),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && lookAgain()),
    view.onDidChangeVisibility(({ visible }) => {
      provider.isSeen = visible;
      if (visible) lookAgain();
    }),
    shown.onDidChange(() => showFilter(view, shown.filter)),
  ]);
  return {
    ledger,
    shown,
    shareClock,
    showShares: () => focus(view, provider),
    toggleGroup: () => vscode.commands.executeCommand('list.toggleExpand'),
    rows: {
      selection: () => (view.visible ? view.selection.filter(isShareRow) : []),
      isRow: isShareRow,
      isGroup: isShareSpaceRow,
    },
  };
}

/**
 * The editor gives the focus to rows that are there: a view that opens only now has none yet, and the editor lays its
 * first ones out after two seconds of its own. Keys work from here on.
 */
async function focus(view: vscode.TreeView<LedgerRow>, provider: SharesProvider): Promise<void> {
  const hasRows = view.visible && provider.hasRows;
  await vscode.commands.executeCommand(`${VIEW_SHARES}.focus`);
  const first = hasRows ? undefined : await provider.first();
  if (first !== undefined) await view.reveal(first, { focus: true, select: false });
}

/** In a browser without a server the folder is in the browser's own storage. */
function placeOf({ sharesView, shareFiles, log }: SharesDeps): LedgerPlace & Disposable {
  const { folder, onDidChangeFile } = sharesView;
  const { joinPath } = vscode.Uri;
  const { fs } = vscode.workspace;
  const isOnDisk = folder.scheme === 'file' && shareFiles !== undefined;
  const place = {
    fs: isOnDisk ? writingToDisk(fs, shareFiles) : fs,
    ...{ joinPath, folder, onDidChangeFile },
  };
  if (folder.scheme === 'vscode-userdata') return acrossPages(place, log);
  return { ...place, dispose: () => undefined };
}

function showFilter(view: vscode.TreeView<LedgerRow>, filter: string): void {
  view.description = filter === '' ? '' : t('filter: {0}', labelOf(filter));
  void vscode.commands.executeCommand('setContext', CONTEXT_SHARES_FILTERED, filter !== '');
}

/** Says to `decorationOf` that the row is one of the past. */
const ENDED = 'spaceport-share-ended';

function toShareItem(look: Description, row: LedgerRow): vscode.TreeItem {
  const item = toTreeItem(look, row);
  if (row instanceof ShareRow) {
    const uri = item.resourceUri ?? vscode.Uri.from({ scheme: 'spaceport-share', path: `/${row.share.id}` });
    const hasEnded = look.contextValue.endsWith(';ended');
    item.resourceUri = hasEnded ? uri.with({ query: ENDED }) : uri;
  } else {
    item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
  }
  return item;
}

/** What has ended is dimmed. */
function decorationOf(uri: vscode.Uri): vscode.FileDecoration | undefined {
  if (uri.query !== ENDED) return undefined;
  return { color: new vscode.ThemeColor('disabledForeground') };
}
