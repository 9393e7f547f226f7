import { t } from '@vscode/l10n';
import type { Addressing, Credentials } from '../connection.ts';
import { accessKeyProblem, regionProblem, secretProblem, spaceNameProblem } from '../connectionRules.ts';
import { readEndpoint } from '../endpoint.ts';
import { SpacesError } from '../errors.ts';
import { endpointOf, isRegionSlug, readSpacesHost } from '../regions.ts';
import type { Described, Found, FoundPlace } from './found.ts';

/** Signatures' region where nothing names one. */
const DEFAULT_REGION = 'us-east-1';

/**
 * What a tool described, as a connection: the endpoint mended and completed where it can be derived, the pair checked.
 * What can't be a connection has a `problem`, which never repeats a value.
 */
export function foundFrom(described: Described): Found {
  const { tool, path, part, region, addressing } = described;
  const own = {
    tool,
    path,
    part,
    name: described.name?.trim(),
    hints: { region: region || undefined, addressing },
  };
  const credentials = credentialsIn(described);
  const spaces: string[] = [];
  try {
    const place = placeIn(described, (space) => spaces.push(space));
    addBucket(spaces, described.bucket, place);
    return typeof credentials === 'string'
      ? { ...own, place, spaces, problem: credentials }
      : { ...own, place, spaces, credentials };
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    return { ...own, spaces, problem: error.message };
  }
}

/** The pair, or why there is none. */
function credentialsIn(described: Described): Credentials | string {
  const { accessKeyId = '', secretAccessKey = '', sessionToken = '', keysFrom } = described;
  if (keysFrom !== undefined)
    return t('Its keys come from elsewhere ({0}), and an import runs and asks nothing.', keysFrom);
  if (accessKeyId === '' || secretAccessKey === '') return t('There is no whole key pair in it.');
  return (
    accessKeyProblem(accessKeyId) ??
    secretProblem(secretAccessKey) ?? {
      accessKeyId: accessKeyId.trim(),
      secretAccessKey: secretAccessKey.trim(),
      ...(sessionToken === '' ? {} : { sessionToken: sessionToken.trim() }),
    }
  );
}

function placeIn(described: Described, onSpace: (space: string) => void): FoundPlace | undefined {
  const region = described.region === '' ? undefined : described.region;
  if (region !== undefined && regionProblem(region) !== undefined)
    throw new SpacesError('badArguments', regionProblem(region) ?? '');
  const given = described.endpoint || derivedEndpoint(described, region);
  if (given === undefined) return undefined;
  const mended = withoutBucket(given.trim(), described.bucket);
  const read = readEndpoint(mended.endpoint, 'optional');
  const space = read.space ?? mended.bucket;
  if (space !== undefined) onSpace(space);
  return placeAt(read, { region, addressing: described.addressing });
}

/** An endpoint as it was read or typed, with what the configuration says of it. */
export function placeAt(
  { endpoint, region: named }: Pick<ReturnType<typeof readEndpoint>, 'endpoint' | 'region'>,
  {
    region,
    addressing,
  }: { readonly region?: string | undefined; readonly addressing?: Addressing | undefined },
): FoundPlace {
  const { hostname } = new URL(endpoint);
  const slug = readSpacesHost(hostname)?.slug;
  if (slug !== undefined && endpoint === endpointOf(slug))
    return { provider: 'digitalocean', endpoint, region: slug, addressing: 'virtual' };
  const usual = slug !== undefined || /\.amazonaws\.com(?:\.cn)?$/.test(hostname) ? 'virtual' : 'path';
  return {
    provider: 'custom',
    endpoint,
    region: region ?? named ?? DEFAULT_REGION,
    addressing: addressing ?? usual,
  };
}

/** Where a tool goes without an endpoint; `undefined` where it needs to be asked: the pair may be for any store. */
function derivedEndpoint(
  { usual, accessKeyId = '' }: Described,
  region: string | undefined,
): string | undefined {
  if (region !== undefined && isRegionSlug(region)) return endpointOf(region);
  // Of AWS's own key IDs: docs.aws.amazon.com, "Unique identifiers" of IAM.
  if (usual !== 'aws' && !/^(?:AKIA|ASIA)[A-Z0-9]{12,}$/.test(accessKeyId)) return undefined;
  const suffix = region?.startsWith('cn-') ? '.cn' : '';
  return `https://s3.${region ?? DEFAULT_REGION}.amazonaws.com${suffix}`;
}

/** An endpoint that wrongly has the bucket in it, as a path or in front of its host. */
function withoutBucket(
  endpoint: string,
  bucket: string | undefined,
): { readonly endpoint: string; readonly bucket?: string | undefined } {
  const [, scheme = '', host = '', path = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)\/*([^?#]*)$/i.exec(endpoint) ?? [];
  if (host === '') return { endpoint };
  const isInHost = bucket !== undefined && bucket !== '' && host.startsWith(`${bucket}.`);
  const own = isInHost ? host.slice(bucket.length + 1) : host;
  // What is no host without it was one with it.
  const bare = own.includes('.') ? own : host;
  return { endpoint: `${scheme}${bare}`, bucket: isInHost ? bucket : path.split('/')[0] || undefined };
}

function addBucket(spaces: string[], bucket: string | undefined, place: FoundPlace | undefined): void {
  const all = bucket === undefined ? [...spaces] : [...spaces, bucket];
  const usable = all.filter((name) => spaceNameProblem(name, place?.addressing ?? 'path') === undefined);
  spaces.splice(0, spaces.length, ...new Set(usable));
}
