import { t } from '@vscode/l10n';

/**
 * Sizes, ages and moments in a person's language. `Intl` formatters are slow to make (milliseconds) and fast to use:
 * each is made once, when it is first needed, which is after activation.
 */
export interface Formats {
  /**
   * Short: `512 B`, `1.2 MB`. Decimal (1 kB is 1,000 bytes), as disks and bills count; one decimal at most.
   */
  size(bytes: number): string;
  /** `1,234,567 bytes` */
  exactSize(bytes: number): string;
  /** How long before `now` (milliseconds both): `now`, `5m ago`, `3d ago`, `2y ago`. */
  age(ms: number, now: number): string;
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
  const whole = once(() => new Intl.NumberFormat(language));
  const sizes = UNITS.map((unit) => once(() => sizeFormat(language, unit)));
  const ages = once(() => new Intl.RelativeTimeFormat(language, { style: 'narrow', numeric: 'always' }));
  const present = once(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second'));
  const moments = once(() => momentFormat(language, timeZone));

  return {
    size: (bytes) => {
      if (bytes < 1000) return t('{0} B', whole().format(bytes));
      const unit = unitOf(bytes);
      return sizes[unit]?.().format(bytes / 1000 ** (unit + 1)) ?? whole().format(bytes);
    },
    exactSize: (bytes) => (bytes === 1 ? t('1 byte') : t('{0} bytes', whole().format(bytes))),
    age: (ms, now) => {
      const past = now - ms;
      const [unit, length] = AGES.find(([, each]) => Math.abs(past) >= each) ?? ['second', 0];
      return length === 0 ? present() : ages().format(-Math.trunc(past / length), unit);
    },
    moment: (ms) => moments().format(ms),
    count: (value) => whole().format(value),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function sizeFormat(language: string, unit: (typeof UNITS)[number]): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  });
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
  while (unit < UNITS.length - 1 && Math.round(bytes / 1000 ** (unit + 1) / 0.1) * 0.1 >= 1000) unit += 1;
  return unit;
}

/** The editor's language as `Intl` takes it; English for one that it does not know. */
export function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
