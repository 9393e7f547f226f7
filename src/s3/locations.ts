import type { Connection } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import { endpointOf, isRegionSlug, readSpacesHost, spacesRegions } from '../core/regions.ts';
import { type FailureFacts, ServerFailure } from '../core/serverFailure.ts';

/** Where a Space was found that is not where its connection says. In memory only. */
export interface SpaceLocations {
  /** The connection as it reaches the Space: with another endpoint and region where that was found out. */
  of(connection: Connection, space: string): Connection;
  remember(connection: Connection, space: string, found: Connection): void;
}

export function createSpaceLocations(): SpaceLocations {
  const found = new Map<string, Pick<Connection, 'endpoint' | 'region'>>();
  // By the connection too, as another account's Space may have the name elsewhere; an edited endpoint asks anew.
  const name = ({ id, endpoint, region }: Connection, space: string) =>
    [id, endpoint, region, space].join('\n');
  return {
    of: (connection, space) => ({ ...connection, ...found.get(name(connection, space)) }),
    remember(connection, space, { endpoint, region }) {
      found.set(name(connection, space), { endpoint, region });
    },
  };
}

const awsEndpoint = /^https:\/\/s3[.-]([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/;

/** The region of one of AWS's endpoints; `undefined` for any other server. */
export function awsRegion(endpoint: string): string | undefined {
  const match = awsEndpoint.exec(endpoint);
  return match ? (match[1]?.slice(0, -1) ?? 'us-east-1') : undefined;
}

/**
 * Where else the Space of a failed request may be, best first; empty where nothing speaks for another place.
 *
 * A key pair's signature goes to hosts of the same provider only, and those are built from a region's name, never taken
 * from the answer. DigitalOcean: each region is a store of its own, and a Space of another one is NoSuchBucket there,
 * so all regions are candidates. AWS: the answer names the region (301 PermanentRedirect, 307, or 400
 * AuthorizationHeaderMalformed; AWS, "Request redirection and the REST API"). Any other store: the region may change,
 * the endpoint may not (Ceph answers 301 with the `<Endpoint>` of another zone group, which can be anybody's host).
 */
export function otherPlaces(connection: Connection, error: unknown): readonly Connection[] {
  if (!(error instanceof SpacesError && error.cause instanceof ServerFailure)) return [];
  const { facts } = error.cause;
  const { protocol, host } = new URL(connection.endpoint);
  const slug = protocol === 'https:' ? readSpacesHost(host)?.slug : undefined;
  if (slug !== undefined && error.code === 'noSuchSpace') return inOtherRegions(connection, slug);
  if (error.code !== 'wrongRegion') return [];
  if (slug !== undefined) return inNamedRegion(connection, slug, facts);
  const aws = awsEndpoint.exec(connection.endpoint);
  if (aws) return inAws(connection, facts.region ?? awsRegionOf(facts.endpoint), aws[2]);
  return hereInRegion(connection, host, facts);
}

function inNamedRegion(connection: Connection, ownSlug: string, facts: FailureFacts): readonly Connection[] {
  const hint = readSpacesHost(facts.endpoint ?? '')?.slug ?? facts.region ?? ownSlug;
  return isRegionSlug(hint) && hint !== ownSlug ? [inDigitalOcean(connection, ownSlug, hint)] : [];
}

function hereInRegion(
  connection: Connection,
  host: string,
  { region, endpoint }: FailureFacts,
): readonly Connection[] {
  const isHere = endpoint === undefined || endpoint === host || endpoint.endsWith(`.${host}`);
  const isNews = region !== undefined && isRegion(region) && region !== connection.region;
  return isHere && isNews ? [{ ...connection, region }] : [];
}

function inOtherRegions(connection: Connection, ownSlug: string): readonly Connection[] {
  return spacesRegions()
    .filter(({ slug }) => slug !== ownSlug)
    .map(({ slug }) => inDigitalOcean(connection, ownSlug, slug));
}

function inDigitalOcean(connection: Connection, ownSlug: string, slug: string): Connection {
  const region = connection.region === ownSlug ? slug : connection.region;
  return { ...connection, endpoint: endpointOf(slug), region };
}

function inAws(connection: Connection, region: string | undefined, suffix = ''): readonly Connection[] {
  if (region === undefined || !isRegion(region)) return [];
  const endpoint = `https://s3.${region}.amazonaws.com${suffix}`;
  return endpoint === connection.endpoint && region === connection.region
    ? []
    : [{ ...connection, endpoint, region }];
}

/** `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3-eu-west-1.amazonaws.com` */
function awsRegionOf(endpoint: string | undefined): string | undefined {
  return /(?:^|\.)s3[.-]([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(endpoint ?? '')?.[1];
}

function isRegion(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(text);
}
