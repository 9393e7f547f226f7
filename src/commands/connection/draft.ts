import {
  type Addressing,
  type Connection,
  type Credentials,
  namedSpaces,
  type Provider,
} from '../../core/connection.ts';
import { freeName, nameOfRegion } from '../../core/connectionRules.ts';
import { hostOf } from '../../core/endpoint.ts';
import { endpointOf } from '../../core/regions.ts';

/** The fields of a connection as its questions name them. */
export type Field =
  | 'provider'
  | 'endpoint'
  | 'region'
  | 'addressing'
  | 'accessKeyId'
  | 'secretAccessKey'
  | 'spaces'
  | 'name';

/** A connection (or one for each of several regions) that is being put together. Never stored, never logged. */
export interface Draft {
  /** Of a new connection that is to have this one. */
  readonly id?: string | undefined;
  readonly provider?: Provider | undefined;
  /** DigitalOcean: the picked regions' slugs. */
  readonly slugs: readonly string[];
  /** Other providers: endpoint, signature's region and addressing. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly addressing?: Addressing | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  /** The named ones. Empty: ask the server. */
  readonly spaces: readonly string[];
  /** They are shown beside those that the server lists, not alone (`Connection.moreSpaces`). */
  readonly beside?: boolean | undefined;
  readonly readOnly: boolean;
  readonly name?: string | undefined;
  /** What the last test found. */
  readonly trial?: Trial | undefined;
}

/** The outcome of trying a draft. */
export interface Trial {
  /** What was tried: a trial holds as long as this is the same. */
  readonly of: string;
  /** `accepted`: failed, and is to be saved nevertheless. */
  readonly outcome: 'ok' | 'needsSpaces' | 'accepted';
  /** Server minus local, milliseconds. */
  readonly clockSkewMs?: number | undefined;
  /** The named Spaces that were found, by endpoint. */
  readonly found?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** Where a connection leads. */
export type Place = Pick<Connection, 'provider' | 'endpoint' | 'region' | 'addressing'>;

export const EMPTY_DRAFT: Draft = { slugs: [], spaces: [], readOnly: false };

/** Signatures' region where a server names none. */
export const DEFAULT_REGION = 'us-east-1';

/** The draft of a connection as it is, without its key pair. */
export function draftOf(connection: Connection): Draft {
  const { provider, endpoint, region, addressing, spaces, readOnly, name } = connection;
  const place =
    provider === 'digitalocean' ? { slugs: [region] } : { slugs: [], endpoint, region, addressing };
  return {
    provider,
    ...place,
    spaces: namedSpaces(connection),
    beside: spaces === undefined,
    readOnly,
    name,
  };
}

/** The places of a draft: one, or one a region. Empty while questions that decide it are open. */
export function placesOf(draft: Draft): readonly Place[] {
  if (draft.provider === 'digitalocean')
    return draft.slugs.map((slug) => ({
      provider: 'digitalocean',
      endpoint: endpointOf(slug),
      region: slug,
      addressing: 'virtual',
    }));
  if (draft.provider === undefined || draft.endpoint === undefined) return [];
  const { provider, endpoint, region = DEFAULT_REGION, addressing = 'path' } = draft;
  return [{ provider, endpoint, region, addressing }];
}

/** The key pair, once both halves are there. */
export function credentialsOf(draft: Draft): Credentials | undefined {
  const { accessKeyId, secretAccessKey, sessionToken } = draft;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** The names of a draft's connections, in the order of `placesOf`, from the name that was given for all. */
export function namesOf(draft: Draft, name: string): readonly string[] {
  return draft.provider === 'digitalocean' && draft.slugs.length > 1
    ? draft.slugs.map((slug) => nameOfRegion(name.trim(), { slug }))
    : [name.trim()];
}

/** The name that is offered. */
export function defaultName(draft: Draft, taken: (name: string) => boolean): string {
  const [place] = placesOf(draft);
  if (draft.provider !== 'digitalocean') return freeName(place ? hostOf(place.endpoint) : '', taken);
  const [slug = ''] = draft.slugs;
  if (draft.slugs.length === 1) return freeName(nameOfRegion('DigitalOcean', { slug }), taken);
  return freeName('DigitalOcean', (base) => namesOf(draft, base).some(taken));
}

/** Tells whether two drafts would be tried alike. Holds the secret: for comparing only. */
export function fingerprint(draft: Draft): string {
  return JSON.stringify([placesOf(draft), credentialsOf(draft), draft.spaces, draft.beside === true]);
}
