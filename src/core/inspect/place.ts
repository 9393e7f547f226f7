import { decodeComponent, type UrlParts } from './url.ts';

/** Where a request goes, as its address tells without asking anybody. */
export interface Place {
  readonly host: string;
  readonly space?: string | undefined;
  /** `''`: the Space itself. `undefined`: the path can't be decoded, or the Space isn't known. */
  readonly key?: string | undefined;
  /** The host is no known provider's: that the path begins with the Space is the usual case, and not sure. */
  readonly isGuess: boolean;
}

/** Known providers' endpoints; what stands in front of them is a Space. Source: each one's documentation. */
const ENDPOINTS =
  /^(?:(.+)\.)?((?:s3[.-](?:(?:dualstack|fips)\.)?[a-z0-9-]+|s3|s3-accelerate(?:\.dualstack)?)\.amazonaws\.com(?:\.cn)?|[a-z]{3}\d\.(?:cdn\.)?digitaloceanspaces\.com|s3\.[a-z0-9-]+\.(?:backblazeb2\.com|scw\.cloud)|s3\.(?:[a-z0-9-]+\.)?wasabisys\.com|[0-9a-f]{32}\.(?:[a-z]+\.)?r2\.cloudflarestorage\.com|storage\.googleapis\.com|[a-z]{2}-[a-z]+-\d+\.linodeobjects\.com|[a-z]{3}\d\.your-objectstorage\.com|s3\.[a-z0-9-]+\.(?:io\.)?cloud\.ovh\.(?:net|us)|[a-z0-9-]+\.vultrobjects\.com|oss-[a-z0-9-]+\.aliyuncs\.com|sos-[a-z0-9-]+\.exo\.io|s3[.-][a-z0-9-]+\..+|play\.min\.io)(?::\d+)?$/;

export interface KnownPlace {
  readonly space: string | undefined;
  readonly key: string;
}

/** `known`: as one of the connections has it. `named`: the Space that a form names itself. */
export function placeOf(
  { host, path }: UrlParts,
  { known, named }: { known?: KnownPlace | undefined; named?: string | undefined },
): Place {
  if (known?.space !== undefined) return { host, space: known.space, key: known.key, isGuess: false };
  const [, label, endpoint] = ENDPOINTS.exec(host) ?? [];
  if (label !== undefined) return { host, space: label, key: decodeComponent(path), isGuess: false };
  if (named !== undefined && host.startsWith(`${named}.`)) {
    return { host, space: named, key: decodeComponent(path), isGuess: false };
  }
  const [first = '', ...rest] = path.split('/');
  const space = decodeComponent(first);
  if (!space) return { host, isGuess: false };
  const isSure = endpoint !== undefined || named === space;
  return { host, space, key: decodeComponent(rest.join('/')), isGuess: !isSure };
}

/** The hosts that may have been signed: DigitalOcean's CDN asks the Space's own host in turn. */
export function addressHosts(host: string): readonly string[] {
  const origin = host.replace(/\.cdn(\.digitaloceanspaces\.com)$/, '$1');
  return origin === host ? [host] : [host, origin];
}
