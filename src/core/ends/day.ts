import { NO_LETTER_BEFORE, type Phrase, word } from './phrase.ts';
import { noSuchTime } from './time.ts';
import type { EndWords } from './words.ts';
import { type Day, daysLater, isRealDay, weekdayOf } from './zone.ts';

/** What a phrase says of the day. */
export type SaidDay =
  /** One of these. */
  | { readonly days: readonly Day[] }
  /** The first if the time is still ahead then, else the later. */
  | { readonly first: Day; readonly later: Day }
  /** This year's if it is still ahead, else next year's. */
  | { readonly dates: readonly Omit<Day, 'year'>[] }
  /** Of today by night. */
  | { readonly night: Day };

type Taker = (phrase: Phrase, words: EndWords, today: Day) => SaidDay | undefined;

/** Takes a day from the phrase: a date, `tomorrow`, a weekday. Throws `badExpiry` for one that no calendar has. */
export function takeDay(phrase: Phrase, words: EndWords, today: Day): SaidDay | undefined {
  for (const take of [takeNumbers, takeMonth, takeNamedDay, takeMonthDay, takeWeekday]) {
    const said = take(phrase, words, today);
    if (said) return said;
  }
  return undefined;
}

/** A weekday beside a date: it must be that date's. 0 (Sunday) to 6. */
export function takeWeekdayBeside(phrase: Phrase, words: EndWords): number | undefined {
  const found = phrase.take(new RegExp(words.aWeekday, 'u'));
  return found && nameIn(words.weekdays, found[0]);
}

const YEAR_FIRST =
  /(?<!\d)(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:t(?!\p{L}))?(?!\d)/u;
const MONTH_FIRST = /(?<!\d)(\d{1,2})月(\d{1,2})日/u;
/** With dots the day is first, wherever dates are written so; with strokes it depends on the country. */
const DOTTED = /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?!\d))?/u;
const STROKES = /(?<!\d)(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?!\d)/u;

const takeNumbers: Taker = (phrase) => {
  const first = phrase.take(YEAR_FIRST);
  if (first) return dated(first[1], [[first[3] ?? first[5], first[4] ?? first[6]]]);
  const month = phrase.take(MONTH_FIRST);
  if (month) return dated(undefined, [[month[1], month[2]]]);
  const dotted = phrase.take(DOTTED);
  if (dotted) return dated(dotted[3], [[dotted[2], dotted[1]]]);
  const strokes = phrase.take(STROKES);
  if (!strokes) return undefined;
  const [, one, , other, year] = strokes;
  const orders = [[one, other] as const, [other, one] as const];
  return dated(year, orders);
};

const takeMonth: Taker = (phrase, words) => {
  const year = '(?:(?: de| of)? (\\d{4})(?!\\d))?';
  const dayFirst = phrase.take(
    new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|er|º)?(?: de| of)? ?(${words.aMonth})${year}`, 'u'),
  );
  if (dayFirst) return dated(dayFirst[3], [[monthOf(words, dayFirst[2]), dayFirst[1]]]);
  const monthFirst = phrase.take(
    new RegExp(`(${words.aMonth}) (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:\\p{L}])${year}`, 'u'),
  );
  return monthFirst && dated(monthFirst[3], [[monthOf(words, monthFirst[1]), monthFirst[2]]]);
};

const TONIGHT = word('tonight');

const takeNamedDay: Taker = (phrase, words, today) => {
  if (phrase.take(TONIGHT)) return { night: today };
  const found = phrase.take(new RegExp(words.aDay, 'u'));
  return found && { days: [daysLater(today, nameIn(words.days, found[0]) ?? 0)] };
};

const MONTH_DAY = word('(\\d{1,2})(?:st|nd|rd|th)');

/** `the 27th`: of this month or the next. */
const takeMonthDay: Taker = (phrase, _words, { year, month }) => {
  const found = phrase.take(MONTH_DAY);
  if (!found) return undefined;
  const days = [month, month + 1, month + 2]
    .map((each) => ({
      year: year + Math.floor((each - 1) / 12),
      month: ((each - 1) % 12) + 1,
      day: Number(found[1]),
    }))
    .filter(isRealDay);
  const [first, later = first] = days;
  if (first === undefined || later === undefined) throw noSuchTime();
  return { first, later };
};

const takeWeekday: Taker = (phrase, words, today) => {
  const found = phrase.take(
    new RegExp(`(?:${NO_LETTER_BEFORE}(this|next|coming) )?(${words.aWeekday})`, 'u'),
  );
  const weekday = found && nameIn(words.weekdays, found[2] ?? '');
  if (weekday === undefined) return undefined;
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (found?.[1] !== 'next') return { first: daysLater(today, ahead), later: daysLater(today, ahead + 7) };
  return { days: nextWeekday(today, ahead) };
};

/** "Next" may mean the coming one, or that of next week. Where a week begins is not agreed on either. */
function nextWeekday(today: Day, ahead: number): readonly Day[] {
  if (ahead === 0) return [daysLater(today, 7)];
  const leftInWeek = (7 - weekdayOf(today)) % 7;
  const isOfThisWeek = ahead <= leftInWeek || ahead < 7 - weekdayOf(today);
  return (isOfThisWeek ? [ahead, ahead + 7] : [ahead]).map((days) => daysLater(today, days));
}

/** @param orders month and day, in each order in which they may be read; what no calendar has is none */
function dated(
  year: string | undefined,
  orders: readonly (readonly [month: string | undefined, day: string | undefined])[],
): SaidDay {
  const whole = year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year);
  // Without a year 29 February may be meant of a leap year.
  const days = orders
    .map(([month, day]) => ({ year: whole ?? 2024, month: Number(month), day: Number(day) }))
    .filter(isRealDay);
  if (days.length === 0) throw noSuchTime();
  return whole === undefined ? { dates: days } : { days };
}

function monthOf(words: EndWords, name: string | undefined): string {
  return String(nameIn(words.months, name ?? ''));
}

function nameIn(names: ReadonlyMap<string, number>, text: string): number | undefined {
  return names.get(text.replace(/\.$/, ''));
}
