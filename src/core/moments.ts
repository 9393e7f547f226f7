import { knownLocale, unitFormat } from './format.ts';

/** In seconds, the largest first. */
export const TIME_UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/**
 * Whole seconds, above zero, in the words of a language and the largest units that say it exactly: `30 seconds`,
 * `1 hour 30 minutes`, `7 days`. `parseDuration` reads it back, where the language writes each number as one.
 */
export function formatDuration(seconds: number, locale: string): string {
  const language = knownLocale(locale);
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, length] of TIME_UNITS) {
    const count = Math.floor(rest / length);
    rest %= length;
    if (count > 0) parts.push(unitFormat(language, unit, 'long').format(count));
  }
  return new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(parts);
}

/** About how long: `2 days 3 hours`, in whole minutes from an hour on, in whole hours from a day on. `seconds`: above 0. */
export function formatLength(seconds: number, locale: string): string {
  const step = seconds < 3_600 ? 1 : seconds < 86_400 ? 60 : 3_600;
  return formatDuration(Math.max(1, Math.round(seconds / step) * step), locale);
}

/** How moments are written: the person's language, the extension host's zone, both handed in. */
export interface MomentStyle {
  readonly locale: string;
  /** IANA name; absent: the host's own. */
  readonly timeZone?: string | undefined;
}

/**
 * A moment in local time with its zone named: `Tue, 24 Nov, 18:05:30 GMT+1`. Seconds are shown where they matter,
 * which is when the end is near.
 */
export function formatMoment(at: Date, style: MomentStyle, options: { seconds: boolean }): string {
  return momentFormat(knownLocale(style.locale), style.timeZone, options.seconds).format(at);
}

/** A formatter takes about a millisecond to make, and a question writes a dozen moments each time it is renewed. */
const made = new Map<string, Intl.DateTimeFormat>();

function momentFormat(language: string, timeZone: string | undefined, seconds: boolean): Intl.DateTimeFormat {
  // The machine's own zone may change while the editor runs.
  const key = `${language} ${timeZone ?? new Date().getTimezoneOffset()} ${seconds}`;
  const format =
    made.get(key) ??
    new Intl.DateTimeFormat(language, {
      ...(timeZone === undefined ? {} : { timeZone }),
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
      ...(seconds ? { second: '2-digit' as const } : {}),
      timeZoneName: 'short',
    });
  made.set(key, format);
  return format;
}
