import { t } from '@vscode/l10n';
import type { Connection } from './connection.ts';
import { SpacesError } from './errors.ts';
import { readSpacesHost } from './regions.ts';

/** A host name of at least two labels, and a port where it is not the scheme's own. */
const HOST =
  /^(?=[^:]{1,253}(?::|$))(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?::\d{1,5})?$/;

/**
 * Whether the Space stands in the host name: a name that can't be one label of it (a dot, which a wildcard certificate
 * doesn't cover, an upper-case letter, `_`, under 3 or over 63 characters) is addressed by path whatever the connection
 * says, and so is any Space of an endpoint that is an IP address, as the AWS SDK does.
 */
export function isVirtualHosted(
  { endpoint, addressing }: Pick<Connection, 'endpoint' | 'addressing'>,
  space: string,
): boolean {
  const isLabel = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(space);
  return addressing === 'virtual' && isLabel && !isIpAddress(new URL(endpoint).hostname);
}

/** `hostname` as `URL` gives it: IPv4 in dotted decimals, IPv6 in brackets. */
function isIpAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname);
}

/** The host of a Space's CDN, where the provider has one: `my-space.nyc3.cdn.digitaloceanspaces.com`. */
export function cdnHostOf({ endpoint }: Pick<Connection, 'endpoint'>, space: string): string | undefined {
  const host = readSpacesHost(new URL(endpoint).hostname);
  return host && `${space}.${host.slug}.cdn.digitaloceanspaces.com`;
}

/**
 * The host name in what a person typed or pasted: without a scheme, a trailing slash and upper case. Throws
 * `badArguments` for anything else.
 */
export function readHost(text: string): string {
  const host = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
  if (HOST.test(host)) return host;
  throw new SpacesError('badArguments', t('A host is a name like files.example.com, without a path.'));
}

/** Why links to this Space can't go through another host; `undefined` where they can. */
export function hostProblem(
  connection: Pick<Connection, 'endpoint' | 'addressing'>,
  space: string,
): string | undefined {
  if (isVirtualHosted(connection, space)) return undefined;
  return t('This Space is addressed by path (host/bucket), which no CDN or custom domain can serve.');
}

/** What whoever swaps the host should know. */
export function hostNote(): string {
  return t('Signed links through a CDN are not cached, and their traffic may be billed twice.');
}

/**
 * The same signed URL at another host: the signature is for the Space's own host, which the CDN asks in turn
 * (docs.digitalocean.com, "presigned URLs with the CDN"). Everything but the host stays as it is, byte for byte.
 */
export function swapHost(url: string, host: string): string {
  return url.replace(/^(https?:\/\/)[^/?#]+/, `$1${host}`);
}
