import type { CredentialState, Credentials } from '../../core/connection.ts';

/** What a connection's entry in SecretStorage holds. */
export interface SecretEntry {
  /** New with each write, so that each write is a change that other windows are told of. */
  readonly revision: string;
  /** The endpoint that the key pair was entered for, and the pair. Absent: only the change is told. */
  readonly pair?: { readonly endpoint: string; readonly credentials: Credentials } | undefined;
}

export function secretKey(connectionId: string): string {
  return `spaceport.${connectionId}`;
}

/** The connection whose entry has this key; `undefined` for other entries. */
export function connectionOfSecret(key: string): string | undefined {
  return key.startsWith('spaceport.') ? key.slice('spaceport.'.length) : undefined;
}

export function writeSecretEntry({ revision, pair }: SecretEntry): string {
  return JSON.stringify(pair ? { revision, endpoint: pair.endpoint, ...pair.credentials } : { revision });
}

/** Reads an entry with distrust; what can't be read is no entry. */
export function readSecretEntry(text: string | undefined): SecretEntry | undefined {
  const fields = parse(text);
  if (!fields) return undefined;
  const { endpoint, accessKeyId, secretAccessKey, sessionToken } = fields;
  const revision = isText(fields.revision) ? fields.revision : '';
  if (!isText(endpoint) || !isText(accessKeyId) || !isText(secretAccessKey)) return { revision };
  const token = isText(sessionToken) ? { sessionToken } : {};
  return { revision, pair: { endpoint, credentials: { accessKeyId, secretAccessKey, ...token } } };
}

/** The state of a key pair for an endpoint. A pair that was entered for another one is not given out. */
export function credentialState(entry: SecretEntry | undefined, endpoint: string): CredentialState {
  if (!entry?.pair) return { state: 'missing' };
  if (entry.pair.endpoint !== endpoint) return { state: 'otherEndpoint', endpoint: entry.pair.endpoint };
  return { state: 'ok', credentials: entry.pair.credentials };
}

/** The fields of an entry, each of any kind. */
type Fields = { readonly [K in 'revision' | 'endpoint' | keyof Credentials]?: unknown };

function parse(text: string | undefined): Fields | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
