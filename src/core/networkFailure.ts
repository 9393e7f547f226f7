import { t } from '@vscode/l10n';
import { type ErrorCode, SpacesError } from './errors.ts';
import { type Machine, originWords, THIS_COMPUTER } from './machine.ts';
import { plain } from './plain.ts';
import { inSentences } from './sentences.ts';

/** `isFar`: the request was sent from a remote machine. */
type Words = (host: string, isFar: boolean) => string;

const proxyIsDown: Words = (host) =>
  t("The proxy can't be reached. Check the proxy settings. Server: {0}", host);

/** A browser says no more than this (fetch.spec.whatwg.org: a network error is a bare TypeError). */
const BARE = /Failed to fetch|Load failed|NetworkError when attempting/;

/**
 * What `fetch` throws before there is an answer. Node says it in the `code` of a nested `cause` (and of the `errors` of
 * an AggregateError, one per address tried); Electron's network stack as `net::ERR_…` in a message.
 * Sources: nodejs.org/api/errors.html, nodejs.org/api/tls.html#x509-certificate-error-codes, undici's
 * lib/core/errors.js, Chromium's net/base/net_error_list.h. The first row that fits wins.
 */
const rows: readonly (readonly [RegExp, ErrorCode, Words])[] = [
  [
    /\b(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)\b/,
    'tls',
    (host, isFar) =>
      isFar
        ? t("The server's certificate is self-signed, and the remote machine does not trust it: {0}", host)
        : t("The server's certificate is self-signed, and this computer does not trust it: {0}", host),
  ],
  [
    /\b(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID)\b/,
    'tls',
    (host, isFar) =>
      isFar
        ? t("The server's certificate has expired, or the remote machine's clock is wrong: {0}", host)
        : t("The server's certificate has expired, or this computer's clock is wrong: {0}", host),
  ],
  [
    /\b(ERR_TLS_CERT_ALTNAME_INVALID|ERR_CERT_COMMON_NAME_INVALID)\b/,
    'tls',
    (host) => t("The server's certificate is for another host name: {0}", host),
  ],
  [
    /\b(UNABLE_TO_\w+|CERT_UNTRUSTED|INVALID_CA|ERR_CERT_AUTHORITY_INVALID)\b/,
    'tls',
    (host, isFar) =>
      isFar
        ? t('The remote machine does not trust the issuer of the certificate of: {0}', host)
        : t('This computer does not trust the issuer of the certificate of: {0}', host),
  ],
  [
    /\b(CERT_REVOKED|ERR_CERT_REVOKED)\b/,
    'tls',
    (host) => t("The server's certificate was revoked: {0}", host),
  ],
  [
    /\b(CERT_\w+|CRL_\w+|ERR_CERT_\w+|ERR_BAD_SSL_CLIENT_AUTH_CERT)\b/,
    'tls',
    (host) => t("The server's certificate can't be used: {0}", host),
  ],
  [
    /\b(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+|ERR_INSECURE_RESPONSE)\b/,
    'tls',
    (host) =>
      t('No secure connection could be made. Check whether it is http: or https: in the endpoint: {0}', host),
  ],
  [
    /\b(ENOTFOUND|EAI_\w+|ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_DNS_\w+)\b/,
    'unknownHost',
    (host) => t('No server has this name. Check the endpoint and the network: {0}', host),
  ],
  [
    /\b(ERR_PROXY_\w+|ERR_TUNNEL_CONNECTION_FAILED|ERR_SOCKS_\w+|UND_ERR_PRX_TLS)\b|Proxy response \(\d+\)/,
    'network',
    (host) => t('The proxy does not lead to the server. Check the proxy settings. Server: {0}', host),
  ],
  // The editor's agent for node:https (@vscode/proxy-agent), which says no more than this.
  [/Failed to establish a socket connection to proxies/, 'network', proxyIsDown],
  [
    /\b(ECONNREFUSED|ERR_CONNECTION_REFUSED)\b/,
    'refused',
    (host) => t('The server refuses connections. Check the endpoint and its port: {0}', host),
  ],
  [
    /\b(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w+_TIMEOUT|ERR_(CONNECTION_)?TIMED_OUT|TimeoutError)\b/,
    'timeout',
    (host) => t('The server did not answer in time. Check the network and the endpoint: {0}', host),
  ],
  [
    /\b(ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|EADDRNOTAVAIL|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE)\b/,
    'network',
    (host) => t('The network does not reach the server. Check the network and the endpoint: {0}', host),
  ],
  [
    /\b(HPE_\w+|ERR_INVALID_HTTP_RESPONSE|ERR_HTTP2_PROTOCOL_ERROR|ERR_INVALID_REDIRECT)\b/,
    'notS3',
    (host) => t('The server does not answer like an S3 store. Check the endpoint: {0}', host),
  ],
  [
    // Electron's answer to a redirect that is not followed (its net.fetch has no manual mode).
    /Redirect was cancelled/,
    'wrongRegion',
    (host) => t('The server points to another address. Check the endpoint and the region: {0}', host),
  ],
  [
    /\b(ERR_INVALID_URL|ERR_UNSAFE_PORT)\b|bad port|Failed to parse URL|Invalid URL/,
    'badArguments',
    (host) => t("This endpoint can't be used. Check its form and port: {0}", host),
  ],
  [
    /\b(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_\w+|ERR_CONNECTION_\w+|ERR_NETWORK_\w+|ERR_EMPTY_RESPONSE|ERR_HTTP2_\w+|ERR_INCOMPLETE_\w+)\b|other side closed|terminated|socket hang up|premature close/i,
    'network',
    (host) => t('The connection broke off. Try again: {0}', host),
  ],
  [
    BARE,
    'network',
    (host) => t("The server could not be reached, or its CORS rules don't allow this page: {0}", host),
  ],
];

