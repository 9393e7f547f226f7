import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { type Phrase, word } from './phrase.ts';
import type { EndWords } from './words.ts';
import type { ClockTime } from './zone.ts';

/** What a phrase says of the time of day: more than one where it may mean either. */
export interface SaidTime {
  readonly times: readonly ClockTime[];
  /** It may be of the 12-hour clock without saying which half: `6`, `9:30`. */
  readonly isOpen: boolean;
}

/** `18:00`, `09:30:15`, `6:30 pm`; after a date in ISO 8601 also `t09:00`. */
const CLOCK =
  /(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?![\d:])(?:\s*([ap])\.?\s?m(?!\p{sc=Latin})\.?)?/u;
const HALF_DAY = /(?<![\d:.])(\d{1,2})\s*([ap])\.?\s?m(?!\p{sc=Latin})\.?/u;
const MIDNIGHT = word('midnight');
const HOUR_ALONE = /(?<![\p{L}\d:./+-])(1?\d|0\d|2[0-4])(?![\p{L}\d:./-])/u;

/** Takes a time of day from the phrase. Throws `badExpiry` for one that no clock shows. */
export function takeTime(phrase: Phrase, words: EndWords): SaidTime | undefined {
  const clock = phrase.take(CLOCK);
  if (clock) {
    phrase.take(new RegExp(`^${words.hourMark}`, 'u'));
    const [, hour, minute, second, half] = clock;
    return { times: [clockTime(halfDay(hour, half), minute, second)], isOpen: half === undefined };
  }
  const half = phrase.take(HALF_DAY);
  if (half) return exactly(clockTime(halfDay(half[1], half[2])));
  // By the 24-hour clock: 18h, 18h30, 18.30 Uhr, 18時30分.
  const marked = phrase.take(
    new RegExp(`(?<![\\d:.])(\\d{1,2})(?:\\.(\\d{2}))?\\s*${words.hourMark}\\s*(?:(\\d{2})分?(?!\\d))?`, 'u'),
  );
  if (marked) return exactly(clockTime(Number(marked[1]), marked[2] ?? marked[3]));
  return takeNamedTime(phrase, words);
}

function takeNamedTime(phrase: Phrase, words: EndWords): SaidTime | undefined {
  if (phrase.take(new RegExp(words.noon, 'u'))) return exactly(clockTime(12));
  // Midnight is at both ends of a day.
  if (phrase.take(MIDNIGHT)) return { times: [clockTime(0), clockTime(24)], isOpen: false };
  const endOfDay = `eod|end of (?:the )?day|end of(?= (?:${words.aDay}|${words.aWeekday}))`;
  return phrase.take(word(endOfDay)) && exactly(clockTime(24));
}

/** Takes an hour that is only a number, after all else that may be one: nobody can know which half of the day is meant. */
export function takeHourAlone(phrase: Phrase): SaidTime | undefined {
  const found = phrase.take(HOUR_ALONE);
  if (!found) return undefined;
  const hour = Number(found[1]);
  const times = hour >= 1 && hour <= 12 ? [hour, hour + 12] : [hour];
  return { times: times.map((each) => clockTime(each)), isOpen: true };
}

/** Of tonight: 9 is 21:00, and 1:00 is after midnight. */
export function byNight({ times, isOpen }: SaidTime): readonly ClockTime[] {
  const [time] = times;
  if (!isOpen || time === undefined || time.hour >= 12) return times.slice(-1);
  return [{ ...time, hour: time.hour + (time.hour < 5 ? 24 : 12) }];
}

function exactly(time: ClockTime): SaidTime {
  return { times: [time], isOpen: false };
}

function clockTime(
  hour: number,
  minutes: string | undefined = '0',
  seconds: string | undefined = '0',
): ClockTime {
  const [minute, second] = [Number(minutes), Number(seconds)];
  const isReal = hour <= 24 && minute < 60 && second < 60 && (hour < 24 || minute + second === 0);
  if (!isReal) throw noSuchTime();
  return { hour, minute, second };
}

/** NaN, which no clock shows, for 13 pm. */
function halfDay(hour: string | undefined, half: string | undefined): number {
  const value = Number(hour);
  if (half === undefined) return value;
  return value < 1 || value > 12 ? Number.NaN : (value % 12) + (half === 'p' ? 12 : 0);
}

export function noSuchTime(): SpacesError {
  return new SpacesError('badExpiry', t('There is no such day or time.'));
}
