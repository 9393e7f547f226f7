import type { Found, Tool } from './found.ts';
import { foundFrom } from './place.ts';
import type { Environment } from './tools.ts';

/** Names that variables of one family have, those that win first. */
interface Family {
  /** As shown. */
  readonly part: string;
  /** Key ID and secret: the first pair that is whole. */
  readonly pairs: readonly (readonly [id: string, secret: string])[];
  readonly token: readonly string[];
  readonly endpoint: readonly string[];
  readonly region: readonly string[];
  readonly bucket: readonly string[];
}

/** The AWS tools' own, with those of Laravel and django-storages. */
const AWS: Family = {
  part: 'AWS_…',
  pairs: [
    ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    ['AWS_S3_ACCESS_KEY_ID', 'AWS_S3_SECRET_ACCESS_KEY'],
  ],
  token: ['AWS_SESSION_TOKEN'],
  endpoint: [
    'AWS_ENDPOINT_URL_S3',
    'AWS_ENDPOINT_URL',
    'AWS_S3_ENDPOINT_URL',
    'AWS_ENDPOINT',
    'S3_ENDPOINT_URL',
  ],
  region: ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_S3_REGION_NAME'],
  bucket: ['AWS_BUCKET', 'AWS_STORAGE_BUCKET_NAME'],
};

/** What DigitalOcean's own tools read (`SPACES_ACCESS_KEY_ID`), and what applications call the same. */
function spacesFamily(prefix: string): Family {
  const named = (...names: readonly string[]) => names.map((name) => `${prefix}${name}`);
  return {
    part: `${prefix}…`,
    pairs: [
      [`${prefix}ACCESS_KEY_ID`, `${prefix}SECRET_ACCESS_KEY`],
      [`${prefix}ACCESS_KEY`, `${prefix}SECRET_KEY`],
      [`${prefix}KEY`, `${prefix}SECRET`],
    ],
    token: named('SESSION_TOKEN'),
    endpoint: named('ENDPOINT', 'ENDPOINT_URL'),
    region: named('REGION'),
    bucket: named('BUCKET', 'BUCKET_NAME', 'NAME'),
  };
}

const FAMILIES: readonly Family[] = [AWS, ...['SPACES_', 'DO_SPACES_', 'S3_'].map(spacesFamily)];

/** A connection of each family of which a key ID or a secret is there. */
export function readVariables(
  variables: Environment,
  from: { readonly tool: Tool; readonly path?: string | undefined },
): readonly Found[] {
  const first = (names: readonly string[]) => names.map((name) => variables[name]).find(Boolean);
  return FAMILIES.flatMap(({ part, pairs, ...names }): readonly Found[] => {
    const isWhole = ([id, secret]: readonly [string, string]) => variables[id] && variables[secret];
    const isThere = ([id, secret]: readonly [string, string]) => variables[id] || variables[secret];
    const pair = pairs.find(isWhole) ?? pairs.find(isThere);
    if (pair === undefined) return [];
    return [
      foundFrom({
        ...from,
        part,
        accessKeyId: variables[pair[0]],
        secretAccessKey: variables[pair[1]],
        sessionToken: first(names.token),
        endpoint: first(names.endpoint),
        region: first(names.region),
        bucket: first(names.bucket),
        addressing: isTrue(variables.AWS_USE_PATH_STYLE_ENDPOINT) && part === AWS.part ? 'path' : undefined,
      }),
    ];
  });
}

function isTrue(text: string | undefined): boolean {
  return /^(?:true|1|yes|on)$/i.test(text ?? '');
}
