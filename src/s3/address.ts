import type { Addressing } from '../core/connection.ts';
import { encodeKey, encodeValue } from './encode.ts';

export interface Endpoint {
  /** Scheme, host and optional port: `https://nyc3.digitaloceanspaces.com`. */
  readonly endpoint: string;
  readonly addressing: Addressing;
}

/** Where a request goes: `origin + path` is its URL without a query. */
export interface Address {
  /** `https://example-bucket.nyc3.digitaloceanspaces.com`; a port only where it is not the scheme's own. */
  readonly origin: string;
  /** As the `Host` header has it. */
  readonly host: string;
  /** Percent-encoded, never empty. */
  readonly path: string;
}

/**
 * The address of an endpoint, a Space, or an object. A Space whose name can't be one label of a host name (a dot,
 * which a wildcard certificate doesn't cover, an upper-case letter, `_`, under 3 or over 63 characters) is addressed
 * by path whatever the connection says, and so is any Space of an endpoint that is an IP address, as the AWS SDK does.
 * Throws `badKey` for a key that is not well-formed Unicode.
 */
export function addressOf({ endpoint, addressing }: Endpoint, space?: string, key?: string): Address {
  const { protocol, host, hostname } = new URL(endpoint);
  if (space === undefined) return { origin: `${protocol}//${host}`, host, path: '/' };
  const object = key === undefined ? '' : `/${encodeKey(key)}`;
  if (isVirtualHosted(addressing, space, hostname)) {
    const own = `${space}.${host}`;
    return { origin: `${protocol}//${own}`, host: own, path: object || '/' };
  }
  return { origin: `${protocol}//${host}`, host, path: `/${encodeValue(space)}${object}` };
}

function isVirtualHosted(addressing: Addressing, space: string, hostname: string): boolean {
  return addressing === 'virtual' && isHostLabel(space) && !isIpAddress(hostname);
}

function isHostLabel(space: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(space);
}

/** `hostname` as `URL` gives it: IPv4 in dotted decimals, IPv6 in brackets. */
function isIpAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname);
}
