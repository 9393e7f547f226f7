import assert from 'node:assert/strict';
import { type Bundles, buildBundles, bytesOf } from '../../support/bundles.ts';

/** As the tools that print sizes count. */
const KB = 1024;

describe('the bundles', function () {
  this.timeout(20_000);
  let production: Bundles;

  before(async () => {
    production = await buildBundles({ production: true });
  });

  it('main.js, with what it requires at once, is at most 60 KB', () => {
    const bytes = bytesOf(production.files, production.atStart);
    assert.ok(bytes <= 60 * KB, `${bytes} bytes in ${production.atStart.join(', ')}`);
  });

  it('web.js is at most 150 KB', () => {
    const bytes = bytesOf(production.files, ['web.js']);
    assert.ok(bytes <= 150 * KB, `${bytes} bytes`);
  });

  for (const name of ['sharing.web.js', 'phrases.web.js']) {
    it(`${name} is at most 150 KB, and takes errors and texts from web.js`, () => {
      const bytes = bytesOf(production.files, [name]);
      assert.ok(bytes <= 150 * KB, `${bytes} bytes`);
      assert.doesNotMatch(
        Buffer.from(production.files.get(name) ?? []).toString(),
        /class \w+ extends Error/,
      );
    });
  }

  it('the SDK is in sdk.js alone', () => {
    for (const [name, contents] of production.files) {
      const hasSdk = Buffer.from(contents).includes('AWS_SDK_UA_APP_ID');
      assert.equal(hasSdk, name === 'sdk.js', name);
    }
  });

  it('loads sdk.js, later.js, sharing.js and phrases.js on first use only', () => {
    for (const name of ['sdk.js', 'later.js', 'sharing.js', 'phrases.js']) {
      assert.ok(production.files.has(name), name);
      assert.ok(!production.atStart.includes(name), name);
    }
  });
});
