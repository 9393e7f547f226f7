/**
 * Signature Version 4, its pure pieces (AWS, "Signature Version 4 signing process"; "Authenticating requests: browser
 * based uploads using POST"). What signs uses them to build a signature, the in-memory store to check one.
 */
import { encodeValue } from './encode.ts';

export const algorithm = 'AWS4-HMAC-SHA256';
/** The payload hash of a request whose body is not signed. */
export const unsignedPayload = 'UNSIGNED-PAYLOAD';

export type Entry = readonly [name: string, value: string];

/** Which signing key signs: it depends on these and nothing else. */
export interface KeyScope {
  readonly secretAccessKey: string;
  /** `20260102` */
  readonly day: string;
  readonly region: string;
}

/** Something that lacks only its signature, which is the HMAC of `head`, followed by the hash of `hashed` if given. */
export interface Unsigned<T> {
  readonly head: string;
  readonly hashed?: string;
  finish(signature: string): T;
}

/** `20260102T030405Z`, whole seconds, UTC. */
export function amzDate(date: Date): string {
  return isoSeconds(date).replace(/[-:]/g, '');
}

/** `2026-01-02T03:04:05Z`: milliseconds are dropped, not rounded. */
function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** The day of an `amzDate`. */
export function dayOf(timestamp: string): string {
  return timestamp.slice(0, 8);
}

/** `20260102/nyc3/s3/aws4_request` */
export function credentialScope(timestamp: string, region: string): string {
  return `${dayOf(timestamp)}/${region}/s3/aws4_request`;
}

/** Each name and value encoded, sorted by name, then value. Leave a signature out. */
export function canonicalQuery(entries: readonly Entry[]): string {
  return joinQuery(sortedQuery(entries));
}

/** `canonicalQuery` as pairs, encoded and sorted. */
export function sortedQuery(entries: readonly Entry[]): Entry[] {
  return sorted(entries.map(([name, value]): Entry => [encodeValue(name), encodeValue(value)]));
}

/** Encoded pairs as a query. */
export function joinQuery(encoded: readonly Entry[]): string {
  return encoded.map(([name, value]) => `${name}=${value}`).join('&');
}

/** Lower-cased names, trimmed values with inner runs of spaces made one, sorted. A no-break space is none. */
export function canonicalHeaders(headers: readonly Entry[]): Entry[] {
  return sorted(
    headers.map(
      ([name, value]): Entry => [
        name.toLowerCase(),
        value.replace(/[\t\n\v\f\r ]+/g, ' ').replace(/^ | $/g, ''),
      ],
    ),
  );
}

export interface CanonicalParts {
  readonly method: string;
  /** Percent-encoded once, as `encodeKey` does it; S3 normalises nothing. */
  readonly path: string;
  /** From `canonicalQuery`. */
  readonly query: string;
  /** The signed ones, from `canonicalHeaders`. */
  readonly headers: readonly Entry[];
  /** Hex SHA-256 of the body, or `unsignedPayload`. */
  readonly payloadHash: string;
}

export function canonicalRequest(parts: CanonicalParts): string {
  return `${parts.method}\n${parts.path}\n${canonicalTail(parts)}`;
}

/** What follows the path in a canonical request: the same for all keys of one batch. */
export function canonicalTail({
  query,
  headers,
  payloadHash,
}: Omit<CanonicalParts, 'method' | 'path'>): string {
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  return `${query}\n${lines}\n${signedHeaderNames(headers)}\n${payloadHash}`;
}

/** `host;x-amz-date` of canonical headers. */
export function signedHeaderNames(headers: readonly Entry[]): string {
  return headers.map(([name]) => name).join(';');
}

/** The string to sign without its last line, which is the canonical request's hash. */
export function stringToSignHead(timestamp: string, region: string): string {
  return `${algorithm}\n${timestamp}\n${credentialScope(timestamp, region)}\n`;
}

function sorted(entries: Entry[]): Entry[] {
  return entries.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
}

/** By code unit, as every signer does: never by locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
