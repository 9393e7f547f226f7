import { t } from '@vscode/l10n';
import {
  CONTEXT_HAS_FAILED_TRANSFERS,
  CONTEXT_HAS_FINISHED_TRANSFERS,
  CONTEXT_HAS_PAUSED_TRANSFERS,
  CONTEXT_HAS_RUNNING_TRANSFERS,
  CONTEXT_HAS_TRANSFERS,
} from '../../contributions.ts';
import type { Formats } from '../../core/format.ts';
import { dotted, inSentences, listed } from '../../core/sentences.ts';
import { type Batch, type Batches, countUnderWay, sumOf } from './batches.ts';
import { type ProgressWords, totalParts } from './words.ts';

export interface OverviewDeps {
  readonly batches: Batches;
  readonly formats: Formats;
  readonly words: ProgressWords;
}

/** What all transfers come to. */
export interface Overview {
  readonly context: Readonly<Record<string, boolean>>;
  /** Beside the view's title; `''`: nothing moves. */
  readonly description: string;
  readonly badge: { readonly value: number; readonly tooltip: string } | undefined;
  /** Absent: there is nothing to say. */
  readonly item: { readonly text: string; readonly words: string } | undefined;
}

export function overviewOf({ batches, formats, words }: OverviewDeps): Overview {
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
  const progress = sumOf(moving);
  const parts = [...(running === 0 ? [t('paused')] : []), ...totalParts(progress, words, 'short')];
  const count = t('Transfers: {0}', formats.count(running + paused));
  return {
    context,
    description: dotted(parts),
    badge: { value: running + paused, tooltip: count },
    item: {
      text: `${arrows(moving, running)} ${dotted(parts)}`,
      words: inSentences(count, listed([...failedWords, ...totalParts(progress, words, 'long')])),
    },
  };
}

function arrows(moving: readonly Batch[], running: number): string {
  if (running === 0) return '$(debug-pause)';
  const up = moving.some(({ kind }) => kind === 'upload') ? '$(arrow-up)' : '';
  const down = moving.some(({ kind }) => kind === 'download') ? '$(arrow-down)' : '';
  return up + down;
}
