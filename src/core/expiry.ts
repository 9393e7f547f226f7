import { t } from '@vscode/l10n';
import { durationWords, evenText } from './durationWords.ts';
import { SpacesError } from './errors.ts';
import { knownLocale } from './format.ts';
import { formatDuration } from './moments.ts';

/** Signature version 4 ends at the latest seven days after its date (S3: `X-Amz-Expires` 1..604800). */
export const MAX_EXPIRY_SECONDS = 604_800;

/** Seconds, as the question offers them. */
export const EXPIRY_PRESETS: readonly number[] = [30, 60, 900, 3_600, 21_600, 86_400, 259_200, 604_800];

export const DEFAULT_EXPIRY_SECONDS = 3_600;

/** A number, its unit (with a full stop where it is cut short: `Std.`), and a word that leads to the next. */
const PART =
  /(?<amount>\d+(?:[.,]\d+)?|\.\d+)\s*(?<unit>[^\d\s.,、]+)(?:\.(?!\d))?[\s,、]*(?:(?<joint>[^\d\s.,、]+)\s+)?/y;

/**
 * Reads a duration as a person types it: `90` (seconds), `45m`, `2 days`, `1.5h`, `1h 30m`; beside English in the
 * words of their own language: `2 Tage`, `1,5 Std.`, `3日`.
 * Gives whole seconds, 1..604800. Throws `badExpiry` with the reason, fit to stand in the question itself.
 */
export function parseDuration(text: string, locale = 'en'): number {
  const typed = evenText(text);
  if (typed === '') throw unusable(t('Type how long, like {0}.', durationExamples(locale)));
  return checkSeconds(/^[+-]?[\d.]+$/.test(typed) ? Number(typed) : secondsOfParts(typed, locale), locale);
}

/** `45m, 2 hours, or 3 days`, in the person's language. */
export function durationExamples(locale: string): string {
  const examples = ['45m', formatDuration(7_200, locale), formatDuration(259_200, locale)];
  return new Intl.ListFormat(knownLocale(locale), { type: 'disjunction' }).format(examples);
}

function secondsOfParts(typed: string, locale: string): number {
  if (/^[+-]/.test(typed))
    throw unusable(t('The end must be in the future: type a length of time above zero.'));
  const words = durationWords(locale);
  let seconds = 0;
  let smallest = Number.POSITIVE_INFINITY;
  PART.lastIndex = 0;
  while (PART.lastIndex < typed.length) {
    const { amount = '', unit: name = '', joint } = PART.exec(typed)?.groups ?? {};
    const unit = words.unit(name);
    // Each unit once, from large to small: "30m 30m" is a slip, not an hour.
    if (unit === undefined || unit >= smallest || (joint !== undefined && !words.joins(joint)))
      throw notADuration(locale);
    smallest = unit;
    // A tenth has no exact binary form: 0.1 hours must still be 360 seconds.
    seconds += Math.round(words.number(amount) * unit * 1e6) / 1e6;
  }
  return seconds;
}

/**
 * Checks a number of seconds for signing: whole, 1..604800. Throws `badExpiry`. The SDK accepts 0, negatives and
 * fractions in silence, and the server refuses them only when the link is used.
 */
export function checkSeconds(seconds: number, locale = 'en'): number {
  if (!Number.isFinite(seconds)) throw notADuration(locale);
  if (seconds <= 0) throw unusable(t('The end must be in the future: type a length of time above zero.'));
  if (!Number.isInteger(seconds)) throw unusable(t('Only whole seconds can be signed.'));
  if (seconds > MAX_EXPIRY_SECONDS) {
    const most = formatDuration(MAX_EXPIRY_SECONDS, locale);
    throw unusable(t('Too long: a signature lasts {0} at most, because servers refuse a longer one.', most));
  }
  return seconds;
}

/** What a caller may hand over as `expiresIn` and `expiresAt`; both is an error, neither gives `undefined`. */
export interface ExpiryArguments {
  /** Seconds, or text as typed. */
  readonly expiresIn?: number | string | undefined;
  /** ISO 8601 with `Z` or an offset. */
  readonly expiresAt?: string | undefined;
}

/**
 * When a share ends: so many seconds from the moment of acceptance, or at a fixed moment. Resolved by `secondsFrom`
 * just before signing, since a question may stay open for a while.
 */
export type Expiry = { readonly seconds: number } | { readonly at: number };

/** Reads `expiresIn`/`expiresAt`. Throws `badExpiry`/`badArguments`. `now` in milliseconds. */
export function readExpiry(args: ExpiryArguments, now: number): Expiry | undefined {
  if (args.expiresIn !== undefined && args.expiresAt !== undefined) {
    throw new SpacesError('badArguments', t('Give expiresIn or expiresAt, not both.'));
  }
  if (typeof args.expiresIn === 'string') return { seconds: parseDuration(args.expiresIn) };
  if (args.expiresIn !== undefined) return { seconds: checkSeconds(args.expiresIn) };
  if (args.expiresAt === undefined) return undefined;
  const expiry = { at: parseMoment(args.expiresAt) };
  secondsFrom(expiry, now);
  return expiry;
}

const MOMENT = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)$/;

function parseMoment(text: string): number {
  const at = MOMENT.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(at) || !isRealDay(text)) {
    throw unusable(
      t(
        'expiresAt must be a date and time with a time zone, like 2026-12-01T09:00:00Z or 2026-12-01T09:00:00+02:00.',
      ),
    );
  }
  return at;
}

/** `Date.parse` turns 31 February into a day of March. */
function isRealDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

/**
 * Whole seconds from `now` (milliseconds) to the end, checked. A fixed end in mid-second ends a fraction of a second
 * early rather than late.
 */
export function secondsFrom(expiry: Expiry, now: number): number {
  if ('seconds' in expiry) return checkSeconds(expiry.seconds);
  const signedFrom = Math.floor(now / 1000);
  const end = Math.floor(expiry.at / 1000);
  if (end <= signedFrom) throw unusable(t('That moment has passed: the end must be in the future.'));
  return checkSeconds(end - signedFrom);
}

/** `X-Amz-Date` + `X-Amz-Expires` exactly: the signature's date has whole seconds. */
export function signedEnd(date: Date, seconds: number): Date {
  return new Date((Math.floor(date.getTime() / 1000) + seconds) * 1000);
}

function notADuration(locale: string): SpacesError {
  return unusable(t('Not a length of time. Examples: {0}.', durationExamples(locale)));
}

function unusable(reason: string): SpacesError {
  return new SpacesError('badExpiry', reason);
}
