import { t } from '@vscode/l10n';
import type { Formats } from '../core/format.ts';
import { SAME_TIME_MS } from '../core/transfers/modified.ts';

/** What is told of a file or an object that is to be replaced, or to replace it. */
export interface Shown {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch; absent or 0: not known. */
  readonly modified?: number | undefined;
}

interface Pair {
  readonly own: Shown;
  readonly there: Shown;
}

/**
 * What a person decides by whether to replace what is there: of one its size and age and those of the other, of several how
 * many are newer, older, and of the same size. A line each; `''` where nothing is known.
 */
export function conflictWords(formats: Formats, pairs: readonly Pair[], now: number): string {
  const [only, ...others] = pairs;
  if (only === undefined) return '';
  return (others.length === 0 ? bothSides(formats, only, now) : countsOf(formats, pairs)).join('\n');
}

function bothSides(formats: Formats, { own, there }: Pair, now: number): readonly string[] {
  const ageOf = ({ modified }: Shown) => (modified ? formats.age(modified, now) : '');
  // Of two from one day, or hour, that would tell nothing.
  const isExact = ageOf(own) === ageOf(there);
  const side = (shown: Shown) => {
    const size = formats.size(shown.size);
    if (!shown.modified) return size;
    return t('{0} ({1})', size, isExact ? formats.moment(shown.modified) : ageOf(shown));
  };
  return [t('There already: {0}', side(there)), t('To replace it: {0}', side(own))];
}

function countsOf({ count }: Formats, pairs: readonly Pair[]): readonly string[] {
  const dated = pairs.filter(({ own, there }) => own.modified && there.modified);
  const later = ({ own, there }: Pair) => (own.modified ?? 0) - (there.modified ?? 0);
  const newer = dated.filter((pair) => later(pair) > SAME_TIME_MS).length;
  const older = dated.filter((pair) => later(pair) < -SAME_TIME_MS).length;
  const same = pairs.filter(({ own, there }) => own.size === there.size).length;
  return [
    ...(newer > 0 ? [t('Newer than what is there: {0}', count(newer))] : []),
    ...(older > 0 ? [t('Older than what is there: {0}', count(older))] : []),
    t('Of the same size: {0}', count(same)),
  ];
}
