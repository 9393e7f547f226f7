import { t } from '@vscode/l10n';
import type { Formats } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import { dotted } from '../../core/sentences.ts';
import type { Transfer } from '../../core/transfers/transfer.ts';
import type { Batch } from './batches.ts';
import { batchParts, type ProgressWords } from './words.ts';

/** A key has at most 1,024 bytes, a path of most systems 4,096: they are shown whole. */
const WHOLE = 4200;

/** What is known of a transfer, a line each, every value plain text. */
export function transferTooltip(
  { object, localPath, size, doneBytes, state, error }: Transfer,
  formats: Formats,
): string[] {
  return [
    t('File: {0}', plain(localPath, WHOLE)),
    t('Key: {0}', plain(object.key, WHOLE)),
    t('Space: {0}', plain(object.space)),
    t('Connection: {0}', plain(object.connection.name)),
    t('Size: {0}', formats.exactSize(size)),
    ...(state === 'done' || doneBytes === 0 ? [] : [t('Transferred: {0}', formats.exactSize(doneBytes))]),
    ...(error === undefined ? [] : [plain(error.message, WHOLE)]),
  ];
}

/** The same of a batch; of its errors the first. */
export function batchTooltip(
  batch: Batch,
  around: { readonly formats: Formats; readonly words: ProgressWords },
): string[] {
  const [first] = batch.transfers;
  if (first === undefined) return [];
  const failed = batch.transfers.find(({ error }) => error !== undefined);
  return [
    t('Prefix: {0}', plain(batch.folder.prefix, WHOLE)),
    t('Space: {0}', plain(first.object.space)),
    t('Connection: {0}', plain(first.object.connection.name)),
    t('Size: {0}', around.formats.exactSize(batch.size)),
    dotted(batchParts(batch, around, 'short')),
    ...(failed?.error === undefined ? [] : [plain(failed.error.message, WHOLE)]),
  ];
}
