import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import type { Metadata, ObjectHeaders, Tags, WriteOptions } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import { encodeValue } from '../encode.ts';
import type { Entry } from '../sign.ts';

const names = {
  contentType: 'content-type',
  cacheControl: 'cache-control',
  contentDisposition: 'content-disposition',
  contentEncoding: 'content-encoding',
  contentLanguage: 'content-language',
  expires: 'expires',
  websiteRedirect: 'x-amz-website-redirect-location',
} as const satisfies Record<keyof ObjectHeaders, string>;

const properties = Object.keys(names) as readonly (keyof ObjectHeaders)[];
const metaPrefix = 'x-amz-meta-';

/** What an answer says is kept with an object. */
export function storedHeaders(headers: Headers): ObjectHeaders {
  const found = properties.map((property) => [property, headers.get(names[property])] as const);
  return Object.fromEntries(
    found.filter(([, value]) => value !== null).map(([property, value]) => [property, readUtf8(value ?? '')]),
  );
}

export function storedMetadata(headers: Headers): Metadata {
  const entries = [...headers].filter(([name]) => name.startsWith(metaPrefix));
  return Object.fromEntries(
    entries.map(([name, value]) => [name.slice(metaPrefix.length), decodeWords(readUtf8(value))]),
  );
}

/** As request headers. Throws `badArguments` for what no header can carry. */
export function writeEntries(options: WriteOptions): readonly Entry[] {
  const { headers, metadata, acl, tags, storageClass, encryption = [] } = options;
  return [
    ...headerEntries(headers ?? {}, metadata ?? {}),
    ...optional('x-amz-acl', acl),
    ...optional('x-amz-tagging', tags && taggingOf(tags)),
    ...optional('x-amz-storage-class', storageClass),
    ...encryption,
  ];
}

/** Headers and metadata as request headers. Throws `badArguments` for what no header can carry. */
export function headerEntries(headers: ObjectHeaders, metadata: Metadata): readonly Entry[] {
  const entries = [
    ...properties.flatMap((property) => optional(names[property], headers[property])),
    ...Object.entries(metadata).map(([name, value]): Entry => [metaPrefix + name, value]),
  ];
  for (const entry of entries) assertHeader(entry);
  return entries;
}

/** As a form: `team=blue&b=c%20d`. */
function taggingOf(tags: Tags): string | undefined {
  const pairs = Object.entries(tags).map(([key, value]) => `${encodeValue(key)}=${encodeValue(value)}`);
  return pairs.length > 0 ? pairs.join('&') : undefined;
}

function optional(name: string, value: string | undefined): readonly Entry[] {
  return value === undefined ? [] : [[name, value]];
}

/** RFC 9110 section 5: a token, and no control characters besides the tab. */
function assertHeader([name, value]: Entry): void {
  const isNamed = name !== metaPrefix && /^[\w!#$%&'*+.^`|~-]+$/.test(name);
  if (isNamed && !/(?![\t\u0080-\u009f])\p{Cc}/u.test(value) && value.isWellFormed()) return;
  throw new SpacesError('badArguments', t("This can't be kept as a header: {0}", plain(`${name}: ${value}`)));
}

/** `fetch` shows each byte as a character; stores send what was sent to them, mostly UTF-8. */
function readUtf8(text: string): string {
  if (/^[\0-\x7f]*$/.test(text) || /[^\0-\xff]/.test(text)) return text;
  try {
    return utf8.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  } catch {
    return text;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** AWS sends metadata that is not ASCII as encoded words (RFC 2047): `=?UTF-8?Q?caf=C3=A9?=`. */
function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  const words = /=\?([\w-]+)\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?[\w-]+\?[bq]\?[^?\s]*\?=))?/gi;
  try {
    return text.replace(words, (_, charset: string, kind: string, code: string) =>
      new TextDecoder(charset, { fatal: true }).decode(
        kind.toLowerCase() === 'b' ? base64(code) : quoted(code),
      ),
    );
  } catch {
    return text;
  }
}

function base64(code: string): Uint8Array {
  return Uint8Array.from(atob(code), (character) => character.charCodeAt(0));
}

function quoted(code: string): Uint8Array {
  const text = code
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
