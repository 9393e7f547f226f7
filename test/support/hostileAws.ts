import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './scratch.mjs';

/** Variables that bend or break an SDK client that leaves a choice open; `no-such` is no value that they may have. */
const variables = {
  AWS_ACCESS_KEY_ID: 'AKIAHOSTILE',
  AWS_SECRET_ACCESS_KEY: 'hostile',
  AWS_SESSION_TOKEN: 'hostile',
  AWS_PROFILE: 'no-such',
  AWS_REGION: 'hostile-region',
  AWS_DEFAULT_REGION: 'hostile-region',
  AWS_CA_BUNDLE: '/no/such/file',
  AWS_ENDPOINT_URL: 'http://hostile.invalid',
  AWS_ENDPOINT_URL_S3: 'http://hostile.invalid',
  AWS_USE_FIPS_ENDPOINT: 'true',
  AWS_USE_DUALSTACK_ENDPOINT: 'true',
  AWS_S3_USE_ARN_REGION: 'no-such',
  AWS_S3_DISABLE_EXPRESS_SESSION_AUTH: 'no-such',
  AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS: 'no-such',
  AWS_S3_US_EAST_1_REGIONAL_ENDPOINT: 'no-such',
  AWS_REQUEST_CHECKSUM_CALCULATION: 'no-such',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'no-such',
  AWS_DEFAULTS_MODE: 'no-such',
  AWS_RETRY_MODE: 'no-such',
  AWS_MAX_ATTEMPTS: 'no-such',
  AWS_AUTH_SCHEME_PREFERENCE: 'no-such',
  AWS_SIGV4A_SIGNING_REGION_SET: '*',
};
const config = [
  '[default]',
  'use_fips_endpoint = true',
  's3_use_arn_region = no-such',
  'endpoint_url = http://hostile.invalid',
];

/** The whole environment of a process, in which AWS files, or these and variables too, try to bend an SDK client. */
export function hostileAws(by: 'variables' | 'files'): NodeJS.ProcessEnv {
  const file = join(scratchFolder('aws'), 'config');
  writeFileSync(file, config.join('\n'));
  const files = { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: file };
  return { PATH: process.env.PATH, ...files, ...(by === 'variables' ? variables : {}) };
}
