import { t } from '@vscode/l10n';
import type { SigningTarget } from '../core/connection.ts';
import { hostOf } from '../core/endpoint.ts';
import { Cancelled, SpacesError } from '../core/errors.ts';
import { translate } from '../core/errorTable.ts';
import type { Machine } from '../core/machine.ts';
import { plain } from '../core/plain.ts';
import type { Log, Now } from '../core/ports.ts';
import { ServerFailure } from '../core/serverFailure.ts';
import type { MeasuredClock } from './clock.ts';
import { type Answer, exchange, type Fetch, type Limits } from './exchange.ts';
import { failureIn } from './failure.ts';
import type { Outgoing } from './outgoing.ts';
import { delayBefore, mayPass, retryAfter } from './retry.ts';
import type { Entry } from './sign.ts';
import type { RequestSigner } from './signer.ts';
import type { SignedRequest } from './signHeaders.ts';
import { sleep } from './wait.ts';

/** A read: it may be sent again. */
export interface ReadRequest {
  readonly method: 'GET' | 'HEAD';
  readonly target: SigningTarget;
  /** Absent: the endpoint itself. */
  readonly space?: string | undefined;
  readonly key?: string | undefined;
  readonly query?: readonly Entry[] | undefined;
  /** Signed; their values are sent as UTF-8. */
  readonly headers?: readonly Entry[] | undefined;
  /** The answer's body is wanted as `bytes`, as it comes. What fails from there on is not tried again. */
  readonly wantsBytes?: boolean | undefined;
  /** Called before it is sent another time, as the one before may have worked: what this throws ends it. */
  readonly onAgain?: (() => void | Promise<void>) | undefined;
  readonly signal: AbortSignal;
}

export type AnyRequest = ReadRequest | WriteRequest;

/** A write that may be sent again: a second time changes nothing more. */
export interface WriteRequest extends Omit<ReadRequest, 'method' | 'wantsBytes'> {
  readonly method: 'PUT' | 'DELETE' | 'POST';
  readonly body?: string | Uint8Array | undefined;
  /** Hex SHA-256 of the body; absent: the body is not signed. */
  readonly payloadHash?: string | undefined;
  /** How many bytes of a large body were taken; less again where it is sent another time. Not on all hosts. */
  readonly onSent?: ((bytes: number) => void) | undefined;
}

/** Finds out why a request failed that the browser tells nothing about; gives the failure itself where that is no use. */
export type Diagnose = (failure: unknown, request: AnyRequest, signed: SignedRequest) => Promise<unknown>;

export interface RequestDeps {
  readonly fetch: Fetch;
  readonly signer: RequestSigner;
  readonly now: Now;
  readonly clock: MeasuredClock;
  /** 0 up to 1, for the spread of retries. */
  readonly random: () => number;
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly log?: Pick<Log, 'trace' | 'warn'> | undefined;
  /** For work that nobody waits for with empty hands: sends again more often, and where no answer came in time. */
  readonly isPatient?: boolean | undefined;
  /** `fetch` takes a body piece by piece: Node's does, a browser's only over HTTP/2. */
  readonly streamsBodies?: boolean | undefined;
  /** Where this runs; absent: this computer. */
  readonly machine?: Machine | undefined;
  /** In a browser: asks on where `fetch` tells nothing. */
  readonly diagnose?: Diagnose | undefined;
}

/** Resolves to a 2xx answer. Throws `SpacesError` or `Cancelled`. */
export type Send = (request: AnyRequest) => Promise<Answer>;

const defaultLimits: Limits = {
  headersMs: 20_000,
  workMs: 290_000,
  idleMs: 20_000,
  maxBytes: 16 * 1024 * 1024,
};

/** A clock that differs by this much since signing explains a refusal. Milliseconds. */
const skewThatMatters = 60_000;

interface Trouble {
  readonly cause: unknown;
  /** The server's own wish, milliseconds. */
  readonly retryAfterMs: number;
  /** The clock offset that the refused signature was made with. */
  readonly offset: number;
}

/** Sends signed requests: in bounded time, again where that helps, by the clock that the server goes by. */
export function createSend(deps: RequestDeps): Send {
  return async (request) => {
    let isSentAgain = false;
    for (let retries = 0; ; ) {
      const { answer, trouble } = await attempt(deps, request);
      if (answer) return answer;
      if (!isSentAgain && (isSkewed(deps.clock, request.target, trouble) || isGuess(trouble.cause))) {
        isSentAgain = true;
      } else if (mayPass(trouble.cause, retries, deps.isPatient)) {
        await pause(deps, request.signal, trouble.retryAfterMs, retries++);
      } else {
        throw translate(trouble.cause, attemptOf(deps, request));
      }
      await request.onAgain?.();
    }
  };
}

async function pause(deps: RequestDeps, signal: AbortSignal, wishMs: number, retries: number): Promise<void> {
  const ms = Math.max(wishMs, delayBefore(retries, deps.random));
  await (deps.sleep ?? sleep)(ms, signal);
}

type Outcome =
  | { readonly answer: Answer; readonly trouble?: undefined }
  | { readonly answer?: undefined; readonly trouble: Trouble };

