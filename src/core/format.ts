import { lazily } from './once.ts';

/**
 * Sizes, ages and moments in a person's language. `Intl` formatters are slow to make (milliseconds) and fast to use:
 * each is made once, when it is first needed, which is after activation.
 */
export interface Formats {
  /**
   * Short: `512 bytes`, `1.2 MB`. Decimal (1 kB is 1,000 bytes), as disks and bills count; one decimal at most.
   */
  size(bytes: number): string;
  /** `1,234,567 bytes` */
  exactSize(bytes: number): string;
  /** As a screen reader says it well: `512 bytes`, `1.2 megabytes`. */
  spokenSize(bytes: number): string;
  /** How long before `now` (milliseconds both): `now`, `5m ago`, `3d ago`, `2y ago`. */
  age(ms: number, now: number): string;
  /** As a screen reader says it well: `now`, `5 minutes ago`, `1 year ago`. */
  spokenAge(ms: number, now: number): string;
  /** The moment in local time with its zone: `Nov 24, 2026, 9:15:00 AM UTC`. */
  moment(ms: number): string;
  /** A whole number with its separators. */
  count(value: number): string;
}

const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Each unit is used from one of it on, the largest first. */
const AGES: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];

/** `locale` as the editor says it (`en`, `pt-br`); one that `Intl` does not know is read as English. */
export function createFormats(locale: string, timeZone?: string): Formats {
  const language = knownLocale(locale);
  const whole = lazily(() => new Intl.NumberFormat(language));
  const bytes = lazily(() => unitFormat(language, 'byte', 'long'));
  const sizesIn = (display: 'long' | 'short') => {
    const sizes = UNITS.map((unit) => lazily(() => unitFormat(language, unit, display)));
    const known = new Remembered<number>();
    return (size: number) => {
      // Not by its symbol: "512 byte", "512B" and "512 o" are what `Intl` has for short.
      const unit = size < 1000 ? -1 : unitOf(size);
      const tenths = tenthsOf(size, unit);
      return known.get((unit + 1) * 10_000 + tenths, () => (sizes[unit] ?? bytes)().format(tenths / 10));
    };
  };
  const agesBy = (make: () => Intl.RelativeTimeFormat) => {
    const ages = lazily(make);
    const known = new Remembered<string>();
    return (ms: number, now: number) => {
      const past = now - ms;
      const [unit, length] = AGES.find(([, each]) => Math.abs(past) >= each) ?? ['second', 0];
      if (length === 0) return present();
      const count = -Math.trunc(past / length);
      return known.get(`${count} ${unit}`, () => ages().format(count, unit));
    };
  };
  const present = lazily(() =>
    new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second'),
  );
  const moments = lazily(() => momentFormat(language, timeZone));

  return {
    size: sizesIn('short'),
    exactSize: (size) => bytes().format(size),
    spokenSize: sizesIn('long'),
    age: agesBy(() => ageFormat(language)),
    spokenAge: agesBy(() => new Intl.RelativeTimeFormat(language)),
    moment: (ms) => moments().format(ms),
    count: (value) => whole().format(value),
  };
}

/** Texts that were made: `Intl` takes a microsecond for each, a thousand rows are made at a time, and many are the same. */
class Remembered<K> {
  readonly #texts = new Map<K, string>();

  get(key: K, make: () => string): string {
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const text = make();
    if (this.#texts.size === MOST_TEXTS) this.#texts.clear();
    this.#texts.set(key, text);
    return text;
  }
}

const MOST_TEXTS = 5_000;

/** A whole number with its separators, for where there are no `Formats`. */
export function formatCount(value: number, locale: string): string {
  return new Intl.NumberFormat(knownLocale(locale)).format(value);
}

/** A number with its unit, as the language has it: in the right plural, on the right side. One decimal at most. */
export function unitFormat(
  language: string,
  unit: string,
  unitDisplay: 'long' | 'short' | 'narrow',
): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });
}

/** In English the narrowest is the usual one (`3d ago`); elsewhere it is a riddle (French: `-3 j`). */
function ageFormat(language: string): Intl.RelativeTimeFormat {
  const style = /^en\b/.test(language) ? 'narrow' : 'short';
  return new Intl.RelativeTimeFormat(language, { style, numeric: 'always' });
}

function momentFormat(language: string, timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

/** The largest unit of which there is one, as rounded: 999,950 bytes are 1 MB, not 1,000 kB. */
function unitOf(bytes: number): number {
  let unit = 0;
  while (unit < UNITS.length - 1 && tenthsOf(bytes, unit) >= 10_000) unit += 1;
  return unit;
}

/** @param unit of `UNITS`, or -1 for bytes */
function tenthsOf(bytes: number, unit: number): number {
  // In this order: a half stays one.
  return Math.round((bytes * 10) / 1000 ** (unit + 1));
}

/**
 * The editor's language as it is written where this machine is (`en-GB`, `de-CH`): dates and numbers differ there.
 * @param own the machine's locale, which may be another language, or the same in another script
 */
export function regionalLocale(language: string, own: string): string {
  const [wanted, here] = [knownLocale(language), own].map((each) => new Intl.Locale(each).maximize());
  const isSame = wanted?.language === here?.language && wanted?.script === here?.script;
  return isSame ? own : language;
}

/** The editor's language as `Intl` takes it; English for one that it does not know. */
export function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
