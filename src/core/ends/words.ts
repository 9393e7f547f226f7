import { t } from '@vscode/l10n';
import { knownLocale } from '../format.ts';
import { anyOf, evenPhrase, NO_LETTER_AFTER } from './phrase.ts';

/** What days, months and times are called: in English, and in the person's language, as `Intl` writes them. */
export interface EndWords {
  /** By its name: 0 (Sunday) to 6. */
  readonly weekdays: ReadonlyMap<string, number>;
  /** By its name: 1..12. */
  readonly months: ReadonlyMap<string, number>;
  /** By its name: how many days from today. */
  readonly days: ReadonlyMap<string, number>;
  /** Patterns, each for one word of a kind. */
  readonly aWeekday: string;
  readonly aMonth: string;
  readonly aDay: string;
  readonly noon: string;
  /** What stands after an hour by the 24-hour clock: `18h`, `18 Uhr`. */
  readonly hourMark: string;
  /** What says that an end follows, or precedes: `until`, `まで`. */
  readonly until: string;
}

const WIDTHS = ['long', 'short'] as const;

/** A Sunday and the first of each month; 12 o'clock. */
const SUNDAY = Date.UTC(2026, 1, 1, 12);
const DAY_MS = 86_400_000;

const known = new Map<string, EndWords>();

/** The words of a locale, and the English ones. */
export function endWords(locale: string): EndWords {
  const language = knownLocale(locale);
  const words = known.get(language) ?? wordsOf(language);
  known.set(language, words);
  return words;
}

function wordsOf(own: string): EndWords {
  const languages = [own, 'en'];
  const weekdays = new Map([...languages.flatMap(weekdaysOf), ...ENGLISH_WEEKDAYS]);
  const months = new Map([...languages.flatMap(monthsOf), ['sept', 9] as const]);
  const days = new Map([...languages.flatMap(daysOf), ...ENGLISH_DAYS]);
  return {
    weekdays,
    months,
    days,
    aWeekday: `${anyOf(weekdays.keys())}\\.?`,
    aMonth: `${anyOf(months.keys())}\\.?`,
    aDay: anyOf(days.keys()),
    noon: anyOf(['noon', 'midday', noonOf(own)]),
    hourMark: `(?:${['h', 'uhr', hourMarkOf(own)].filter((mark) => mark !== '').join('|')})${NO_LETTER_AFTER}`,
    until: anyOf(['until', 'till', 'til', ...untilOf()]),
  };
}

const ENGLISH_WEEKDAYS = [
  ['tues', 2],
  ['weds', 3],
  ['thur', 4],
  ['thurs', 4],
] as const;

/** As `Intl` doesn't put it. */
const ENGLISH_DAYS = [
  ['the day after tomorrow', 2],
  ['day after tomorrow', 2],
] as const;

function weekdaysOf(language: string): (readonly [string, number])[] {
  const at = [0, 1, 2, 3, 4, 5, 6].map((weekday) => [SUNDAY + weekday * DAY_MS, weekday] as const);
  return WIDTHS.flatMap((width) => namesOf(language, { weekday: width }, at));
}

function monthsOf(language: string): (readonly [string, number])[] {
  const at = Array.from({ length: 12 }, (_, month) => [Date.UTC(2026, month, 1, 12), month + 1] as const);
  // Some languages bend the name of a month that has a day beside it.
  return WIDTHS.flatMap((month) => [
    ...namesOf(language, { month }, at),
    ...namesOf(language, { month, day: 'numeric' }, at),
  ]);
}

function namesOf(
  language: string,
  options: Intl.DateTimeFormatOptions,
  moments: readonly (readonly [at: number, number])[],
): (readonly [string, number])[] {
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  return moments.flatMap(([at, value]) =>
    format
      .formatToParts(at)
      .filter(({ type }) => type === 'weekday' || type === 'month')
      .map((part) => [evenPhrase(part.value).replace(/\.$/, ''), value] as const)
      // Japanese and Chinese months are numbers.
      .filter(([name]) => !/\d/.test(name)),
  );
}

function daysOf(language: string): (readonly [string, number])[] {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return [0, 1, 2]
    .map((days) => [evenPhrase(format.format(days, 'day')), days] as const)
    .filter(([name]) => !/\d/.test(name));
}

/** `mittags`, `midi`, `正午`. */
function noonOf(language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    hour: 'numeric',
    hourCycle: 'h12',
    dayPeriod: 'long',
    timeZone: 'UTC',
  });
  const period = format.formatToParts(SUNDAY).find(({ type }) => type === 'dayPeriod')?.value ?? '';
  return evenPhrase(period).split(' ').at(-1) ?? '';
}

function hourMarkOf(language: string): string {
  const format = new Intl.DateTimeFormat(language, { hour: 'numeric', hourCycle: 'h23', timeZone: 'UTC' });
  return /[\p{L}]+$/u.exec(evenPhrase(format.format(SUNDAY)))?.[0] ?? '';
}

/** As we write it: `bis`, `hasta el` and `hasta`, `jusqu'au` and `jusqu'`. */
function untilOf(): string[] {
  return evenPhrase(t('until {0}', '|'))
    .split('|')
    .map((side) => side.trim())
    .flatMap((side) => [side, side.split(' ')[0] ?? '', ...(/^\p{L}+'/u.exec(side) ?? [])]);
}
