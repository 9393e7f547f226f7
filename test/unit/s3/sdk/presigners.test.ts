import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeHashing } from '../../../../src/platform/node.ts';
import { createSigner } from '../../../../src/s3/signer.ts';
import { seedForm, seedLink } from '../../../support/signingRequests.ts';

const script = fileURLToPath(new URL('../../../support/presignSeed.ts', import.meta.url));

/** Variables that bend or break an SDK client that leaves a choice open; `no-such` is no value that they may have. */
const hostile = {
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

describe('the SDK’s presigners', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'spaceport-aws-'));
    writeFileSync(join(folder, 'config'), config.join('\n'));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, variables] of Object.entries({ variables: hostile, files: {} })) {
    it(`do not heed hostile AWS ${name}`, async () => {
      const files = {
        AWS_CONFIG_FILE: join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'config'),
      };
      const env = { PATH: process.env.PATH, ...files, ...variables };
      const { stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
      assert.equal(stderr, '');
      const signer = createSigner(nodeHashing);
      const own = { url: await signer.signUrl(seedLink), form: await signer.signPost(seedForm) };
      assert.deepEqual(JSON.parse(stdout), own);
    });
  }
});
