import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { type Bundles, buildBundles } from '../support/bundles.ts';
import { packageExtension } from '../support/editor/vsix.ts';
import { readZip } from '../support/readZip.ts';

describe('the VSIX', function () {
  this.timeout(120_000);
  let path: string;
  let files: ReadonlyMap<string, Buffer>;
  let production: Bundles;

  before(async () => {
    [path, production] = await Promise.all([packageExtension(), buildBundles({ production: true })]);
    files = await readZip(path);
  });

  it('is at most 450 KB', async () => {
    const { size } = await stat(path);
    assert.ok(size <= 450 * 1024, `${size} bytes`);
  });

  it('holds what is needed and nothing else', () => {
    const names = [...files.keys()].map((name) => name.replace(/^extension\//, ''));
    const others = names.filter((name) => !/^(dist|l10n)\//.test(name));
    assert.deepEqual(others.sort(), [
      'LICENSE.txt',
      '[Content_Types].xml',
      'changelog.md',
      'extension.vsixmanifest',
      'media/icon.png',
      'media/spaceport.svg',
      'package.json',
      'package.nls.json',
      'readme.md',
    ]);
    const parts = names.filter((name) => name.startsWith('dist/')).map((name) => name.replace('dist/', ''));
    assert.deepEqual(parts.sort(), [...production.files.keys()].sort());
  });

  it('fault 20: its bundles are the minified ones: the flag in package.json is the flag that the build reads', async () => {
    for (const [name, contents] of production.files) {
      assert.ok(files.get(`extension/dist/${name}`)?.equals(contents), `${name} is not the minified one`);
    }
    const plain = (await buildBundles({ production: false })).files.get('main.js');
    const minified = production.files.get('main.js');
    assert.ok(plain && minified && minified.length * 2 < plain.length, 'minifying has an effect');
  });
});
