import { t } from '@vscode/l10n';
import type { Formats } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import type { Disposable, Notices, Now } from '../../core/ports.ts';
import type { Transfer, Transfers } from '../../core/transfers/transfer.ts';
import { type Batch, type Batches, countUnderWay } from './batches.ts';
import { nameOf } from './describe.ts';

export interface AnnounceDeps {
  readonly transfers: Pick<Transfers, 'onDidChange' | 'retry'>;
  readonly batches: Batches;
  readonly notices: Pick<Notices, 'info' | 'error'>;
  readonly formats: Formats;
  readonly now: Now;
  /** Whoever began it reads its result: nothing is shown. */
  isQuiet(batch: string): boolean;
  /** Shows a transfer's row. */
  show(id: string): unknown;
}

/** Who waited longer is elsewhere by now, and is told that it is done. */
const LONG_MS = 30_000;

/** Tells of a batch that ended, where a person needs to know: what failed, and that a long one is done. */
export function announceEnds(deps: AnnounceDeps): Disposable {
  /** Since when each that is under way is; of others that they were looked at. */
  const known = new Map<string, number | undefined>();
  return deps.transfers.onDidChange(() => {
    for (const batch of deps.batches.list()) {
      // One may be over before it begins: where nothing of it could be read.
      const began = known.has(batch.id) ? known.get(batch.id) : deps.now();
      const isUnderWay = countUnderWay(batch) > 0;
      known.set(batch.id, isUnderWay ? (began ?? deps.now()) : undefined);
      if (isUnderWay || began === undefined || deps.isQuiet(batch.id)) continue;
      tell(deps, batch, deps.now() - began);
    }
  });
}

function tell(deps: AnnounceDeps, batch: Batch, ms: number): void {
  const failed = batch.transfers.filter(({ state }) => state === 'failed');
  const done = batch.transfers.filter(({ state }) => state === 'done');
  if (failed.length > 0) tellFailed(deps, batch, failed);
  else if (done.length > 0 && ms >= LONG_MS) tellDone(deps, batch, done);
}

function tellFailed(
  { notices, formats, transfers, show }: AnnounceDeps,
  batch: Batch,
  failed: readonly Transfer[],
): void {
  const ids = failed.map(({ id }) => id);
  const why = plain(failed[0]?.error?.message ?? '', 300);
  const counts = [formats.count(failed.length), formats.count(batch.transfers.length)] as const;
  notices.error(
    t(
      '{0}: {1}',
      batch.kind === 'upload' ? t('Upload') : t('Download'),
      batch.transfers.length === 1 ? why : t('{0} of {1} files failed. The first one: {2}', ...counts, why),
    ),
    { title: t('Retry'), run: () => transfers.retry(ids) },
    { title: t('Show'), run: () => show(ids[0] ?? '') },
  );
}

function tellDone({ notices, formats, show }: AnnounceDeps, batch: Batch, done: readonly Transfer[]): void {
  const [first, ...others] = done;
  if (first === undefined) return;
  const what = others.length === 0 ? plain(nameOf(first)) : t('{0} files', formats.count(done.length));
  notices.info(batch.kind === 'upload' ? t('Uploaded: {0}', what) : t('Downloaded: {0}', what), {
    title: t('Show'),
    run: () => show(first.id),
  });
}
