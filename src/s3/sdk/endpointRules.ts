import { S3Client } from '@aws-sdk/client-s3';

/**
 * The SDK's rules for addresses, which it gives away with a client alone. The bundle takes them from where the SDK keeps
 * them (`esbuild.js`): the client around them is as large as all else together.
 */
export const { endpointProvider: defaultEndpointResolver } = new S3Client({
  region: 'us-east-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  useArnRegion: false,
  disableS3ExpressSessionAuth: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  defaultsMode: 'standard',
  retryMode: 'standard',
  maxAttempts: 1,
}).config;
