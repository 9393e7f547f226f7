import { bounded } from './wait.ts';

/** The `fetch` of the place we run in: the editor patches Node's for its proxy and certificate settings. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** UTF-8; `''` for HEAD. */
  readonly body: string;
  /** The body was longer than `maxBytes` and ends there. */
  readonly isCut: boolean;
}

export interface Limits {
  /** From the call to the answer's headers, milliseconds. */
  readonly headersMs: number;
  /** Between two pieces of the body, milliseconds. */
  readonly idleMs: number;
  readonly maxBytes: number;
}

/** More than any store's error document. */
const maxErrorBytes = 65_536;

/**
 * One request and its whole answer, in bounded time and memory. Redirects are not followed: what is signed for one host
 * is sent to no other. Throws what `fetch` throws, a `TimeoutError`, or `Cancelled`.
 */
export async function exchange(
  fetch: Fetch,
  url: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | undefined;
  },
  { limits, signal }: { limits: Limits; signal: AbortSignal },
): Promise<Answer> {
  // The signal handed to fetch is our own: an answer that is too late or too long must end its connection too.
  const connection = new AbortController();
  let isWhole = false;
  try {
    const request = fetch(url, {
      method: init.method,
      headers: { ...init.headers },
      ...(init.body === undefined ? {} : { body: init.body }),
      signal: connection.signal,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    const response = await bounded(request, limits.headersMs, signal);
    const body = init.method === 'HEAD' ? null : response.body;
    const maxBytes = response.ok ? limits.maxBytes : maxErrorBytes;
    const { text, isCut } = await read(body, { ...limits, maxBytes }, signal);
    isWhole = !isCut;
    return { status: response.status, headers: response.headers, body: text, isCut };
  } finally {
    if (!isWhole) connection.abort();
  }
}

async function read(
  body: ReadableStream<Uint8Array> | null,
  { idleMs, maxBytes }: Limits,
  signal: AbortSignal,
): Promise<{ text: string; isCut: boolean }> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  while (reader) {
    const { done, value } = await bounded(reader.read(), idleMs, signal);
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) return { text, isCut: true };
    text += decoder.decode(value, { stream: true });
  }
  return { text: text + decoder.decode(), isCut: false };
}
