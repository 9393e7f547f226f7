import assert from 'node:assert/strict';
import {
  accessKeyProblem,
  freeName,
  isConnectionId,
  nameProblem,
  newConnectionId,
  readSpaceNames,
  regionProblem,
  secretProblem,
  spaceNameProblem,
} from '../../../src/core/connectionRules.ts';
import { endpointOf, isRegionSlug, readSpacesHost, spacesRegions } from '../../../src/core/regions.ts';

const none = () => false;

describe('rules of connections', () => {
  it('makes ids of ten lower-case letters and digits, none twice', () => {
    const numbers = [...Array.from({ length: 10 }, () => 0), ...Array.from({ length: 10 }, () => 0.999999)];
    const id = newConnectionId(
      () => numbers.shift() ?? 0.5,
      (candidate) => candidate === 'aaaaaaaaaa',
    );
    assert.equal(id, '9999999999');
    for (let count = 0; count < 200; count++) assert.ok(isConnectionId(newConnectionId(Math.random, none)));
  });

  it('numbers a name that is taken', () => {
    const taken = new Set(['Work', 'Work 2', 'Home 7']);
    const has = (name: string) => taken.has(name);
    assert.equal(freeName('Play', has), 'Play');
    assert.equal(freeName('Work', has), 'Work 3');
    assert.equal(freeName('Home 7', has), 'Home 2');
  });

  it('checks names', () => {
    const taken = (name: string) => name === 'Work';
    assert.equal(nameProblem(' Home ', taken), undefined);
    assert.match(nameProblem(' Work ', taken) ?? '', /Another connection/);
    assert.match(nameProblem('  ', none) ?? '', /Give the connection a name/);
    assert.match(nameProblem('a\tb', none) ?? '', /control characters/);
    assert.equal(nameProblem('🪣'.repeat(100), none), undefined);
    assert.match(nameProblem('x'.repeat(101), none) ?? '', /at most 100/);
  });

  it('checks the parts of a credential scope', () => {
    for (const region of ['us-east-1', 'nyc3', 'default', 'eu_1', ' auto '])
      assert.equal(regionProblem(region), undefined, region);
    for (const region of ['', ' ', 'a/b', 'a b', 'ü', 'x'.repeat(65)])
      assert.notEqual(regionProblem(region), undefined, region);
    for (const key of ['DO00EXAMPLE', ' AKIA0123 ', 'minio-admin', 'a+b=c'])
      assert.equal(accessKeyProblem(key), undefined, key);
    for (const key of ['', ' ', 'a b', 'a/b', 'a,b', 'schlüssel', 'a\nb'])
      assert.notEqual(accessKeyProblem(key), undefined, key);
    assert.match(accessKeyProblem('dop_v1_0123456789abcdef') ?? '', /API token/);
    for (const secret of ['x', ' a/b+c= ', 'ü']) assert.equal(secretProblem(secret), undefined, secret);
    for (const secret of ['', '  ', 'a\nb']) assert.notEqual(secretProblem(secret), undefined, secret);
  });

  it('checks names of Spaces by where they stand', () => {
    const rows: readonly [name: string, virtual: boolean, path: boolean][] = [
      ['my-space', true, true],
      ['a.b.c', true, true],
      ['abc', true, true],
      ['ab', false, false],
      ['x'.repeat(63), true, true],
      ['x'.repeat(64), false, true],
      ['x'.repeat(256), false, false],
      ['My_Space', false, true],
      ['a..b', false, false],
      ['-ab', false, false],
      ['ab-', false, false],
      ['a/b', false, false],
      ['ünde', false, false],
      ['a b c', false, false],
      ['', false, false],
    ];
    for (const [name, virtual, path] of rows) {
      assert.equal(spaceNameProblem(name, 'virtual') === undefined, virtual, `${name} virtual`);
      assert.equal(spaceNameProblem(name, 'path') === undefined, path, `${name} path`);
    }
  });

  it('shows a hostile name of a Space as text', () => {
    const problem = spaceNameProblem('[x](command:workbench.action.quit) $(trash)', 'path') ?? '';
    assert.doesNotMatch(problem, /\]\(|\$\(/);
  });

  it('reads lists of Spaces', () => {
    assert.deepEqual(readSpaceNames(' one, two;three\nfour  one ,'), ['one', 'two', 'three', 'four']);
    assert.deepEqual(readSpaceNames(' , '), []);
  });
});

describe('regions of DigitalOcean', () => {
  it('lists each once, each with a city', () => {
    const slugs = spacesRegions().map(({ slug }) => slug);
    assert.equal(new Set(slugs).size, 11);
    assert.ok(slugs.every(isRegionSlug));
    assert.ok(spacesRegions().every(({ city }) => city !== ''));
  });

  it('takes regions that come later, and nothing that is none', () => {
    assert.ok(isRegionSlug('ric1'));
    for (const slug of ['', 'NYC3', 'nyc', 'nyc33', 'nyc3.evil.com', 'us-east-1'])
      assert.ok(!isRegionSlug(slug), slug);
  });

  it('reads and makes hosts', () => {
    assert.equal(endpointOf('nyc3'), 'https://nyc3.digitaloceanspaces.com');
    assert.deepEqual(readSpacesHost('nyc3.digitaloceanspaces.com'), { slug: 'nyc3', space: undefined });
    assert.equal(readSpacesHost('nyc3.digitaloceanspaces.com.evil.com'), undefined);
    assert.equal(readSpacesHost('evildigitaloceanspaces.com'), undefined);
  });
});
