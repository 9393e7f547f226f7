import type { CredentialState, Credentials } from '../../core/connection.ts';

/** What a connection's entry in SecretStorage holds. */
export interface SecretEntry {
  /** New with each write: tells a window's own writes from others'. */
  readonly revision: string;
  /** What the key pair was entered for. */
  readonly endpoint: string;
  readonly credentials: Credentials;
}

export function secretKey(connectionId: string): string {
  return `spaceport.${connectionId}`;
}

/** The connection whose entry has this key; `undefined` for other entries. */
export function connectionOfSecret(key: string): string | undefined {
  return key.startsWith('spaceport.') ? key.slice('spaceport.'.length) : undefined;
}

export function writeSecretEntry({ revision, endpoint, credentials }: SecretEntry): string {
  return JSON.stringify({ revision, endpoint, ...credentials });
}

/** Reads an entry with distrust; what can't be read is no entry. */
export function readSecretEntry(text: string | undefined): SecretEntry | undefined {
  const { revision, endpoint, accessKeyId, secretAccessKey, sessionToken } = parse(text);
  if (!isText(endpoint) || !isText(accessKeyId) || !isText(secretAccessKey)) return undefined;
  const token = isText(sessionToken) ? { sessionToken } : {};
  const credentials = { accessKeyId, secretAccessKey, ...token };
  return { revision: isText(revision) ? revision : '', endpoint, credentials };
}

/** The state of a key pair for an endpoint. A pair that was entered for another one is not given out. */
export function credentialState(entry: SecretEntry | undefined, endpoint: string): CredentialState {
  if (!entry) return { state: 'missing' };
  if (entry.endpoint !== endpoint) return { state: 'otherEndpoint', endpoint: entry.endpoint };
  return { state: 'ok', credentials: entry.credentials };
}

/** The fields of an entry, each of any kind. */
type Fields = { readonly [K in 'revision' | 'endpoint' | keyof Credentials]?: unknown };

function parse(text: string | undefined): Fields {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
