/** What `fetch` is to send. */
export interface Outgoing {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** The answer's body is handed on as it comes, and not decoded. */
  readonly wantsBytes?: boolean | undefined;
  /** The server answers when it has done something long. */
  readonly isWork?: boolean | undefined;
  /** `fetch` takes a body piece by piece, as Node's does; a browser's only over HTTP/2. */
  readonly streamsBody?: boolean | undefined;
  /** How many bytes of the body the connection has taken, where it is streamed. */
  readonly onSent?: ((bytes: number) => void) | undefined;
}

/** A line that is slower than this is taken for broken. Bytes a millisecond: 8 MiB in 4 minutes. */
const slowestUpload = 32;
/** Between two pieces of a body that is sent, milliseconds. */
export const longestPause = 60_000;
/** What the operating system may hold back of a body that it has taken, bytes. */
export const longestUnsent = 4 * 1024 * 1024;

const pieceSize = 256 * 1024;

/** What so much takes to be sent at the most, milliseconds. */
export function arrivalMs(bytes: number): number {
  return bytes / slowestUpload;
}

/** @param taken told of each piece of a body that is streamed, the last included */
export function requestInit(
  { method, headers, body, wantsBytes, streamsBody }: Outgoing,
  taken: (sent: number, length: number) => void,
): RequestInit {
  // What a proxy compresses on the way would not be what is stored. Not signed: a browser sets it by itself.
  const plainly = wantsBytes || method === 'HEAD' ? { 'accept-encoding': 'identity' } : {};
  return {
    method,
    headers: { ...plainly, ...asSent(headers) },
    redirect: 'manual',
    credentials: 'omit',
    // With any other `fetch` sends a `Cache-Control` of its own (fetch.spec.whatwg.org, HTTP-network-or-cache fetch: also
    // by default beside an `If-None-Match`), which a store would keep with what is written.
    cache: method === 'GET' || method === 'HEAD' ? 'no-store' : 'force-cache',
    referrerPolicy: 'no-referrer',
    ...(body === undefined ? {} : { body: body as string | Uint8Array<ArrayBuffer> }),
    ...(streamsBody && body instanceof Uint8Array && body.length > pieceSize
      ? streamed(body, asSent(headers), taken)
      : {}),
  };
}

/** Whole it would be copied, more than once. With its length, as stores take no body without. */
function streamed(
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
  taken: (sent: number, length: number) => void,
): RequestInit & { readonly duplex: 'half' } {
  let at = 0;
  const pull = (controller: ReadableStreamDefaultController) => {
    taken(Math.min(at, body.length), body.length);
    if (at >= body.length) {
      controller.close();
      return;
    }
    controller.enqueue(body.subarray(at, at + pieceSize));
    at += pieceSize;
  };
  return {
    headers: { ...headers, 'content-length': String(body.length) },
    body: new ReadableStream({ pull }, { highWaterMark: 0 }),
    duplex: 'half',
  };
}

/** The editor may be set to use Electron's `fetch` (`http.electronFetch`), Chromium's: nothing has been sent then. */
export function refusesStream(error: unknown): boolean {
  return /ERR_INVALID_ARGUMENT|ERR_H2_OR_QUIC_REQUIRED|ERR_ALPN_NEGOTIATION_FAILED|duplex/.test(`${error}`);
}

/** `fetch` takes a header's bytes as characters; what was signed is their UTF-8. */
function asSent(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, toByteString(value)] as const);
  return Object.fromEntries(entries);
}

function toByteString(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
