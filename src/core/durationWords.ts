import { knownLocale, unitFormat } from './format.ts';
import { TIME_UNITS } from './moments.ts';
import { lazily } from './once.ts';

/** How people write a length of time: in English, and in their own language. */
export interface DurationWords {
  /** Seconds of the unit that a word names; undefined: none. */
  unit(word: string): number | undefined;
  /** Whether the word stands between two parts, as "and" does. */
  joins(word: string): boolean;
  /** A number as written, which may have the language's own decimal sign; NaN: it is none. */
  number(text: string): number;
}

const ENGLISH: readonly (readonly [seconds: number, names: RegExp])[] = [
  [1, /^(?:s|secs?|seconds?)$/],
  [60, /^(?:m|mins?|minutes?)$/],
  [3_600, /^(?:h|hrs?|hours?)$/],
  [86_400, /^(?:d|days?)$/],
  [604_800, /^(?:w|wks?|weeks?)$/],
];

/** Also read, though we write seven days as days. The first: where a language cuts two names to one, the smaller counts. */
const READ_UNITS = [['week', 604_800], ...TIME_UNITS] as const;

/** One in each plural form that a language may have; a fraction has its own in some. */
const COUNTS = [1, 1.5, 2, 5];

const known = new Map<string, DurationWords>();

/** A locale's words, from what `Intl` writes. A word that is English too means what it does in English. */
export function durationWords(locale: string): DurationWords {
  const language = knownLocale(locale);
  const words = known.get(language) ?? wordsOf(language);
  known.set(language, words);
  return words;
}

/** As typed, in one form: wide digits of a Japanese keyboard are digits, capitals don't matter. */
export function evenText(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** `Intl`'s formatters are slow to make, and for English there is nothing to ask them. */
function wordsOf(language: string): DurationWords {
  const own = /^en\b/.test(language) ? undefined : lazily(() => ownWords(language));
  return {
    unit: (word) => ENGLISH.find(([, names]) => names.test(word))?.[0] ?? own?.().units.get(word),
    joins: (word) => word === 'and' || word === own?.().joint,
    number: (text) => Number(own === undefined ? text : text.replace(own().sign, '.')),
  };
}

function ownWords(language: string) {
  const pair = new Intl.ListFormat(language).formatToParts(['1', '2']);
  const joint = evenText(pair.find(({ type }) => type === 'literal')?.value ?? '');
  const sign = new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal');
  return { units: unitsOf(language), joint, sign: sign?.value ?? '.' };
}

function unitsOf(language: string): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const display of ['narrow', 'short', 'long'] as const) {
    for (const [unit, seconds] of READ_UNITS) {
      const format = unitFormat(language, unit, display);
      const parts = COUNTS.flatMap((count) => format.formatToParts(count));
      for (const { type, value } of parts)
        if (type === 'unit') units.set(evenText(value).replace(/\.$/, ''), seconds);
    }
  }
  return units;
}
