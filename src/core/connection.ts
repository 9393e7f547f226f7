/** How a Space stands in a request's address. */
export type Addressing = 'virtual' | 'path';
export type Provider = 'digitalocean' | 'custom';

/** An endpoint plus what a person calls it. Plain data: it is stored and synced as it is. Holds no key. */
export interface Connection {
  /** `[a-z0-9]{10}`, random. */
  readonly id: string;
  /** Unique among the connections. */
  readonly name: string;
  readonly provider: Provider;
  /** Scheme, host and optional port; no path, no trailing slash: `https://nyc3.digitaloceanspaces.com`. */
  readonly endpoint: string;
  /** The signature's region. */
  readonly region: string;
  readonly addressing: Addressing;
  /** The only Spaces to show, for keys that may not list them; absent: ask the server. */
  readonly spaces?: readonly string[] | undefined;
  /** Shown beside those that the server lists, and alone where the list can't be read. Has no meaning beside `spaces`. */
  readonly moreSpaces?: readonly string[] | undefined;
  readonly readOnly: boolean;
}

/** A key pair. Lives in SecretStorage alone. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What the secret store knows of a connection's key pair. */
export type CredentialState =
  | { readonly state: 'ok'; readonly credentials: Credentials }
  /**
   * None here: never entered on this machine, deleted, or no longer decryptable. `mayBeElsewhere`: another window of a
   * browser may have stored one, which this one does not see before it is reloaded.
   */
  | { readonly state: 'missing'; readonly mayBeElsewhere?: boolean }
  /** Entered for another endpoint (synced or edited): never sent elsewhere, asked for again. */
  | { readonly state: 'otherEndpoint'; readonly endpoint: string };

/** Where a signed request goes and who signs it. */
export interface SigningTarget {
  readonly endpoint: string;
  readonly region: string;
  readonly addressing: Addressing;
  readonly credentials: Credentials;
}

/** The Spaces that a connection knows by name, whatever a server lists. */
export function namedSpaces({
  spaces,
  moreSpaces = [],
}: Pick<Connection, 'spaces' | 'moreSpaces'>): readonly string[] {
  return spaces ?? moreSpaces;
}

export function signingTarget(
  { endpoint, region, addressing }: Connection,
  credentials: Credentials,
): SigningTarget {
  return { endpoint, region, addressing, credentials };
}

/** Connections are plain data, made by one hand with the fields in one order. */
export function isSameConnection(a: Connection, b: Connection): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
