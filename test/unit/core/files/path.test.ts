import assert from 'node:assert/strict';
import { posix } from 'node:path';
import fc from 'fast-check';
import { pathOfFolder, pathOfObject, placeOf } from '../../../../src/core/files/path.ts';
import { byCategory, coreKeys } from '../../../support/oddKeys.ts';

const table: readonly (readonly [key: string, path: string])[] = [
  ['a', '/box/a'],
  ['dir/a b.txt', '/box/dir/a b.txt'],
  ['a//b', '/box/a/%/b'],
  ['/a', '/box/%/a'],
  ['a/', '/box/a/%'],
  ['/', '/box/%/%'],
  ['.', '/box/%.'],
  ['a/../b', '/box/a/%../b'],
  ['...', '/box/...'],
  ['%', '/box/%%'],
  ['%.', '/box/%%.'],
  ['%41/50%', '/box/%%41/50%'],
  ['a\\..\\b', '/box/a\\..\\b'],
  ['#a?b=c', '/box/#a?b=c'],
];

const segment = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('', '.', '..', '...', '%', '%%', '%.', '%..', '%2F', '\\', 'a', ' '),
  },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom(...'./%\\#?:;@&=+ aZ', ...Object.values(byCategory).flatMap((each) => [...each])),
      maxLength: 6,
    }),
  },
);
const anyKey = fc.array(segment, { minLength: 1, maxLength: 6 }).map((segments) => segments.join('/'));

/** Whether all that the editor may do to a path leaves it as it is. */
function isFirm(path: string): boolean {
  const segments = path.split('/').slice(1);
  return (
    posix.normalize(path) === path &&
    posix.join(posix.dirname(path), posix.basename(path)) === path &&
    segments.every((each) => !/^\.{0,2}$/.test(each)) &&
    decodeURIComponent(encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F')) === path
  );
}

describe('paths of the file system', () => {
  for (const [key, path] of table) {
    it(`${JSON.stringify(key)} is ${path}`, () => {
      assert.equal(pathOfObject('box', key), path);
      assert.deepEqual(placeOf(path), { kind: 'key', space: 'box', key });
    });
  }

  it('100,000 keys come back, by paths that nothing normalises', () => {
    const paths = new Set<string>();
    const check = (key: string) => {
      const path = pathOfObject('box', key);
      const place = placeOf(path);
      const isBack = place?.kind === 'key' && place.space === 'box' && place.key === key;
      if (!isBack || !isFirm(path)) assert.fail(`${JSON.stringify(key)} has the path ${path}`);
      paths.add(path);
    };
    for (const key of coreKeys) check(key);
    fc.assert(fc.property(anyKey, check), { numRuns: 100_000 });
    assert.ok(paths.size > 20_000, String(paths.size));
  });

  it('a folder has the path of what its name stands for, without a slash at the end', () => {
    assert.equal(pathOfFolder('box', ''), '/box');
    assert.equal(pathOfFolder('box', 'a/b/'), '/box/a/b');
    assert.equal(pathOfFolder('box', '/'), '/box/%');
    assert.deepEqual(placeOf('/box/%'), { kind: 'key', space: 'box', key: '' });
    assert.equal(pathOfFolder('box', 'a//'), pathOfObject('box', 'a/'));
  });

  it('the connection, a Space, and a slash at the end', () => {
    assert.deepEqual([placeOf(''), placeOf('/')], [{ kind: 'connection' }, { kind: 'connection' }]);
    assert.deepEqual([placeOf('/box'), placeOf('/box/')], Array(2).fill({ kind: 'space', space: 'box' }));
    assert.deepEqual(placeOf('/box/a/'), { kind: 'key', space: 'box', key: 'a' });
  });

  for (const path of [
    'box',
    '//',
    '//a',
    '/box//a',
    '/box/a//',
    '/box/./a',
    '/box/..',
    '/box/%a',
    '/box/%...',
    '/%',
  ]) {
    it(`nothing has the path ${path}`, () => assert.equal(placeOf(path), undefined));
  }

  it('of any path that stands for a key it is the only one', () => {
    const name = fc.oneof(
      segment,
      segment.map((each) => `%${each}`),
    );
    const anyPath = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => `/box/${names.join('/')}`);
    fc.assert(
      fc.property(anyPath, (path) => {
        const place = placeOf(path);
        if (place?.kind === 'key')
          assert.equal(pathOfObject(place.space, place.key), path.replace(/\/$/, ''));
      }),
      { numRuns: 5_000 },
    );
  });
});