async function attempt(deps: RequestDeps, request: AnyRequest): Promise<Outcome> {
  if (request.signal.aborted) throw new Cancelled();
  const offset = deps.clock.get(request.target.endpoint);
  const signed = await deps.signer.signRequest({ ...request, date: new Date(deps.now() + offset) });
  assertKept(signed.url, request);
  try {
    const { body, onSent } = 'body' in request ? request : {};
    const wantsBytes = 'wantsBytes' in request && request.wantsBytes;
    const message = {
      ...signed,
      body,
      onSent,
      wantsBytes,
      isWork: isWork(request),
      streamsBody: deps.streamsBodies,
    };
    const { answer, failure } = await transmit(deps, message, request);
    if (!failure) return { answer };
    return { trouble: { cause: failure, retryAfterMs: retryAfter(answer.headers), offset } };
  } catch (failure) {
    if (failure instanceof Cancelled) throw failure;
    const cause = deps.diagnose ? await deps.diagnose(failure, request, signed) : failure;
    return { trouble: { cause, retryAfterMs: 0, offset } };
  }
}

/** CopyObject, UploadPartCopy, CompleteMultipartUpload. */
function isWork({ method, headers, query }: AnyRequest): boolean {
  const isCopy = headers?.some(([name]) => name === 'x-amz-copy-source') ?? false;
  return isCopy || (method === 'POST' && (query?.some(([name]) => name === 'uploadId') ?? false));
}

/** What is sent, with its signature. */
type Message = SignedRequest & Outgoing;

interface Transmitted {
  readonly answer: Answer;
  /** The answer is none of 2xx, or says so in its body. */
  readonly failure?: ServerFailure | undefined;
}

/** Sends a message once; learns the server's time from the answer and tells the log. Throws what `fetch` throws. */
async function transmit(
  deps: Pick<RequestDeps, 'fetch' | 'now' | 'clock' | 'limits' | 'log'>,
  message: Message,
  { target, signal }: Pick<ReadRequest, 'target' | 'signal'>,
): Promise<Transmitted> {
  const sentAt = deps.now();
  const limits = { ...defaultLimits, ...deps.limits };
  try {
    const answer = await exchange(deps.fetch, message.url, message, { limits, signal });
    const failure = failureIn(answer);
    // What stands in the server's place, a proxy or a sign-in page, goes by a clock of its own.
    if (!failure?.facts.foreign)
      learnTime(deps, target, { sentAt, answer, serverTime: failure?.facts.serverTime });
    const end = `${failure?.message ?? `HTTP ${answer.status}`}, ${deps.now() - sentAt} ms`;
    deps.log?.trace(lineOf(message, end));
    return { answer, failure };
  } catch (cause) {
    if (cause instanceof Cancelled || signal.aborted) throw new Cancelled();
    deps.log?.warn(lineOf(message, withReasons(cause)));
    throw cause;
  }
}

/** `fetch` resolves `.` and `..`, also when encoded, and would ask for another object than was signed. */
function assertKept(url: string, { space, key }: AnyRequest): void {
  if (new URL(url).href === url) return;
  const message = t('A name with a "." or ".." part can\'t be requested: {0}', plain(key ?? space ?? ''));
  throw new SpacesError('badKey', message);
}

function learnTime(
  { clock, now }: Pick<RequestDeps, 'clock' | 'now'>,
  { endpoint }: SigningTarget,
  { sentAt, answer, serverTime }: { sentAt: number; answer: Answer; serverTime: number | undefined },
): void {
  const named = serverTime === undefined ? null : new Date(serverTime).toUTCString();
  const date = answer.headers.get('date') ?? named;
  clock.learn(endpoint, { sentAt, receivedAt: now(), date, age: answer.headers.get('age') });
}

/** Whether signing again by the server's clock may help. HEAD's refusals say no reason, but their `Date` does. */
function isSkewed(
  clock: MeasuredClock,
  { endpoint }: SigningTarget,
  { cause, offset }: Pick<Trouble, 'cause' | 'offset'>,
): boolean {
  if (!(cause instanceof ServerFailure)) return false;
  const { code, status } = cause.facts;
  const isSaid = code === 'RequestTimeTooSkewed' || code === 'RequestExpired';
  const mayBe = code === undefined && status === 403;
  return (isSaid || mayBe) && Math.abs(clock.get(endpoint) - offset) >= skewThatMatters;
}

/** A refusal that was concluded and not read: the clock is set by now, or the connection just broke. */
function isGuess(cause: unknown): boolean {
  return cause instanceof SpacesError && cause.code === 'wrongKey';
}

function attemptOf({ clock, machine }: RequestDeps, { target, space, key }: AnyRequest) {
  return { host: hostOf(target.endpoint), space, key, skewMs: clock.get(target.endpoint), machine };
}

/** The address without its query, which may hold names that are nobody's business in a log. */
function lineOf({ method, url }: { method: string; url: string }, end: string): string {
  return `${method} ${url.split('?', 1)[0]} → ${end}`;
}

/** What `fetch` throws says little; its causes do. */
function withReasons(error: unknown): string {
  const reasons: string[] = [];
  for (let at = error; at !== undefined && reasons.length < 4; ) {
    reasons.push(String(at));
    at = at instanceof Error ? at.cause : undefined;
  }
  return reasons.join(': ');
}
