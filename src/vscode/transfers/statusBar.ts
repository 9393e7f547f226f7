import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  COMMAND,
  CONTEXT_HAS_FAILED_TRANSFERS,
  CONTEXT_HAS_FINISHED_TRANSFERS,
  CONTEXT_HAS_PAUSED_TRANSFERS,
  CONTEXT_HAS_RUNNING_TRANSFERS,
  CONTEXT_HAS_TRANSFERS,
} from '../../contributions.ts';
import type { Formats } from '../../core/format.ts';
import type { Disposable } from '../../core/ports.ts';
import { inSentences, listed } from '../../core/sentences.ts';
import type { Transfers } from '../../core/transfers/transfer.ts';
import { type Batch, type Batches, countUnderWay, progressOf } from './batches.ts';
import { joined, type ProgressWords } from './words.ts';

export interface OverviewDeps {
  readonly transfers: Pick<Transfers, 'list' | 'onDidChange'>;
  readonly batches: Batches;
  readonly view: Pick<vscode.TreeView<unknown>, 'badge' | 'description'>;
  readonly formats: Formats;
  readonly words: ProgressWords;
}

/** What all transfers come to: in the status bar, on the view's title and icon, and for `when` clauses. */
export function showOverview(deps: OverviewDeps): Disposable {
  const item = vscode.window.createStatusBarItem('transfers', vscode.StatusBarAlignment.Left);
  item.name = t('Transfers');
  item.command = COMMAND.showTransfers;
  const announce = contextKeys((key, value) => vscode.commands.executeCommand('setContext', key, value));
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

export interface Overview {
  readonly context: Readonly<Record<string, boolean>>;
  /** Beside the view's title; `''`: nothing moves. */
  readonly description: string;
  readonly badge: vscode.ViewBadge | undefined;
  /** Absent: there is nothing to say. */
  readonly item: { readonly text: string; readonly words: string } | undefined;
}

export function overviewOf({
  batches,
  formats,
  words,
}: Pick<OverviewDeps, 'batches' | 'formats' | 'words'>): Overview {
  const all = batches.list();
  const states = (...names: readonly (keyof Batch['states'])[]) =>
    all.reduce((sum, batch) => sum + names.reduce((count, name) => count + batch.states[name], 0), 0);
  const failed = states('failed');
  const [running, paused] = [states('running', 'queued'), states('paused')];
  const context = {
    [CONTEXT_HAS_TRANSFERS]: all.length > 0,
    [CONTEXT_HAS_RUNNING_TRANSFERS]: running > 0,
    [CONTEXT_HAS_PAUSED_TRANSFERS]: paused > 0,
    [CONTEXT_HAS_FAILED_TRANSFERS]: failed > 0,
    [CONTEXT_HAS_FINISHED_TRANSFERS]: states('done', 'skipped', 'cancelled', 'failed') > 0,
  };
  // What is over is no part of how far the rest is.
  const moving = all.filter((batch) => countUnderWay(batch) > 0);
  const failedWords = failed === 0 ? [] : [t('failed: {0}', formats.count(failed))];
  if (moving.length === 0) {
    const item = failed === 0 ? undefined : { text: `$(warning) ${formats.count(failed)}` };
    const said = listed([t('Transfers'), ...failedWords]);
    return { context, description: '', badge: undefined, item: item && { ...item, words: said } };
  }
  const progress = progressOf(moving.flatMap(({ transfers }) => transfers));
  const parts = [...(running === 0 ? [t('paused')] : []), ...words.parts(progress, 'short')];
  const count = t('Transfers: {0}', formats.count(running + paused));
  return {
    context,
    description: joined(parts),
    badge: { value: running + paused, tooltip: count },
    item: {
      text: `${arrows(moving, running)} ${joined(parts)}`,
      words: inSentences(count, listed([...failedWords, ...words.parts(progress, 'long')])),
    },
  };
}

function arrows(moving: readonly Batch[], running: number): string {
  if (running === 0) return '$(debug-pause)';
  const up = moving.some(({ kind }) => kind === 'upload') ? '$(arrow-up)' : '';
  const down = moving.some(({ kind }) => kind === 'download') ? '$(arrow-down)' : '';
  return up + down;
}

/** Says what changed, and nothing else: each is a message to the window. */
function contextKeys(set: (key: string, value: boolean) => unknown) {
  const said = new Map<string, boolean>();
  return (values: Readonly<Record<string, boolean>>) => {
    for (const [key, value] of Object.entries(values)) {
      if (said.get(key) === value) continue;
      said.set(key, value);
      void set(key, value);
    }
  };
}