/**
 * The words for a failure without an answer. `host` is what the person entered as endpoint. Where another machine might
 * reach the server they say which one tried.
 */
export function translateNetworkFailure(
  raw: unknown,
  host = '',
  machine: Machine = THIS_COMPUTER,
): SpacesError {
  const [code, message] = failureWords(raw, host, machine.kind === 'remote');
  const origin = DEPENDS_ON_MACHINE.has(code) ? originWords(machine) : undefined;
  const words = origin === undefined ? message : inSentences(message, origin);
  return new SpacesError(code, words, { cause: raw });
}

const DEPENDS_ON_MACHINE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unknownHost',
  'refused',
  'timeout',
  'network',
  'tls',
]);

function failureWords(raw: unknown, host: string, isFar: boolean): readonly [ErrorCode, string] {
  const shownHost = host === '' ? t('the endpoint') : plain(host);
  if (URL.canParse(`https://${host}`) && causesOf(raw).some((cause) => isOfProxy(cause, host))) {
    return ['network', proxyIsDown(shownHost, isFar)];
  }
  const said = unfold(raw);
  for (const [pattern, code, words] of rows) {
    if (pattern.test(said)) return [code, words(shownHost, isFar)];
  }
  return ['network', t('The request failed. Details are in the log. Server: {0}', shownHost)];
}

/** Whether a browser's `fetch` failed, which throws the same whatever happened. */
export function isBareFailure(raw: unknown): boolean {
  return BARE.test(unfold(raw));
}

/** A connection that broke off and that a second try may mend; not one that could never be made. */
export function isBrokenConnection(raw: unknown): boolean {
  return /\b(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|ERR_CONNECTION_(RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ERR_NETWORK_CHANGED|ERR_INCOMPLETE_CHUNKED_ENCODING)\b|other side closed|socket hang up/.test(
    unfold(raw),
  );
}

/** No answer within a limit, ours or the platform's. */
export function isTimeout(raw: unknown): boolean {
  return /\b(ETIMEDOUT|UND_ERR_\w+_TIMEOUT|ERR_(CONNECTION_)?TIMED_OUT|TimeoutError)\b/.test(unfold(raw));
}

/** Node says whom it could not find or reach; where that is somebody else than the server, it is the proxy. */
function isOfProxy({ code, hostname, port }: Cause, host: string): boolean {
  const server = new URL(`https://${host}`);
  if (typeof hostname === 'string' && /^(ENOTFOUND|EAI_)/.test(`${code}`)) {
    return hostname !== server.hostname && !hostname.endsWith(`.${server.hostname}`);
  }
  if (typeof port !== 'number' || !/^(ECONNREFUSED|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN))$/.test(`${code}`)) {
    return false;
  }
  return server.port === '' ? port !== 443 && port !== 80 : port !== Number(server.port);
}

/** Names, codes and messages of an error and all it was caused by, a line each. */
function unfold(raw: unknown): string {
  const words = causesOf(raw).flatMap(({ name, code, message }) => [name, code, message]);
  return words.filter((word) => typeof word === 'string').join('\n');
}

type Cause = Readonly<Record<string, unknown>>;

/** An error and all it was caused by; bounded, as causes may form a ring. */
function causesOf(raw: unknown): readonly Cause[] {
  const found: Cause[] = [];
  const queue: unknown[] = [raw];
  while (queue.length > 0 && found.length < 64) {
    const next = queue.shift();
    if (typeof next === 'string') found.push({ message: next });
    if (typeof next !== 'object' || next === null) continue;
    const cause = next as Cause;
    found.push(cause);
    queue.push(cause.cause, ...(Array.isArray(cause.errors) ? cause.errors : []));
  }
  return found;
}
