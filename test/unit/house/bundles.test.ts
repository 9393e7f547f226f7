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

  it('what a browser reads before a person has done anything is at most 70 KB', () => {
    const names = ['web.js', ...production.requires('browser.js')];
    const bytes = bytesOf(production.files, names);
    assert.ok(bytes <= 70 * KB, `${bytes} bytes in ${names.join(', ')}`);
  });

  for (const name of ['web.js', 'later.js', 'sharing.js', 'phrases.js']) {
    it(`${name} is at most 150 KB`, () => {
      const bytes = bytesOf(production.files, [name]);
      assert.ok(bytes <= 150 * KB, `${bytes} bytes`);
    });
  }

  it('what a browser may read asks for nothing that is not there', () => {
    for (const part of ['browser.js', 'later.js', 'sharing.js', 'phrases.js']) {
      for (const name of production.requires(part)) {
        const text = Buffer.from(production.files.get(name) ?? []).toString();
        const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, found = '']) => found);
        for (const found of required)
          assert.ok(found === 'vscode' || production.files.has(found.replace('./', '')), `${name}: ${found}`);
        const needs = /^\/\*needs (.*?)\*\//.exec(text)?.[1]?.split(' ') ?? [];
        assert.deepEqual(
          needs.sort(),
          required
            .filter((found) => found !== 'vscode')
            .map((found) => found.replace('./', ''))
            .sort(),
          name,
        );
      }
    }
  });

  it('the SDK is in sdk.js alone', () => {
    for (const [name, contents] of production.files) {
      const hasSdk = Buffer.from(contents).includes('S3 Accelerate');
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
