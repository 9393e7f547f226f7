import { t } from '@vscode/l10n';
import { type Formats, knownLocale, unitFormat } from '../../core/format.ts';
import { leftWords } from '../../core/ledgerTimes.ts';
import { lazily } from '../../core/once.ts';
import type { TransferTotals } from '../../core/transfers/transfer.ts';
import { countUnderWay } from './batches.ts';

/** How far something is, in a person's language. */
export interface ProgressWords {
  /** `42%`; rounded down, so that 100% is all. */
  percent(progress: Pick<TransferTotals, 'size' | 'doneBytes'>): string;
  /** Of what runs: `42%`, `3.1 MB/s`, `2 min left`, as far as it is known. `long` as a screen reader says it well. */
  parts(progress: Moving, style: 'short' | 'long'): readonly string[];
  /** `201–400` */
  range(first: number, last: number): string;
}

type Moving = Pick<TransferTotals, 'size' | 'doneBytes' | 'bytesPerSecond' | 'secondsLeft'>;

/** Not bytes, which `Intl` has no short word for. */
const SPEEDS = ['kilobyte', 'megabyte', 'gigabyte'] as const;

export function progressWords(locale: string): ProgressWords {
  const language = knownLocale(locale);
  const percents = lazily(() => new Intl.NumberFormat(language, { style: 'percent' }));
  const speedsIn = (style: 'short' | 'long') =>
    SPEEDS.map((unit) => lazily(() => unitFormat(language, `${unit}-per-second`, style)));
  const speeds = { short: speedsIn('short'), long: speedsIn('long') };
  const speed = (bytes: number, style: 'short' | 'long') => {
    const unit = Math.min(SPEEDS.length - 1, Math.floor(Math.log10(Math.max(1000, bytes)) / 3) - 1);
    return speeds[style][unit]?.().format(bytes / 1000 ** (unit + 1)) ?? '';
  };
  const percent: ProgressWords['percent'] = ({ size, doneBytes }) =>
    percents().format(size === 0 ? 0 : Math.floor((doneBytes / size) * 100) / 100);
  return {
    percent,
    range: (first, last) => new Intl.NumberFormat(language).formatRange(first, last),
    parts: (progress, style) => {
      const { bytesPerSecond, secondsLeft, size, doneBytes } = progress;
      // All is sent, and some of it still on its way to the server.
      if (size > 0 && doneBytes >= size) return [percent(progress), t('finishing')];
      return [
        percent(progress),
        ...(bytesPerSecond === undefined ? [] : [speed(bytesPerSecond, style)]),
        ...(secondsLeft === undefined
          ? []
          : [t('{0} left', leftWords(Math.max(1, secondsLeft) * 1000, locale, style))]),
      ];
    },
  };
}

/** How far several are, of which none may run. */
export function totalParts(
  totals: TransferTotals,
  words: ProgressWords,
  style: 'short' | 'long',
): readonly string[] {
  return totals.states.running > 0 ? words.parts(totals, style) : [words.percent(totals)];
}

/** What a batch comes to: how many are done, how far the rest is, and what went wrong. */
export function batchParts(
  batch: TransferTotals & { readonly transfers: { readonly length: number } },
  { formats, words }: { readonly formats: Formats; readonly words: ProgressWords },
  style: 'short' | 'long',
): readonly string[] {
  const { states, size } = batch;
  const total = batch.transfers.length;
  const isUnderWay = countUnderWay(batch) > 0;
  const sizes = style === 'long' ? formats.spokenSize : formats.size;
  return [
    ...(states.failed > 0 ? [t('failed: {0}', formats.count(states.failed))] : []),
    states.done === total
      ? t('{0} files', formats.count(total))
      : t('{0} of {1} files', formats.count(states.done), formats.count(total)),
    ...(isUnderWay && states.running + states.queued === 0 ? [t('paused')] : []),
    ...(isUnderWay ? totalParts(batch, words, style) : size > 0 ? [sizes(size)] : []),
  ];
}
