import { lazily } from '../once.ts';

/** What a clock on the wall and a calendar beside it show. */
export interface Wall extends Day, ClockTime {}

export interface Day {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
}

export interface ClockTime {
  /** 0..24: 24:00 is the end of the day. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 86_400_000;

/** @param timeZone IANA name; absent: the machine's own */
export function wallAt(ms: number, timeZone: string | undefined): Wall {
  const shifted = new Date(ms + offsetAt(ms, timeZone));
  return {
    ...dayOf(shifted.getTime()),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
}

/**
 * The moments (milliseconds) at which clocks show this: one; none where they are put forward past it; two, the earlier
 * first, where they are put back.
 */
export function momentsOf(wall: Wall, timeZone: string | undefined): readonly number[] {
  const utc = utcOf(wall);
  // No zone changes its clocks twice within two days.
  const offsets = new Set([offsetAt(utc - DAY_MS, timeZone), offsetAt(utc + DAY_MS, timeZone)]);
  return [...offsets]
    .map((offset) => ({ offset, at: utc - offset }))
    .filter(({ offset, at }) => offsetAt(at, timeZone) === offset)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
}

/** The moment at which clocks in UTC would show it. */
export function utcOf({ year, month, day, hour, minute, second }: Wall): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export function daysLater({ year, month, day }: Day, days: number): Day {
  return dayOf(Date.UTC(year, month - 1, day + days));
}

/** 0 (Sunday) to 6. */
export function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** Whether a calendar has it: there is no 31 November. */
export function isRealDay({ year, month, day }: Day): boolean {
  const made = dayOf(Date.UTC(year, month - 1, day));
  return made.year === year && made.month === month && made.day === day;
}

function dayOf(utc: number): Day {
  const date = new Date(utc);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** How far clocks are ahead of UTC, in milliseconds. */
function offsetAt(ms: number, timeZone: string | undefined): number {
  if (timeZone === undefined) return -new Date(ms).getTimezoneOffset() * 60_000;
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map((type) => parts.get(type));
  return utcOf({ year, month, day, hour, minute, second }) - Math.floor(ms / 1000) * 1000;
}

const clocks = new Map<string, () => Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const make = () =>
    new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  const clock = clocks.get(timeZone) ?? lazily(make);
  clocks.set(timeZone, clock);
  return clock();
}
