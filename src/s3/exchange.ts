import { Cancelled } from '../core/errors.ts';
import {
  arrivalMs,
  longestPause,
  longestUnsent,
  type Outgoing,
  refusesStream,
  requestInit,
} from './outgoing.ts';
import { bounded, boundedEach, type PutOff } from './wait.ts';

/** The `fetch` of the place we run in: the editor patches Node's for its proxy and certificate settings. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** UTF-8; `''` for HEAD, and where `bytes` is the body. */
  readonly body: string;
  /** The body was longer than `maxBytes` and ends there. */
  readonly isCut: boolean;
  /** The body of a 2xx answer to a message that wants its bytes: to be read once, or its signal to be aborted. */
  readonly bytes?: Pieces | undefined;
}

export interface Pieces extends AsyncIterable<Uint8Array> {
  /** For those that nobody reads: the connection goes. */
  end(): void;
}

export interface Limits {
  /** From the call to the answer's headers, milliseconds; what a body takes to be sent comes on top. */
  readonly headersMs: number;
  /** The same for what a server copies or puts together, and answers when it has done it. Node's `fetch` waits 300 s. */
  readonly workMs?: number | undefined;
  /** Between two pieces of the body, milliseconds. */
  readonly idleMs: number;
  readonly maxBytes: number;
}

/** More than any store's error document. */
const maxErrorBytes = 65_536;

/**
 * One request and its whole answer, or its beginning where the bytes are wanted, in bounded time and memory. Redirects
 * are not followed: what is signed for one host is sent to no other. Throws what `fetch` throws, a `TimeoutError`, or
 * `Cancelled`.
 */
export async function exchange(
  fetch: Fetch,
  url: string,
  init: Outgoing,
  { limits, signal }: { limits: Limits; signal: AbortSignal },
): Promise<Answer> {
  // The signal handed to fetch is our own: an answer that is too late or too long must end its connection too.
  const connection = new AbortController();
  let isOurs = true;
  try {
    const response = await begin(fetch, url, init, { limits, signal, connection });
    const { status, headers } = response;
    const body = init.method === 'HEAD' ? null : response.body;
    if (init.wantsBytes && response.ok) {
      // Of one that has ended before nobody would tell those who are to listen.
      if (signal.aborted) throw new Cancelled();
      isOurs = false;
      return {
        status,
        headers,
        body: '',
        isCut: false,
        bytes: piecesOf(body, { connection, limits, signal }),
      };
    }
    const maxBytes = response.ok ? limits.maxBytes : maxErrorBytes;
    const { text, isCut } = await readText(body, { ...limits, maxBytes }, signal);
    isOurs = isCut;
    return { status, headers, body: text, isCut };
  } finally {
    if (isOurs) connection.abort();
  }
}

interface Connected {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly connection: AbortController;
}

/** To the answer's headers. */
async function begin(fetch: Fetch, url: string, init: Outgoing, connected: Connected): Promise<Response> {
  try {
    return await ask(fetch, url, init, connected);
  } catch (error) {
    if (!init.streamsBody || !refusesStream(error)) throw error;
    return ask(fetch, url, { ...init, streamsBody: false }, connected);
  }
}

function ask(
  fetch: Fetch,
  url: string,
  init: Outgoing,
  { limits, signal, connection }: Connected,
): Promise<Response> {
  const answersIn = (init.isWork ? limits.workMs : undefined) ?? limits.headersMs;
  let putOff: PutOff = () => {};
  const taken = (sent: number, length: number) => {
    init.onSent?.(sent);
    putOff(sent < length ? longestPause : answersIn + arrivalMs(Math.min(sent, longestUnsent)));
  };
  const request = fetch(url, { ...requestInit(init, taken), signal: connection.signal });
  return bounded(request, answersIn + arrivalMs(init.body?.length ?? 0), signal, (begun) => {
    putOff = begun;
  });
}

/** The pieces of a body, to be read once; its connection ends with them, with the signal, and where nobody reads on. */
function piecesOf(
  body: ReadableStream<Uint8Array> | null,
  { connection, limits, signal }: Connected,
): Pieces {
  const end = () => {
    signal.removeEventListener('abort', end);
    connection.abort();
  };
  signal.addEventListener('abort', end);
  const reader = body?.getReader();
  return {
    end,
    async *[Symbol.asyncIterator]() {
      const waits = boundedEach(limits.idleMs, signal);
      let isRead = false;
      try {
        while (reader) {
          const { done, value } = await waits.next(() => reader.read());
          isRead = done;
          if (done) break;
          yield value;
        }
      } finally {
        waits.end();
        // What has ended by itself leaves its connection to the next.
        if (isRead) signal.removeEventListener('abort', end);
        else end();
      }
    },
  };
}

async function readText(
  body: ReadableStream<Uint8Array> | null,
  { idleMs, maxBytes }: Limits,
  signal: AbortSignal,
): Promise<{ text: string; isCut: boolean }> {
  const reader = body?.getReader();
  // Most answers to a write are empty, and a decoder costs more than they do.
  let decoder: TextDecoder | undefined;
  let text = '';
  let length = 0;
  while (reader) {
    const { done, value } = await bounded(reader.read(), idleMs, signal);
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) return { text, isCut: true };
    decoder ??= new TextDecoder();
    text += decoder.decode(value, { stream: true });
  }
  return { text: text + (decoder?.decode() ?? ''), isCut: false };
}
