import { t } from '@vscode/l10n';
import { byteLength } from '../keyRules.ts';
import { contentTypeProblem } from '../linkOptions.ts';
import type { ObjectHeaders } from '../objects.ts';
import { plain } from '../plain.ts';
import { listed } from '../sentences.ts';
import type { Values } from './edits.ts';

/** The headers that are edited, by their names on the wire, which nobody translates. */
export const HEADER_FIELDS = {
  contentType: 'Content-Type',
  cacheControl: 'Cache-Control',
  contentDisposition: 'Content-Disposition',
  contentEncoding: 'Content-Encoding',
  contentLanguage: 'Content-Language',
  expires: 'Expires',
  websiteRedirect: 'x-amz-website-redirect-location',
} as const satisfies Partial<Record<keyof ObjectHeaders, string>>;

export type HeaderField = keyof typeof HEADER_FIELDS;

/** All of it, names and values (AWS, "User-defined object metadata"). Ceph stores more, and then clients can't read it. */
const MAX_METADATA_BYTES = 2048;
const MAX_REDIRECT = 2048;

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
/** Ceph changes other characters in these, and may break off over them (docs/quirks.md). */
const PRINTABLE = /^[!-~](?:[ -~]*[!-~])?$/;

/** A day, or a moment with its zone, as ISO 8601 writes them. */
const ISO_MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/;

/** AWS, "PutObject": a path in the Space, or a web address. */
const REDIRECT = /^(?:\/|https?:\/\/[^/])/;

/** What a header becomes that was given like this: a moment in ISO 8601 becomes the date that HTTP has. */
export function headerValue(field: HeaderField, given: string): string {
  if (field !== 'expires' || !ISO_MOMENT.test(given)) return given;
  const moment = new Date(given);
  return Number.isNaN(moment.getTime()) || !isDay(given.slice(0, 10)) ? given : moment.toUTCString();
}

/** No 30 February, which `Date` takes for 2 March. */
function isDay(day: string): boolean {
  return new Date(day).toISOString().startsWith(day);
}

/** Why a header can't have this value; `undefined` where it can. */
export function headerProblem(field: HeaderField, given: string): string | undefined {
  const value = headerValue(field, given);
  if (field === 'contentType') return contentTypeProblem(value);
  if (field === 'expires' && !isHttpDate(value))
    return t('This is no date: give one like {0}, or {1}', '2026-10-21', 'Wed, 21 Oct 2026 07:28:00 GMT');
  if (!PRINTABLE.test(value))
    return t('A header holds ASCII without control characters and without spaces at its ends.');
  if (field === 'websiteRedirect' && !(REDIRECT.test(value) && value.length <= MAX_REDIRECT))
    return t('A redirect begins with {0}, and has 2 KB at most.', listed(['/', 'http://', 'https://']));
  return undefined;
}

/** RFC 9110, 5.6.7; `0` is what servers send for "has ended already" (RFC 9111, 5.3). */
function isHttpDate(value: string): boolean {
  return value === '0' || new Date(value).toUTCString() === value;
}

/** Why an object can't have this metadata: Ceph keeps every letter, as UTF-8. */
export function metadataEntryProblem(name: string, value: string): string | undefined {
  if (!TOKEN.test(name))
    return t('Metadata can\'t be called "{0}": letters, digits and dashes.', plain(name, 40));
  if (/[\p{Cc}\p{Cs}]/u.test(value) || value !== value.trim())
    return t('Metadata "{0}" can\'t have control characters or spaces at its ends.', plain(name, 40));
  return undefined;
}

/** Why these can't be all of an object's metadata together. */
export function metadataProblem(metadata: Values): string | undefined {
  const entries = Object.entries(metadata);
  const problem = entries.map(([name, value]) => metadataEntryProblem(name, value)).find((each) => each);
  if (problem !== undefined) return problem;
  const names = new Set(entries.map(([name]) => name.toLowerCase()));
  if (names.size < entries.length) return t('Metadata names differ in more than upper and lower case.');
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + byteLength(value), 0);
  return bytes > MAX_METADATA_BYTES ? t('All metadata together has 2 KB at most.') : undefined;
}
