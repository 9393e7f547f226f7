import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as presigners from '../../../../src/s3/sdk/presigners.ts';
import { buildBundles } from '../../../support/bundles.ts';
import { scratchFolder } from '../../../support/scratch.mjs';
import { seedForm, seedLink } from '../../../support/signingRequests.ts';

const require = createRequire(import.meta.url);

describe('the witness as it is packaged, with a part of the SDK’s client alone', function () {
  this.timeout(20_000);
  let packaged: typeof presigners;

  before(async () => {
    const { files } = await buildBundles({ production: true });
    const file = join(scratchFolder('sdk'), 'sdk.cjs');
    writeFileSync(file, files.get('sdk.js') ?? '');
    packaged = require(file);
  });

  const hosts = [
    { endpoint: 'https://nyc3.digitaloceanspaces.com', addressing: 'virtual' },
    { endpoint: 'https://s3.eu-central-1.amazonaws.com', addressing: 'virtual' },
    { endpoint: 'http://127.0.0.1:9000', addressing: 'path' },
    { endpoint: 'http://[::1]:9000', addressing: 'virtual' },
    { endpoint: 'https://minio.example.com:8443', addressing: 'virtual' },
  ] as const;
  const spaces = [
    ...['photos', 'with.dots', 'Upper_case', 'ab', 'x'.repeat(64)],
    // What AWS has rules of its own for.
    ...['photos--x-s3', 'photos--usw2-az1--x-s3', 'photos-o01234567890123456789012345678901--op-s3'],
    ...['arn:aws:s3:us-west-2:123456789012:accesspoint:photos', 'arn:aws-cn:s3:cn-north-1:1:accesspoint:a'],
  ];

  for (const host of hosts) {
    for (const space of spaces) {
      it(`signs as the whole SDK does: ${host.addressing} ${host.endpoint}, Space ${space.slice(0, 12)}`, async () => {
        const place = { connection: { ...seedLink.connection, ...host, region: 'odd region!' }, space };
        const link = { ...seedLink, ...place, key: 'a b/ü?#%+&=\'"😀' };
        const form = { ...seedForm, ...place };
        const put = { ...link, headers: [['content-type', 'image/png']] as const };
        const answers = ({ presignUrl, presignPost, presignPut }: typeof presigners) =>
          Promise.all([presignUrl(link), presignPost(form), presignPut(put)].map(settled));
        assert.deepEqual(await answers(packaged), await answers(presigners));
      });
    }
  }
});

/** What it gives, or why not. */
function settled(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error: unknown) => String(error));
}
