import type { S3Client } from '@aws-sdk/client-s3';
import { Sha256 } from '@smithy/core/checksum';
import { parseUrl } from '@smithy/core/protocols';
import { fromUtf8, toBase64 } from '@smithy/core/serde';
import type { Credentials, SigningTarget } from '../../core/connection.ts';
import { defaultEndpointResolver } from './endpointRules.ts';

/**
 * What the SDK's presigners look for in a client, for one Space: its rules for addresses, and all that a client would
 * otherwise look for in `AWS_*` variables and the user's AWS files.
 */
export function presignerConfig(target: SigningTarget, space: string): S3Client['config'] {
  const endpoint = parseUrl(target.endpoint);
  const config = {
    serviceId: 'S3',
    endpoint: async () => endpoint,
    isCustomEndpoint: true,
    // Dotted names go by path over plain HTTP too, where the SDK would put them into the host name.
    forcePathStyle: target.addressing === 'path' || space.includes('.'),
    region: async () => target.region,
    credentials: async () => identity(target.credentials),
    useFipsEndpoint: async () => false,
    useDualstackEndpoint: async () => false,
    useGlobalEndpoint: false,
    useAccelerateEndpoint: false,
    useArnRegion: async () => false,
    disableMultiregionAccessPoints: async () => false,
    disableS3ExpressSessionAuth: async () => true,
    clientContextParams: {},
    endpointProvider: (params: EndpointParameters) =>
      signedFor(target.region, defaultEndpointResolver({ ...params, Region: anyRegion })),
    sha256: Sha256,
    base64Encoder: toBase64,
    utf8Decoder: fromUtf8,
    systemClockOffset: 0,
  };
  return config as unknown as S3Client['config'];
}

type EndpointParameters = Parameters<typeof defaultEndpointResolver>[0];
type Address = ReturnType<typeof defaultEndpointResolver>;

/**
 * The SDK takes only host labels as regions, though with an endpoint of one's own the region stands in the signature
 * alone, and other stores' regions may be anything.
 */
const anyRegion = 'us-east-1';

function signedFor(region: string, { properties, ...address }: Address): Address {
  const schemes = (properties?.authSchemes ?? []) as readonly object[];
  const authSchemes = schemes.map((scheme) => ({ ...scheme, signingRegion: region }));
  return { ...address, properties: { ...properties, authSchemes } } as Address;
}

function identity({ accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
