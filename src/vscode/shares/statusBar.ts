import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMAND, CONTEXT_HAS_ENDED_SHARES } from '../../contributions.ts';
import type { Formats } from '../../core/format.ts';
import type { Ledger } from '../../core/ledger.ts';
import type { ShareClock } from '../../core/ledgerTimes.ts';
import { countShares } from '../../core/ledgerView.ts';
import type { Disposable, Log } from '../../core/ports.ts';
import { inSentences } from '../../core/sentences.ts';

export interface SharesCountDeps {
  readonly ledger: Ledger;
  readonly formats: Formats;
  readonly log: Log;
  readonly shareClock: ShareClock;
  after(ms: number, run: () => void): Disposable;
}

/** A timer stands still while the machine sleeps: it is looked anew so often at least. */
const LONGEST_MS = 10 * 60_000;

/** How many shares work, in the status bar while there are any; and whether there is anything to clear. */
export function showSharesCount(deps: SharesCountDeps): Disposable {
  const item = vscode.window.createStatusBarItem('shares', vscode.StatusBarAlignment.Left);
  item.name = t('Active Shares');
  item.command = COMMAND.showShares;
  let timer: Disposable | undefined;
  let isDisposed = false;
  const show = async () => {
    const { active, ended, next } = countShares(await deps.ledger.list(), deps.shareClock);
    if (isDisposed) return;
    void vscode.commands.executeCommand('setContext', CONTEXT_HAS_ENDED_SHARES, ended > 0);
    timer?.dispose();
    if (next === undefined) {
      item.hide();
      return;
    }
    const count = deps.formats.count(active);
    const ends = deps.formats.moment(deps.shareClock.locally(next.share, 'expiresAt'));
    const words = inSentences(t('Active shares: {0}', count), t('The next one ends: {0}', ends));
    item.text = `$(link) ${count}`;
    item.tooltip = words;
    item.accessibilityInformation = { label: words };
    item.show();
    timer = deps.after(Math.min(next.left, LONGEST_MS), update);
  };
  const update = () => void show().catch((error: unknown) => deps.log.error('Active Shares', error));
  update();
  const subscription = deps.ledger.onDidChange(update);
  return {
    dispose() {
      isDisposed = true;
      subscription.dispose();
      timer?.dispose();
      item.dispose();
    },
  };
}
