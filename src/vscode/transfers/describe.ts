import { t } from '@vscode/l10n';
import type { Formats } from '../../core/format.ts';
import { lastSegment } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import { dotted, listed } from '../../core/sentences.ts';
import type { Transfer, TransferState } from '../../core/transfers/transfer.ts';
import type { Description, Icon } from '../tree/describe.ts';
import { labelOf } from '../tree/label.ts';
import { type Batch, countUnderWay, flagsOf, progressOf } from './batches.ts';
import type { PageRow } from './rows.ts';
import { batchParts, type ProgressWords } from './words.ts';

/** What a row's look depends on beside what it shows. */
export interface TransferSurroundings {
  readonly formats: Formats;
  readonly words: ProgressWords;
}

/** @param prefix of the batch that shows it */
export function describeTransfer(
  each: Transfer,
  prefix: string | undefined,
  around: TransferSurroundings,
): Description {
  const label = labelOf(prefix === undefined ? nameOf(each) : each.object.key.slice(prefix.length));
  const parts = (style: 'short' | 'long') => stateParts(each, around, style);
  return {
    id: JSON.stringify(['transfer', each.id]),
    label,
    description: dotted(parts('short')),
    tooltip: undefined,
    contextValue: ['transfer', ...flagsOf(progressOf([each])), each.kind].join(';'),
    icon: iconOf(each.state, each.kind),
    isCollapsible: false,
    accessibleName: listed([label, kindWords(each.kind), ...parts('long')]),
  };
}

export function describeBatch(batch: Batch, around: TransferSurroundings): Description {
  const { name } = batch.folder;
  const [first] = batch.transfers;
  const label = name === undefined ? labelOf(first === undefined ? '' : nameOf(first)) : labelOf(name);
  const shown = name === undefined ? t('{0} and others', label) : label;
  return {
    id: JSON.stringify(['batch', batch.id]),
    label: shown,
    description: dotted(batchParts(batch, around, 'short')),
    tooltip: undefined,
    contextValue: ['transfer', ...flagsOf(batch), batch.kind, 'batch'].join(';'),
    icon: iconOf(stateOf(batch), batch.kind),
    isCollapsible: true,
    accessibleName: listed([shown, kindWords(batch.kind), ...batchParts(batch, around, 'long')]),
  };
}

export function describePage({ batch, start, ids }: PageRow, { words }: TransferSurroundings): Description {
  const label = words.range(start + 1, start + ids.length);
  return {
    id: JSON.stringify(['page', batch, start]),
    label,
    description: '',
    tooltip: label,
    contextValue: 'page',
    icon: { of: 'codicon', name: 'files' },
    isCollapsible: true,
    accessibleName: label,
  };
}

/** Its name where it goes. The object that stands for a folder is named as the folder is. */
export function nameOf({ kind, object, localPath }: Transfer): string {
  const path = kind === 'upload' ? object.key : localPath.replaceAll('\\', '/');
  return lastSegment(path.endsWith('/') ? path.slice(0, -1) : path);
}

function stateParts(
  each: Transfer,
  { formats, words }: TransferSurroundings,
  style: 'short' | 'long',
): readonly string[] {
  const size = style === 'long' ? formats.spokenSize(each.size) : formats.size(each.size);
  switch (each.state) {
    case 'queued':
      return [t('waiting'), size];
    case 'running':
      return words.parts(each, style);
    case 'paused':
      return [t('paused'), words.percent(each)];
    case 'failed':
      return [style === 'long' ? t('Error: {0}', errorWords(each)) : errorWords(each)];
    case 'done':
      return style === 'long' ? [t('done'), size] : [size];
    case 'skipped':
      return [t('skipped')];
    case 'cancelled':
      return [t('canceled')];
  }
}

/** Its message is fit to be read: names in it are plain already. */
function errorWords({ error }: Transfer): string {
  return error === undefined ? t('failed') : plain(error.message, 300);
}

function kindWords(kind: Transfer['kind']): string {
  return kind === 'upload' ? t('upload') : t('download');
}

/** The state that a batch is in as a whole. */
function stateOf(batch: Batch): TransferState {
  const { states } = batch;
  if (states.running + states.queued > 0) return states.running > 0 ? 'running' : 'queued';
  if (countUnderWay(batch) > 0) return 'paused';
  if (states.failed > 0) return 'failed';
  if (states.done > 0) return 'done';
  return states.skipped > 0 ? 'skipped' : 'cancelled';
}

function iconOf(state: TransferState, kind: Transfer['kind']): Icon {
  switch (state) {
    case 'queued':
      return { of: 'codicon', name: 'clock' };
    case 'running':
      return { of: 'codicon', name: kind === 'upload' ? 'arrow-up' : 'arrow-down', color: 'charts.blue' };
    case 'paused':
      return { of: 'codicon', name: 'debug-pause' };
    case 'failed':
      return { of: 'codicon', name: 'error', color: 'problemsErrorIcon.foreground' };
    case 'done':
      return { of: 'codicon', name: 'pass', color: 'charts.green' };
    case 'skipped':
      return { of: 'codicon', name: 'debug-step-over' };
    case 'cancelled':
      return { of: 'codicon', name: 'circle-slash' };
  }
}
