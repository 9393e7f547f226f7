import { createHash, createHmac } from 'node:crypto';
import { encodeKey } from '../../../src/s3/encode.ts';
import {
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  dayOf,
  stringToSignHead,
} from '../../../src/s3/sign.ts';
import type { StoreRequest } from './request.ts';

/** Who claims to have signed, and for what. */
export interface SignatureScope {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly day: string;
  readonly region: string;
}

export interface SignedParts {
  readonly scope: SignatureScope;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly date: string;
  readonly signedHeaders: readonly string[];
  /** What stands in the canonical request's last line. */
  readonly payloadHash: string;
}

/** Reads `AKID/day/region/s3/aws4_request`. */
export function parseScope(credential: string): SignatureScope | undefined {
  const match = /^(.+)\/(\d{8})\/([^/]*)\/s3\/aws4_request$/.exec(credential);
  const [, accessKeyId = '', day = '', region = ''] = match ?? [];
  return match ? { accessKeyId, day, region } : undefined;
}

/** Milliseconds since the epoch, or NaN. */
export function parseAmzDate(date: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The signature that the request should carry; `undefined` where the scope is not of the signing day. */
export function expectedSignature(request: StoreRequest, parts: SignedParts, secret: string) {
  const { scope, date, payloadHash } = parts;
  if (dayOf(date) !== scope.day) return undefined;
  const canonical = canonicalRequest({
    method: request.method,
    path: encodeKey(decodeURIComponent(request.rawPath)),
    query: canonicalQuery(request.query.filter(([name]) => name !== 'X-Amz-Signature')),
    headers: canonicalHeaders(parts.signedHeaders.map((name) => [name, request.headers.get(name) ?? ''])),
    payloadHash,
  });
  return signText(stringToSignHead(date, scope.region) + sha256(canonical), scope, secret);
}

/** Signs any text with the key of the scope's day and region (a POST form signs its policy). */
export function signText(text: string, scope: SignatureScope, secret: string): string {
  const dayKey = hmac(`AWS4${secret}`, scope.day);
  const key = hmac(hmac(hmac(dayKey, scope.region), 's3'), 'aws4_request');
  return hmac(key, text).toString('hex');
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
