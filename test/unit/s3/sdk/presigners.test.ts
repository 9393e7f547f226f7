import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeHashing } from '../../../../src/platform/node.ts';
import { createSigner } from '../../../../src/s3/signer.ts';
import { hostileAws } from '../../../support/hostileAws.ts';
import { seedForm, seedLink } from '../../../support/signingRequests.ts';

const script = fileURLToPath(new URL('../../../support/presignSeed.ts', import.meta.url));

describe('the SDK’s presigners', () => {
  for (const name of ['variables', 'files'] as const) {
    it(`do not heed hostile AWS ${name}`, async () => {
      const env = hostileAws(name);
      const { stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
      assert.equal(stderr, '');
      const signer = createSigner(nodeHashing);
      const own = { url: await signer.signUrl(seedLink), form: await signer.signPost(seedForm) };
      assert.deepEqual(JSON.parse(stdout), own);
    });
  }
});
