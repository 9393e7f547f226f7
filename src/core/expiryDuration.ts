import { durationWords, evenText } from './durationWords.ts';

/** A number, its unit (with a full stop where it is cut short: `Std.`), and a word that leads to the next. */
const PART =
  /(?<amount>\d+(?:[.,]\d+)?|\.\d+)\s*(?<unit>[^\d\s.,、]+)(?:\.(?!\d))?[\s,、]*(?:(?<joint>[^\d\s.,、]+)\s+)?/y;

/** `1h30`: what follows hours are minutes, what follows minutes seconds. */
const LAST = /\d{1,2}$/y;

/** Numbers as English says them. `Intl` has no words for those of other languages. */
const NUMBERS: ReadonlyMap<string, string> = new Map(
  ['a an one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
    .flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const))
    .concat([
      ['fifteen', 15],
      ['twenty', 20],
      ['thirty', 30],
      ['forty', 40],
    ])
    .map(([word, value]) => [word, String(value)] as const),
);

/**
 * Seconds, unchecked, as the text says them; `undefined` where it is no length of time.
 * `90`, `45m`, `1h 30m`, `1h30`, `in 2 days`, `half an hour`, `a week`; `2 Tage`, `3日`.
 */
export function readDuration(text: string, locale: string): number | undefined {
  const said = evenText(text);
  if (/^[+-]?[\d.]+$/.test(said)) return numberOr(Number(said));
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(inDigits(said)) ?? [];
  const seconds = secondsOfParts(rest, locale);
  return seconds !== undefined && sign === '-' ? -seconds : seconds;
}

function inDigits(said: string): string {
  const number = (word: string) => NUMBERS.get(word) ?? word;
  return said
    .replace(/^(?:in|for)\s+|\s+from now$/g, '')
    .replace(/\b(?:an?|one) ([a-z]+) and a half$/, '1.5 $1')
    .replace(/\b(\w+) and a half (?=[a-z])/, (_, word: string) => `${number(word)}.5 `)
    .replace(/\bhalf (?:an? )?(?=[a-z])/, '0.5 ')
    .replace(/\b[a-z]+\b(?= [a-z])/g, number);
}

function secondsOfParts(said: string, locale: string): number | undefined {
  if (said === '') return undefined;
  const words = durationWords(locale);
  let seconds = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < said.length; ) {
    const { amount, unit, joint, end } = partAt(said, at);
    const length = unit === undefined ? below(smallest) : words.unit(unit);
    // Each unit once, from large to small: "30m 30m" is a slip, not an hour.
    if (length === undefined || length >= smallest || (joint !== undefined && !words.joins(joint)))
      return undefined;
    if (unit === undefined && Number(amount) >= 60) return undefined;
    smallest = length;
    // A tenth has no exact binary form: 0.1 hours must still be 360 seconds.
    seconds += Math.round(words.number(amount) * length * 1e6) / 1e6;
    at = end;
  }
  return numberOr(seconds);
}

function partAt(
  said: string,
  at: number,
): {
  readonly amount: string;
  readonly unit?: string | undefined;
  readonly joint?: string | undefined;
  readonly end: number;
} {
  PART.lastIndex = LAST.lastIndex = at;
  const part = PART.exec(said);
  if (part) {
    const { amount = '', unit, joint } = part.groups ?? {};
    return { amount, unit: unit ?? '', joint, end: PART.lastIndex };
  }
  const last = LAST.exec(said);
  return { amount: last?.[0] ?? 'none', end: said.length };
}

/** The unit that a number without one has. */
function below(unit: number): number | undefined {
  return unit === 3_600 || unit === 60 ? unit / 60 : undefined;
}

function numberOr(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
