import type { Credentials, SigningTarget } from '../core/connection.ts';
import { checkSeconds } from '../core/expiry.ts';
import { addressOf } from './address.ts';
import { encodeKey } from './encode.ts';
import {
  algorithm,
  amzDate,
  canonicalHeaders,
  canonicalTail,
  credentialScope,
  type Entry,
  joinQuery,
  signedHeaderNames,
  sortedQuery,
  stringToSignHead,
  type Unsigned,
  unsignedPayload,
} from './sign.ts';

export interface PresignRequest {
  readonly target: SigningTarget;
  readonly space: string;
  /** Whole seconds, 1..604800. */
  readonly expiresIn: number;
  readonly date: Date;
  /** Further signed parameters: `response-content-disposition`, `versionId`… */
  readonly query?: readonly Entry[] | undefined;
}

/**
 * Presigned GETs of one Space, one moment and one duration, each for a key. The query is sorted and holds what the
 * AWS SDK's `S3RequestPresigner.presign` puts there for a bare request (`X-Amz-Content-Sha256`, no `x-id`).
 * Throws `badExpiry`; the result throws `badKey` for a key that has no UTF-8 form.
 */
export function presignGet(request: PresignRequest): (key: string) => Unsigned<string> {
  checkSeconds(request.expiresIn);
  return presign('GET', request, [
    ['X-Amz-Content-Sha256', unsignedPayload],
    ...presignParameters(request),
    ...(request.query ?? []),
  ]);
}

/** The parameters that every presigned request has, in no particular order; `headers` are signed besides `host`. */
export function presignParameters(
  { target, date, expiresIn }: PresignRequest,
  headers: readonly Entry[] = [],
): Entry[] {
  const { credentials, region } = target;
  const timestamp = amzDate(date);
  return [
    ['X-Amz-Algorithm', algorithm],
    ['X-Amz-Credential', `${credentials.accessKeyId}/${credentialScope(timestamp, region)}`],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', String(expiresIn)],
    ['X-Amz-SignedHeaders', signedHeaderNames(canonicalHeaders([['host', ''], ...headers]))],
    ...tokenEntry('X-Amz-Security-Token', credentials),
  ];
}

/** A presigned request with exactly these parameters; `headers` are signed besides `host`. */
export function presign(
  method: string,
  { target, space, date }: Pick<PresignRequest, 'target' | 'space' | 'date'>,
  parameters: readonly Entry[],
  headers: readonly Entry[] = [],
): (key: string) => Unsigned<string> {
  const { origin, host, path: root } = addressOf(target, space, '');
  const query = sortedQuery(parameters);
  const [before, after] = aroundSignature(query);
  const tail = canonicalTail({
    query: joinQuery(query),
    headers: canonicalHeaders([['host', host], ...headers]),
    payloadHash: unsignedPayload,
  });
  const head = stringToSignHead(amzDate(date), target.region);
  return (key) => {
    const path = root + encodeKey(key);
    return {
      head,
      hashed: `${method}\n${path}\n${tail}`,
      finish: (signature) => `${origin}${path}?${before}X-Amz-Signature=${signature}${after}`,
    };
  };
}

/** A temporary key pair's token under the name that the place calls for. */
export function tokenEntry(name: string, { sessionToken }: Credentials): Entry[] {
  return sessionToken ? [[name, sessionToken]] : [];
}

/** The signature takes its sorted place among the parameters, though it is none of what is signed. */
function aroundSignature(query: readonly Entry[]): [before: string, after: string] {
  const isBefore = ([name]: Entry) => name < 'X-Amz-Signature';
  const before = query.filter(isBefore);
  const after = query.filter((entry) => !isBefore(entry));
  return [before.length ? `${joinQuery(before)}&` : '', after.length ? `&${joinQuery(after)}` : ''];
}
