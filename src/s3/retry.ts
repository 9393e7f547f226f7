import { isBrokenConnection, isTimeout } from '../core/networkFailure.ts';
import { ServerFailure } from '../core/serverFailure.ts';

/** How often something is sent again for a busy server or a broken connection: while a person waits, and for transfers. */
const maxRetries = 3;
const maxPatientRetries = 6;
/** After so many answers that did not come in time there is none to be waited for. */
const maxTimeouts = 2;

const firstDelayMs = 250;
const maxDelayMs = 8_000;
const maxRetryAfterMs = 10_000;

const passingStatuses = [429, 500, 502, 503, 504];
/** Also as 200 with an error in its body (CompleteMultipartUpload, CopyObject), and what was damaged on its way. */
const passingCodes = [
  ...['InternalError', 'SlowDown', 'ServiceUnavailable', 'RequestTimeout', 'OperationAborted'],
  ...['XAmzContentSHA256Mismatch', 'BadDigest', 'IncompleteBody'],
];

/** Whether to send it again, which was done `retries` times. */
export function mayPass(cause: unknown, retries: number, isPatient = false): boolean {
  if (retries >= (isPatient ? maxPatientRetries : maxRetries)) return false;
  if (cause instanceof ServerFailure) {
    const { status, code } = cause.facts;
    return passingStatuses.includes(status) || (code !== undefined && passingCodes.includes(code));
  }
  return isBrokenConnection(cause) || (isPatient && retries < maxTimeouts && isTimeout(cause));
}

/** Full jitter: many clients that a server sends away must not come back at once. Milliseconds. */
export function delayBefore(retries: number, random: () => number): number {
  return random() * Math.min(firstDelayMs * 2 ** retries, maxDelayMs);
}

/** `Retry-After` in seconds, as milliseconds; 0 where absent or a date. */
export function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0) * 1_000, maxRetryAfterMs) : 0;
}
