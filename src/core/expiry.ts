import { t } from '@vscode/l10n';
import { readEnd } from './ends/read.ts';
import { type Here, momentOf } from './ends/resolve.ts';
import type { Wall } from './ends/zone.ts';
import { SpacesError } from './errors.ts';
import { readDuration } from './expiryDuration.ts';
import { parseMoment } from './expiryMoment.ts';
import { knownLocale } from './format.ts';
import { formatDuration } from './moments.ts';

/** Signature version 4 ends at the latest seven days after its date (S3: `X-Amz-Expires` 1..604800). */
export const MAX_EXPIRY_SECONDS = 604_800;

/** Seconds, as the question offers them. */
export const EXPIRY_PRESETS: readonly number[] = [30, 60, 900, 3_600, 21_600, 86_400, 259_200, 604_800];

export const DEFAULT_EXPIRY_SECONDS = 3_600;

/**
 * Reads a duration as a person types it: `90` (seconds), `45m`, `2 days`, `1.5h`, `1h 30m`, `1h30`, `half an hour`;
 * beside English in the words of their own language: `2 Tage`, `1,5 Std.`, `3日`.
 * Gives whole seconds, 1..604800. Throws `badExpiry` with the reason, fit to stand in the question itself.
 */
export function parseDuration(text: string, locale = 'en'): number {
  if (text.trim() === '') throw unusable(t('Type how long, like {0}.', durationExamples(locale)));
  const seconds = readDuration(text, locale);
  if (seconds === undefined) throw notADuration(locale);
  return checkSeconds(seconds, locale);
}

/** `45m, 2 hours, or 3 days`, in the person's language. */
export function durationExamples(locale: string): string {
  const examples = ['45m', formatDuration(7_200, locale), formatDuration(259_200, locale)];
  return new Intl.ListFormat(knownLocale(locale), { type: 'disjunction' }).format(examples);
}

/**
 * Reads how long, or until when, as a person types it: a length (`90`, `1h30`, `2 days`) or an end (`until Friday
 * 18:00`, `tomorrow noon`). `undefined`: our grammar does not know it. Throws `badExpiry` where it knows it, and it can't
 * be signed.
 */
export function readExpiryText(text: string, here: Here): Expiry | undefined {
  const seconds = readDuration(text, here.locale);
  if (seconds !== undefined) return { seconds: checkSeconds(seconds, here.locale) };
  const at = readEnd(text, here);
  return at === undefined ? undefined : checkedEnd(at, here);
}

/** What a clock on the wall shall show at the end, as another parser read it. Throws `badExpiry`. */
export function expiryOfWall(wall: Wall, here: Here): Expiry {
  return checkedEnd(momentOf([wall], here), here);
}

function checkedEnd(at: number, { now, locale }: Here): Expiry {
  secondsFrom({ at }, now, locale);
  return { at };
}

/** `45m, 2 days, or tomorrow 18:00`, in the person's language. */
export function expiryExamples(locale: string): string {
  const language = knownLocale(locale);
  const tomorrow = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(1, 'day');
  const examples = ['45m', formatDuration(172_800, locale), `${tomorrow} 18:00`];
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(examples);
}

export function notUnderstood(locale: string): SpacesError {
  return new SpacesError('badExpiry', t('Not understood. Examples: {0}.', expiryExamples(locale)));
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

/**
 * Reads `expiresIn`/`expiresAt`. Throws `badExpiry`/`badArguments`. `now` in milliseconds. Text is English whatever the
 * person's language is, so that what calls us works everywhere.
 * @param timeZone of ends without one; absent: the machine's own
 */
export function readExpiry(args: ExpiryArguments, now: number, timeZone?: string): Expiry | undefined {
  if (args.expiresIn !== undefined && args.expiresAt !== undefined) {
    throw new SpacesError('badArguments', t('Give expiresIn or expiresAt, not both.'));
  }
  if (typeof args.expiresIn === 'string') return textExpiry(args.expiresIn, { now, locale: 'en', timeZone });
  if (args.expiresIn !== undefined) return { seconds: checkSeconds(args.expiresIn) };
  if (args.expiresAt === undefined) return undefined;
  const expiry = { at: parseMoment(args.expiresAt) };
  secondsFrom(expiry, now);
  return expiry;
}

function textExpiry(text: string, here: Here): Expiry {
  const expiry = readExpiryText(text, here);
  if (expiry === undefined) throw notUnderstood(here.locale);
  return expiry;
}

/**
 * Whole seconds from `now` (milliseconds) to the end, checked. A fixed end in mid-second ends a fraction of a second
 * early rather than late.
 */
export function secondsFrom(expiry: Expiry, now: number, locale = 'en'): number {
  if ('seconds' in expiry) return checkSeconds(expiry.seconds, locale);
  const signedFrom = Math.floor(now / 1000);
  const end = Math.floor(expiry.at / 1000);
  if (end <= signedFrom) throw unusable(t('That moment has passed: the end must be in the future.'));
  return checkSeconds(end - signedFrom, locale);
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
