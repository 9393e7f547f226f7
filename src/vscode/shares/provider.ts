import type * as vscode from 'vscode';
import { signerMark } from '../../commands/recordShare.ts';
import { Emitter } from '../../core/emitter.ts';
import type { Formats } from '../../core/format.ts';
import type { Hashing } from '../../core/hashing.ts';
import type { Ledger, Share } from '../../core/ledger.ts';
import { type ShareClock, timeLeft, untilNextWords } from '../../core/ledgerTimes.ts';
import { groupShares, type LedgerView } from '../../core/ledgerView.ts';
import type { ConnectionStore, Disposable } from '../../core/ports.ts';
import type { Description } from '../tree/describe.ts';
import type { ViewTree } from '../tree/viewTree.ts';
import { describeLedgerRow } from './describe.ts';
import { type LedgerRow, ShareRow, ShareSpaceRow } from './rows.ts';
import { type SignerState, shareTooltip } from './tooltip.ts';

export interface SharesProviderDeps {
  readonly ledger: Ledger;
  readonly view: LedgerView;
  readonly connections: ConnectionStore;
  readonly shareClock: ShareClock;
  readonly hashing: Pick<Hashing, 'sha256Hex'>;
  readonly formats: Formats;
  readonly locale: string;
  /** Runs something after so many milliseconds. */
  after(ms: number, run: () => void): Disposable;
  toTreeItem(look: Description, row: LedgerRow): vscode.TreeItem;
  toTooltip(lines: readonly string[]): vscode.MarkdownString;
}

/** The ledger as rows. While it is seen, the rows whose words have changed are drawn anew: no others, and no sooner. */
export class SharesProvider implements ViewTree<LedgerRow> {
  readonly #deps: SharesProviderDeps;
  readonly #changed = new Emitter<LedgerRow[] | undefined>();
  readonly #subscriptions: readonly Disposable[];
  /** The rows that the editor holds, by their share's id, as they were last drawn. */
  readonly #held = new Map<string, { readonly row: ShareRow; look?: Description }>();
  #areSeveral = false;
  #isSeen = false;
  #tick: Disposable | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(deps: SharesProviderDeps) {
    this.#deps = deps;
    const redraw = () => this.#changed.fire(undefined);
    this.#subscriptions = [
      deps.ledger.onDidChange(redraw),
      deps.view.onDidChange(redraw),
      deps.connections.onDidChange(redraw),
    ];
  }

  dispose(): void {
    this.#stop();
    for (const each of this.#subscriptions) each.dispose();
  }

  /** Only what is seen counts down. */
  set isSeen(isSeen: boolean) {
    this.#isSeen = isSeen;
    this.#stop();
    if (isSeen) this.#redrawChanged();
  }

  async getChildren(row?: LedgerRow): Promise<LedgerRow[]> {
    if (row instanceof ShareRow) return [];
    if (row instanceof ShareSpaceRow) {
      const rows = row.shares.map((share) => new ShareRow(share));
      for (const each of rows) this.#held.set(each.share.id, { row: each });
      return rows;
    }
    const rows = await this.#spaces();
    this.#held.clear();
    // What is drawn next may have sooner words than what was.
    this.#stop();
    this.#areSeveral = new Set(rows.map(({ connection }) => connection)).size > 1;
    return rows;
  }

  /** The editor holds rows of shares. */
  get hasRows(): boolean {
    return this.#held.size > 0;
  }

  /** The row at the top, if there is any. */
  async first(): Promise<LedgerRow | undefined> {
    return (await this.#spaces())[0];
  }

  getTreeItem(row: LedgerRow): vscode.TreeItem {
    const look = this.#describe(row);
    const held = row instanceof ShareRow ? this.#held.get(row.share.id) : undefined;
    if (held !== undefined) {
      held.look = look;
      // Once for all rows that are drawn now.
      if (this.#isSeen) this.#tick ??= this.#deps.after(0, () => this.#redrawChanged());
    }
    return this.#deps.toTreeItem(look, row);
  }

  getParent(row: LedgerRow): LedgerRow | undefined {
    if (row instanceof ShareSpaceRow) return undefined;
    const { connection, connectionName, space } = row.share;
    return new ShareSpaceRow({ connection, connectionName, space, shares: [] });
  }

  /** Makes a share's tooltip, which asks for its connection's key pair. */
  async resolveTreeItem(item: vscode.TreeItem, row: LedgerRow): Promise<vscode.TreeItem> {
    if (!(row instanceof ShareRow)) return item;
    const signer = await this.#signerOf(row.share);
    item.tooltip = this.#deps.toTooltip(shareTooltip(row.share, { ...this.#deps, signer }));
    return item;
  }

  async #spaces(): Promise<ShareSpaceRow[]> {
    const groups = groupShares(await this.#deps.ledger.list(), this.#deps);
    return groups.map((group) => new ShareSpaceRow(group));
  }

  async #signerOf(share: Share): Promise<SignerState> {
    const { connections, hashing } = this.#deps;
    const connection = connections.get(share.connection);
    if (connection === undefined) return 'gone';
    const state = await connections.credentials(connection);
    if (state.state !== 'ok') return 'unknown';
    return (await signerMark(hashing, state.credentials)) === share.signedBy ? 'same' : 'other';
  }

  #describe(row: LedgerRow): Description {
    return describeLedgerRow(row, { ...this.#deps, areSeveral: this.#areSeveral });
  }

  #stop(): void {
    this.#tick?.dispose();
    this.#tick = undefined;
  }

  /** Where one has ended, all: it has another place then. */
  #redrawChanged(): void {
    const drawn = [...this.#held.values()].filter(({ look }) => look !== undefined);
    const changed = drawn.filter(({ row, look }) => this.#describe(row).description !== look?.description);
    const hasOneEnded = changed.some(
      ({ row, look }) => this.#describe(row).contextValue !== look?.contextValue,
    );
    if (hasOneEnded) this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire(changed.map(({ row }) => row));
    this.#stop();
    if (!this.#isSeen || drawn.length === 0) return;
    const waits = drawn.map(({ row: { share } }) =>
      untilNextWords(timeLeft(share, this.#deps.shareClock.nowFor(share))),
    );
    this.#tick = this.#deps.after(Math.min(...waits), () => this.#redrawChanged());
  }
}
