import type { Addressing } from '../core/connection.ts';
import { isVirtualHosted } from '../core/domains.ts';
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
 * The address of an endpoint, a Space (in the host name where `isVirtualHosted`, else in the path), or an object.
 * Throws `badKey` for a key that is not well-formed Unicode.
 */
export function addressOf({ endpoint, addressing }: Endpoint, space?: string, key?: string): Address {
  const { protocol, host } = new URL(endpoint);
  if (space === undefined) return { origin: `${protocol}//${host}`, host, path: '/' };
  const object = key === undefined ? '' : `/${encodeKey(key)}`;
  if (isVirtualHosted({ endpoint, addressing }, space)) {
    const own = `${space}.${host}`;
    return { origin: `${protocol}//${own}`, host: own, path: object || '/' };
  }
  return { origin: `${protocol}//${host}`, host, path: `/${encodeValue(space)}${object}` };
}
