import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** OpenSSL's words for "nobody I know vouches for this certificate". Source: nodejs.org/api/tls.html. */
const UNTRUSTED =
  /^(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/;

/**
 * `fetch` that also trusts the authorities in `NODE_EXTRA_CA_CERTS`. The editor's own knows its proxy and the system's
 * certificates, but gives up Node's list, and with it that variable (@vscode/proxy-agent 0.35 to 0.45,
 * `createFetchPatch`), while the editor's `node:https` keeps it. So requests that fail on trust go that way, and from
 * then on all of that host: the handshake comes first, so nothing was sent before, and nothing of a stream was taken.
 */
export function withExtraAuthorities(fetch: Fetch, extraAuthorities: string | undefined): Fetch {
  if (!extraAuthorities) return fetch;
  const hosts = new Set<string>();
  return async (url, init) => {
    const { host } = new URL(url);
    const { body } = init;
    if (hosts.has(host)) return fetchByHttps(url, init);
    const held = body instanceof ReadableStream ? holding(body) : undefined;
    try {
      return await fetch(url, held ? { ...init, body: held.stream } : init);
    } catch (error) {
      if (!isUntrusted(error) || held?.isBegun()) throw error;
      const response = await fetchByHttps(url, init);
      hosts.add(host);
      return response;
    }
  };
}

/** The same stream, of which it is known whether anything was taken: until then the first one is as it was. */
function holding(body: ReadableStream<Uint8Array>) {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= body.getReader();
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { stream, isBegun: () => reader !== undefined };
}

function isUntrusted(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && UNTRUSTED.test(String(cause.code));
}

/** Redirects are not followed. A body is a text, bytes or a stream of them. */
async function fetchByHttps(url: string, { method, headers, body, signal }: RequestInit): Promise<Response> {
  const { request } = await import('node:https');
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      method: method ?? 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      ...(signal ? { signal } : {}),
    };
    // Once the answer is there, what fails of the rest of the body is of no account: `reject` does nothing then.
    const outgoing = request(url, options, resolve).on('error', reject);
    if (body instanceof ReadableStream)
      pipeline(Readable.fromWeb(body as NodeStream), outgoing).catch(reject);
    else outgoing.end(body ?? undefined);
  });
  if (!('encrypted' in message.socket)) {
    // The editor's agent gives a proxy's refusal of the tunnel as if it were the server's answer.
    message.destroy();
    throw new Error(`Proxy response (${message.statusCode})`);
  }
  return responseOf(message, method === 'HEAD');
}

function responseOf(message: IncomingMessage, isHead: boolean): Response {
  const { statusCode: status = 0 } = message;
  const headers = new Headers();
  for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) {
    headers.append(message.rawHeaders[i] ?? '', message.rawHeaders[i + 1] ?? '');
  }
  if (!isHead && ![204, 205, 304].includes(status)) {
    return new Response(Readable.toWeb(message) as ReadableStream<Uint8Array>, { status, headers });
  }
  message.resume();
  return new Response(null, { status, headers });
}
