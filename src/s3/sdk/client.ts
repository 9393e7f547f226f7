import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { Credentials, SigningTarget } from '../../core/connection.ts';

/**
 * A client for one Space. Everything that the SDK would otherwise look for in `AWS_*` variables and the user's AWS files
 * is given.
 */
export function sdkClient(target: SigningTarget, space: string, more: S3ClientConfig = {}): S3Client {
  const client = new S3Client({
    endpoint: target.endpoint,
    // Dotted names go by path over plain HTTP too, where the SDK would put them into the host name.
    forcePathStyle: target.addressing === 'path' || space.includes('.'),
    region: anyRegion,
    credentials: identity(target.credentials),
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    useArnRegion: false,
    disableS3ExpressSessionAuth: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    defaultsMode: 'standard',
    retryMode: 'standard',
    maxAttempts: 1,
    ...more,
  });
  const { endpointProvider } = client.config;
  return Object.assign(client, {
    config: {
      ...client.config,
      region: async () => target.region,
      endpointProvider: (params: Parameters<typeof endpointProvider>[0]) =>
        signedFor(target.region, endpointProvider({ ...params, Region: anyRegion })),
    },
  });
}

/**
 * The SDK takes only host labels as regions, though with an endpoint of one's own the region stands in the signature
 * alone, and other stores' regions may be anything.
 */
const anyRegion = 'us-east-1';

type Address = ReturnType<S3Client['config']['endpointProvider']>;

function signedFor(region: string, { properties, ...address }: Address): Address {
  const schemes = (properties?.authSchemes ?? []) as readonly object[];
  const authSchemes = schemes.map((scheme) => ({ ...scheme, signingRegion: region }));
  return { ...address, properties: { ...properties, authSchemes } } as Address;
}

function identity({ accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
