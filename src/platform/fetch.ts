import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** OpenSSL's words for "nobody I know vouches for this certificate". Source: nodejs.org/api/tls.html. */
const UNTRUSTED =
  /^(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/;

/**
 * `fetch` that also trusts the authorities in `NODE_EXTRA_CA_CERTS`. The editor's own knows its proxy and the system's
 * certificates, but gives up Node's list, and with it that variable (@vscode/proxy-agent 0.35 to 0.45,
 * `createFetchPatch`), while the editor's `node:https` keeps it. So requests that fail on trust go that way, and from
 * then on all of that host: the handshake comes first, so nothing was sent before. A body must be a text.
 */
export function withExtraAuthorities(fetch: Fetch, extraAuthorities: string | undefined): Fetch {
  if (!extraAuthorities) return fetch;
  const hosts = new Set<string>();
  return async (url, init) => {
    const { host } = new URL(url);
    const isPlain = typeof (init.body ?? '') === 'string';
    if (isPlain && hosts.has(host)) return fetchByHttps(url, init);
    try {
      return await fetch(url, init);
    } catch (error) {
      if (!isPlain || !isUntrusted(error)) throw error;
      const response = await fetchByHttps(url, init);
      hosts.add(host);
      return response;
    }
  };
}

function isUntrusted(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && UNTRUSTED.test(String(cause.code));
}

/** A request without a body or with a text; redirects are not followed. */
async function fetchByHttps(url: string, { method, headers, body, signal }: RequestInit): Promise<Response> {
  const { request } = await import('node:https');
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      method: method ?? 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      ...(signal ? { signal } : {}),
    };
    request(url, options, resolve)
      .once('error', reject)
      .end(body ?? undefined);
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
