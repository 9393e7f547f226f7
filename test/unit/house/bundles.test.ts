import assert from 'node:assert/strict';
import { type Bundles, buildBundles, bytesOf } from '../../support/bundles.ts';

/** As the tools that print sizes count. */
const KB = 1024;

/** What both hosts load on first use. */
const PARTS = ['later.js', 'sharing.js', 'objects.js', 'files.js', 'phrases.js'];

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

  it('every file but the SDK is at most 150 KB', () => {
    for (const name of production.files.keys()) {
      if (name === 'sdk.js') continue;
      const bytes = bytesOf(production.files, [name]);
      assert.ok(bytes <= 150 * KB, `${name}: ${bytes} bytes`);
    }
  });

  it('no expression of a start has a class of Unicode: core/expression.ts', () => {
    for (const name of production.atStart) {
      const text = Buffer.from(production.files.get(name) ?? []).toString();
      assert.deepEqual(text.match(/\/[^/\s]*\\p\{[^/\n]*\/[a-z]*u/g), null, name);
    }
  });

  it('a start is two files, and a part at most three more', () => {
    for (const root of ['main.js', 'browser.js']) assert.equal(production.requires(root).length, 2, root);
    for (const part of [...PARTS, 'laterOnDesktop.js', 'transfers.js']) {
      const more = production.requires(part).filter((name) => !production.atStart.includes(name));
      assert.ok(more.length <= 3, more.join(', '));
    }
  });

  it('nothing is packed twice', () => {
    const packed = [...production.files.keys()]
      .filter((name) => !['sdk.js', 'web.js'].includes(name))
      .flatMap((name) => production.inputsOf(name));
    assert.deepEqual(
      packed.filter((input, at) => packed.indexOf(input) !== at),
      [],
    );
    assert.ok(packed.includes('src/compose.ts'));
  });

  it('what one file takes from another is there', () => {
    const textOf = (name: string) => Buffer.from(production.files.get(name) ?? []).toString();
    let count = 0;
    for (const name of production.files.keys()) {
      for (const [, taken = '', file = ''] of textOf(name).matchAll(/\{([^{}]+)\}=require\("\.\/(.+?)"\)/g)) {
        const [, given = ''] = /module\.exports=\{(.*?)\};/.exec(textOf(file)) ?? [];
        const names = new Set(given.split(',').map((each) => each.split(':')[0]));
        for (const each of taken.split(',')) {
          const [property = ''] = each.split(':');
          assert.ok(names.has(property), `${name} takes ${property} from ${file}`);
          count++;
        }
      }
    }
    assert.ok(count > 100);
  });

  it('no two files need each other to be loaded', () => {
    for (const name of production.files.keys()) {
      const needed = production.requires(name).filter((each) => each !== name);
      for (const each of needed) assert.ok(!production.requires(each).includes(name), `${name} and ${each}`);
    }
  });

  it('what a browser may read asks for nothing that is not there', () => {
    const names = new Set(['browser.js', ...PARTS].flatMap(production.requires));
    for (const name of names) {
      const text = Buffer.from(production.files.get(name) ?? []).toString();
      const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)]
        .map(([, found = '']) => found)
        .filter((found) => found !== 'vscode');
      for (const found of required)
        assert.ok(production.files.has(found.replace('./', '')), `${name}: ${found}`);
      const needs = /^\/\*needs (.*?)\*\//.exec(text)?.[1]?.split(' ') ?? [];
      const files = new Set(required.map((found) => found.replace('./', '')));
      assert.deepEqual(needs.sort(), [...files].sort(), name);
    }
  });

  it('the SDK is in sdk.js alone', () => {
    for (const [name, contents] of production.files) {
      const hasSdk = Buffer.from(contents).includes('S3 Accelerate');
      assert.equal(hasSdk, name === 'sdk.js', name);
    }
  });

  it('loads the SDK and every part on first use only', () => {
    for (const name of ['sdk.js', ...PARTS]) {
      assert.ok(production.files.has(name), name);
      assert.ok(!production.atStart.includes(name), name);
    }
  });
});
