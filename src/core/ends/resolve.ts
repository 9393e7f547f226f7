import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { knownLocale } from '../format.ts';
import { formatMoment, type MomentStyle } from '../moments.ts';
import type { SaidDay } from './day.ts';
import { evenPhrase } from './phrase.ts';
import { noSuchTime } from './time.ts';
import {
  type ClockTime,
  type Day,
  daysLater,
  isRealDay,
  momentsOf,
  utcOf,
  type Wall,
  wallAt,
} from './zone.ts';

const SOON_MS = 30 * 86_400_000;

/** Where `Intl` writes the letters by which people know their zone (CET, PST, IST); elsewhere it writes the offset. */
const WITH_LETTERS = ['en-US', 'en-GB', 'en-IN', 'en-AU', 'en-NZ', 'en-ZA'];

/** Whose clock and calendar an end is read by, and how it is written. */
export interface Here extends MomentStyle {
  /** Milliseconds. */
  readonly now: number;
}

/** What clocks may be meant to show at the end. Without a day: the next such moment. */
export function wallsOf(day: SaidDay | undefined, times: readonly ClockTime[], here: Here): readonly Wall[] {
  return times.flatMap((time) => {
    const at = (each: Day): Wall => ({ ...each, ...time });
    const ifAhead = (first: Day, later: Day) => (hasPassed(at(first), here) ? at(later) : at(first));
    const today = wallAt(here.now, here.timeZone);
    if (day === undefined) return [ifAhead(today, daysLater(today, 1))];
    if ('night' in day) return [at(day.night)];
    if ('first' in day) return [ifAhead(day.first, day.later)];
    if ('days' in day) return day.days.map(at);
    return day.dates.map((date) => {
      const first = { ...date, year: today.year };
      const later = { ...date, year: today.year + 1 };
      // Where month and day may be the other way round, each is meant of the time ahead: which one is asked.
      return day.dates.length > 1 ? ifAhead(first, later) : yearly(at(first), at(later), here);
    });
  });
}

/** At the turn of the year next year's; else one that has passed is past, rather than a year ahead. */
function yearly(first: Wall, later: Wall, { now }: Here): Wall {
  return utcOf(later) - now < SOON_MS ? later : first;
}

/**
 * The one moment that is meant. Throws `badExpiry` where there is none, it has passed, or there are several.
 * @param zone the zone's name as it is written beside the end, where it says which one of two is meant
 */
export function momentOf(walls: readonly Wall[], here: Here, zone?: string): number {
  const real = walls.filter(isRealDay);
  const moments = real.flatMap((wall) => momentsOf(wall, here.timeZone));
  const ahead = [...new Set(moments)].filter((at) => at > here.now).sort((a, b) => a - b);
  const [first, second] = zone === undefined ? ahead : ahead.filter((at) => zoneNames(at, here).has(zone));
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined && second !== undefined) throw unclear(first, second, here);
  const [wall] = real;
  if (wall === undefined) throw noSuchTime();
  throw moments.length > 0 ? passed() : skipped(wall, here);
}

/** Whether this is what the zone is called then: `CET`, `PST`. */
export function isZoneOf(walls: readonly Wall[], name: string, here: Here): boolean {
  return walls.some((wall) => momentsOf(wall, here.timeZone).some((at) => zoneNames(at, here).has(name)));
}

function zoneNames(at: number, { locale, timeZone }: Here): ReadonlySet<string> {
  const names = [locale, ...WITH_LETTERS].map((each) =>
    new Intl.DateTimeFormat(knownLocale(each), {
      ...(timeZone === undefined ? {} : { timeZone }),
      timeZoneName: 'short',
    })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName'),
  );
  return new Set(names.map((part) => evenPhrase(part?.value ?? '')));
}

function hasPassed(wall: Wall, { now, timeZone }: Here): boolean {
  const moments = momentsOf(wall, timeZone);
  if (moments.length > 0) return moments.every((at) => at <= now);
  return utcOf(wall) <= utcOf(wallAt(now, timeZone));
}

function passed(): SpacesError {
  return new SpacesError('badExpiry', t('That moment has passed: the end must be in the future.'));
}

function unclear(first: number, second: number, here: Here): SpacesError {
  const [one, other] = [first, second].map((at) => formatMoment(new Date(at), here, { seconds: false }));
  return new SpacesError('badExpiry', t('It may mean {0} or {1}: type one of them.', one ?? '', other ?? ''));
}

function skipped(wall: Wall, here: Here): SpacesError {
  const shown = new Intl.DateTimeFormat(knownLocale(here.locale), {
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(utcOf(wall));
  return new SpacesError('badExpiry', t('There is no {0} on that day: clocks are put forward.', shown));
}
