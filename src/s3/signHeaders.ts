import type { SigningTarget } from '../core/connection.ts';
import { addressOf } from './address.ts';
import {
  algorithm,
  amzDate,
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  credentialScope,
  type Entry,
  signedHeaderNames,
  stringToSignHead,
  type Unsigned,
  unsignedPayload,
} from './sign.ts';
import { tokenEntry } from './signUrl.ts';

export interface HeaderRequest {
  readonly target: SigningTarget;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE' | 'POST';
  /** Absent: the endpoint itself (ListBuckets). */
  readonly space?: string | undefined;
  /** Absent: the Space itself. A `.` or `..` segment is collapsed by `fetch`, so its signature won't hold. */
  readonly key?: string | undefined;
  readonly query?: readonly Entry[] | undefined;
  /** All of them are signed, besides those that the signature adds: leave out what `fetch` sets itself. */
  readonly headers?: readonly Entry[] | undefined;
  /** Hex SHA-256 of the body; absent: the body is not signed. */
  readonly payloadHash?: string | undefined;
  /** The signing moment, clock offset applied: a server refuses one that is 15 minutes off. */
  readonly date: Date;
}

/** What to hand to `fetch`. `Host` is signed but not among the headers: `fetch` sets it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A request signed in its `Authorization` header (AWS, "Authorization header"), with the query in canonical order.
 * Throws `badKey` for a key that has no UTF-8 form.
 */
export function signHeaders(request: HeaderRequest): Unsigned<SignedRequest> {
  const { target, method, payloadHash = unsignedPayload } = request;
  const timestamp = amzDate(request.date);
  const { origin, host, path } = addressOf(target, request.space, request.key);
  const query = canonicalQuery(request.query ?? []);
  const own: Entry[] = [
    ...(request.headers ?? []),
    ['x-amz-content-sha256', payloadHash],
    ['x-amz-date', timestamp],
    ...tokenEntry('x-amz-security-token', target.credentials),
  ];
  const headers = canonicalHeaders([['host', host], ...own]);
  const scope = `${target.credentials.accessKeyId}/${credentialScope(timestamp, target.region)}`;
  const claim = `${algorithm} Credential=${scope}, SignedHeaders=${signedHeaderNames(headers)}`;
  return {
    head: stringToSignHead(timestamp, target.region),
    hashed: canonicalRequest({ method, path, query, headers, payloadHash }),
    finish: (signature) => ({
      method,
      url: query ? `${origin}${path}?${query}` : origin + path,
      headers: Object.fromEntries([...own, ['authorization', `${claim}, Signature=${signature}`]]),
    }),
  };
}
