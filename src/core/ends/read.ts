import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { knownLocale } from '../format.ts';
import { takeDay, takeWeekdayBeside } from './day.ts';
import { createPhrase, type Phrase } from './phrase.ts';
import { type Here, isZoneOf, momentOf, wallsOf } from './resolve.ts';
import { byNight, takeHourAlone, takeTime } from './time.ts';
import { endWords } from './words.ts';
import { wallAt, weekdayOf } from './zone.ts';

/** Small words beside a day and a time, in the languages we speak, that say nothing here. */
const EMPTY = /(?<!\p{L})(?:at|on|the|by|o'clock|um|am|den|à|le|a|las?|el|del?|às|as|o)(?!\p{L})/gu;
/** As ISO 8601 has it. Without such a date `9:00-10:00` is a span of time. */
const OFFSET = /(?<=\d{4}-\d\d-\d\d.*:\d\d(?:\.\d+)?\s?)(?:z(?!\p{L})|([+-])(\d{2}):?(\d{2})(?!\d))/u;
const UTC = /(?<!\p{L})(?:utc|gmt)(?:([+-])(\d{1,2})(?::?(\d{2}))?)?(?![\p{sc=Latin}\d])/u;

/**
 * The moment (milliseconds) that a phrase means: `until Friday 18:00`, `tomorrow noon`, `6pm`, `2026-12-01 09:00`,
 * `1 Dec 18:00 GMT+1`, in English and in the person's language. `undefined`: it is none of ours. Throws `badExpiry`
 * where it is one that means no moment, one that has passed, or several.
 */
export function readEnd(text: string, here: Here): number | undefined {
  const words = endWords(here.locale);
  const phrase = createPhrase(text);
  phrase.take(new RegExp(`^${words.until}\\s?|\\s?${words.until}$`, 'u'));
  const there = { ...here, timeZone: takeZone(phrase) ?? here.timeZone };
  const said = takeTime(phrase, words);
  const day = takeDay(phrase, words, wallAt(here.now, there.timeZone));
  const weekday = day && takeWeekdayBeside(phrase, words);
  const time = said ?? takeHourAlone(phrase);
  const rest = phrase.rest.replace(EMPTY, ' ').trim();
  if (time === undefined && day !== undefined && rest === '') throw needsTime(here.locale);
  if (time === undefined) return undefined;
  const walls = wallsOf(day, day && 'night' in day ? byNight(time) : time.times, there);
  const meant = weekday === undefined ? walls : walls.filter((wall) => weekdayOf(wall) === weekday);
  if (rest === '') return momentOf(meant, there);
  return isZoneOf(meant, rest, there) ? momentOf(meant, there, rest) : undefined;
}

/** An offset from UTC, as `Intl` takes it for a time zone. */
function takeZone(phrase: Phrase): string | undefined {
  const found = phrase.take(OFFSET) ?? phrase.take(UTC);
  if (!found) return undefined;
  const [, sign, hours = '0', minutes = '00'] = found;
  return sign === undefined ? 'UTC' : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/** A day alone is no moment: refused, with an example. */
export function needsTime(locale: string): SpacesError {
  const tomorrow = new Intl.RelativeTimeFormat(knownLocale(locale), { numeric: 'auto' }).format(1, 'day');
  return new SpacesError('badExpiry', t('A day needs a time, too, like {0}.', `${tomorrow} 18:00`));
}
