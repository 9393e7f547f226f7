import { timingSafeEqual } from 'node:crypto';
import { S3Error } from './errors.ts';
import { parameter, type StoreRequest } from './request.ts';
import {
  expectedSignature,
  parseAmzDate,
  parseScope,
  type SignatureScope,
  type SignedParts,
  sha256,
  signText,
} from './sigv4.ts';
import type { User } from './users.ts';

/** Header-signed requests are refused from this distance of the clocks on. Ceph: RGW_AUTH_GRACE. */
const graceMs = 15 * 60 * 1000;
const longestLinkSeconds = 604_800;

export interface Authentication {
  /** Milliseconds since the epoch. */
  readonly now: number;
  findUser(accessKeyId: string): User | undefined;
}

/** Who signed the request; `undefined`: nobody. Throws the refusal that Ceph gives. */
export function authenticate(request: StoreRequest, auth: Authentication): User | undefined {
  const header = request.headers.get('authorization');
  if (header) return checkHeader(request, header, auth);
  return parameter(request, 'X-Amz-Algorithm') === undefined ? undefined : checkLink(request, auth);
}

/** Who signed a POST form's policy; `undefined`: nobody known. Its date is not looked at, as in Ceph. */
export function authenticateForm(
  field: (name: string) => string | undefined,
  findUser: Authentication['findUser'],
): User | undefined {
  const scope = parseScope(field('x-amz-credential') ?? '');
  const user = scope && findUser(scope.accessKeyId);
  const policy = field('policy');
  if (!scope || !user || policy === undefined) return undefined;
  const signature = signText(policy, scope, user.secretAccessKey);
  return isSame(signature, field('x-amz-signature') ?? '') ? user : undefined;
}

function checkHeader(request: StoreRequest, header: string, auth: Authentication): User {
  const match = /^AWS4-HMAC-SHA256\s+(.*)$/.exec(header);
  if (!match) throw new S3Error('InvalidArgument');
  const fields = new Map((match[1] ?? '').split(',').map(splitField));
  const scope = parseScope(fields.get('Credential') ?? '');
  const date = request.headers.get('x-amz-date') ?? '';
  const moment = parseAmzDate(date);
  if (!scope) throw new S3Error('InvalidArgument');
  if (Number.isNaN(moment)) throw new S3Error('AccessDenied');
  if (Math.abs(auth.now - moment) >= graceMs) throw new S3Error('RequestTimeTooSkewed');
  const signedHeaders = (fields.get('SignedHeaders') ?? '').split(';');
  const payloadHash = request.headers.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const parts = { scope, date, signedHeaders, payloadHash };
  const user = checkSignature(request, parts, { given: fields.get('Signature') ?? '', auth });
  if (/^[0-9a-f]{64}$/.test(payloadHash) && payloadHash !== sha256(request.body)) {
    throw new S3Error('XAmzContentSHA256Mismatch');
  }
  return user;
}

/** A presigned URL: only its end is checked, never that it has begun. */
function checkLink(request: StoreRequest, auth: Authentication): User {
  const scope = parseScope(parameter(request, 'X-Amz-Credential') ?? '');
  const date = parameter(request, 'X-Amz-Date') ?? '';
  const seconds = Number.parseInt(parameter(request, 'X-Amz-Expires') ?? '', 10);
  if (parameter(request, 'X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' || !scope || !isExpiry(seconds)) {
    throw new S3Error('AccessDenied');
  }
  const moment = parseAmzDate(date);
  if (Number.isNaN(moment) || auth.now >= moment + seconds * 1000) throw new S3Error('AccessDenied');
  const signedHeaders = (parameter(request, 'X-Amz-SignedHeaders') ?? '').split(';');
  const payloadHash = request.headers.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const given = parameter(request, 'X-Amz-Signature') ?? '';
  return checkSignature(request, { scope, date, signedHeaders, payloadHash }, { given, auth });
}

/** What is behind the first digits is not read: Ceph takes `1.5` for 1. */
function isExpiry(seconds: number): boolean {
  return seconds >= 1 && seconds <= longestLinkSeconds;
}

function checkSignature(
  request: StoreRequest,
  parts: SignedParts,
  { given, auth }: { given: string; auth: Authentication },
): User {
  const user = userOf(parts.scope, auth);
  checkToken(user, request, auth.now);
  const isWhole = parts.signedHeaders.includes('host');
  if (!isWhole || !isSame(expectedSignature(request, parts, user.secretAccessKey), given)) {
    throw new S3Error('SignatureDoesNotMatch');
  }
  return user;
}

/** As AWS refuses them (docs.aws.amazon.com, "Error responses"); Ceph says AccessDenied to all of it. */
function checkToken(
  { sessionToken, tokenEnds = Number.POSITIVE_INFINITY }: User,
  request: StoreRequest,
  now: number,
) {
  if (sessionToken === undefined) return;
  const given = request.headers.get('x-amz-security-token') ?? parameter(request, 'X-Amz-Security-Token');
  if (given === undefined || given === null) throw new S3Error('InvalidAccessKeyId');
  if (given !== sessionToken) throw new S3Error('InvalidToken');
  if (now >= tokenEnds) throw new S3Error('ExpiredToken');
}

function userOf(scope: SignatureScope, auth: Authentication): User {
  const user = auth.findUser(scope.accessKeyId);
  if (!user) throw new S3Error('InvalidAccessKeyId');
  return user;
}

function splitField(text: string): [string, string] {
  const mark = text.indexOf('=');
  return [text.slice(0, mark).trim(), text.slice(mark + 1).trim()];
}

function isSame(expected: string | undefined, given: string): boolean {
  return expected?.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}
