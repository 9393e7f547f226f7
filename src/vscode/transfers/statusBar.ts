import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMAND } from '../../contributions.ts';
import type { Disposable } from '../../core/ports.ts';
import type { Transfers } from '../../core/transfers/transfer.ts';
import { contextKeys } from '../contextKeys.ts';
import { type OverviewDeps, overviewOf } from './overview.ts';

export type ShowOverviewDeps = OverviewDeps & {
  readonly transfers: Pick<Transfers, 'onDidChange'>;
  readonly view: Pick<vscode.TreeView<unknown>, 'badge' | 'description'>;
};

/** What all transfers come to: in the status bar, on the view's title and icon, and for `when` clauses. */
export function showOverview(deps: ShowOverviewDeps): Disposable {
  const item = vscode.window.createStatusBarItem('transfers', vscode.StatusBarAlignment.Left);
  item.name = t('Transfers');
  item.command = COMMAND.showTransfers;
  const announce = contextKeys();
  const update = () => {
    const look = overviewOf(deps);
    announce(look.context);
    deps.view.description = look.description;
    if (deps.view.badge?.value !== look.badge?.value) deps.view.badge = look.badge;
    if (look.item === undefined) return item.hide();
    item.text = look.item.text;
    item.tooltip = look.item.words;
    item.accessibilityInformation = { label: look.item.words };
    item.show();
  };
  update();
  const subscription = deps.transfers.onDidChange(update);
  return {
    dispose() {
      subscription.dispose();
      item.dispose();
    },
  };
}
