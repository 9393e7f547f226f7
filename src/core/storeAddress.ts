import { t } from '@vscode/l10n';
import type { Connection } from './connection.ts';
import { SpacesError } from './errors.ts';
import { plain } from './plain.ts';

/** What a pasted text may mean: a key, as far as the text says in which Space of which connection. */
export interface AddressedKey {
  readonly connection: Connection;
  /** `undefined`: the text is a key alone. */
  readonly space: string | undefined;
  /** `''`: the Space itself. */
  readonly key: string;
}

/**
 * Reads a key, an `s3://space/key` address or a URL of any of the connections, in virtual-hosted or path form, also
 * DigitalOcean's CDN form. A URL is percent-decoded and its query dropped: of a signed URL nothing but Space and key
 * is read. In `s3://` addresses and keys nothing is decoded, as in other S3 tools. One result for each connection
 * that fits. Throws `badArguments` for an address that is none of these.
 */
export function readAddress(text: string, connections: readonly Connection[]): readonly AddressedKey[] {
  const [, scheme = '', rest = ''] = /^\s*(s3|https?):\/\/(.*)$/is.exec(text) ?? [];
  // A command or a sentence with a signed URL in it: taken for a key, it would be repeated in what is said of it.
  if (scheme === '' && /X-Amz-Signature=/i.test(text))
    throw new SpacesError('badArguments', t('Paste the URL alone, without what stands around it.'));
  if (scheme === '') return connections.map((connection) => ({ connection, space: undefined, key: text }));
  return scheme.toLowerCase() === 's3' ? readS3(rest, connections) : readUrl(rest.trimEnd(), connections);
}

function readS3(rest: string, connections: readonly Connection[]): readonly AddressedKey[] {
  const [space, key] = cut(rest);
  if (space === '') throw new SpacesError('badArguments', t('The address names no Space: s3://space/key'));
  return connections.map((connection) => ({ connection, space, key }));
}

/** By hand: `URL` would resolve `.` and `..`, which are parts of keys. */
function readUrl(rest: string, connections: readonly Connection[]): readonly AddressedKey[] {
  const [, authority = '', path = ''] = /^([^/?#]*)\/?([^?#]*)/s.exec(rest) ?? [];
  const host = hostOf(authority);
  const decoded = decode(path);
  const found = connections
    .map((connection) => readFor(connection, host, decoded))
    .filter((each) => each !== undefined);
  if (found.length > 0) return found;
  throw new SpacesError('badArguments', t('No connection has this address: {0}', plain(host)));
}

function readFor(connection: Connection, host: string, path: string): AddressedKey | undefined {
  const own = hostOf(connection.endpoint.replace(/^https?:\/\//i, ''));
  if (host === own) {
    const [space, key] = cut(path);
    return space === '' ? undefined : { connection, space, key };
  }
  if (!host.endsWith(`.${own}`)) return undefined;
  return { connection, space: host.slice(0, -own.length - 1), key: path };
}

/** Lower case, without a user, a default port, and DigitalOcean's `.cdn`. */
function hostOf(authority: string): string {
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .toLowerCase()
    .replace(/:(80|443)$/, '');
  return host.replace(/\.cdn(\.digitaloceanspaces\.com)$/, '$1');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new SpacesError(
      'badArguments',
      t('The address is not a valid URL: two hexadecimal digits must follow each "%".'),
    );
  }
}

/** At the first slash. */
function cut(text: string): readonly [string, string] {
  const at = text.indexOf('/');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
