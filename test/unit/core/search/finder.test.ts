import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Finder } from '../../../../src/core/search/finder.ts';
import { pathOf } from '../../../../src/core/search/found.ts';
import { matcherOf } from '../../../../src/core/search/matches.ts';
import { compareKeys } from '../../../../src/core/walk/keyOrder.ts';
import { folder } from '../../../support/fakes/listing.ts';

function find(words: string, prefix: string, keys: readonly string[]): string[] {
  const finder = new Finder(folder(prefix), matcherOf(words));
  const entries = keys.map((key) => ({ key, size: 1, lastModified: 0, etag: '' }));
  return entries.flatMap((entry) =>
    [...finder.look(entry)].map((found) => `${'key' in found ? '' : 'folder '}${pathOf(found)}`),
  );
}

describe('what is found in a folder', () => {
  it('objects and folders by their names, each folder once, before what is in it', () => {
    const keys = ['photos.txt', 'photos/2025/photos.jpg', 'photos/2026/a.jpg', 'x/photos/b'];
    assert.deepEqual(find('photos', '', keys), [
      'photos.txt',
      'folder photos/',
      'photos/2025/photos.jpg',
      'folder x/photos/',
    ]);
    assert.deepEqual(find('2026', '', keys), ['folder photos/2026/']);
  });

  it('by the path below the place alone, and never the place itself', () => {
    const keys = ['photos/', 'photos/a', 'photos/photos/b'];
    assert.deepEqual(find('photos', 'photos/', keys), ['folder photos/photos/']);
    assert.deepEqual(find('*', 'photos/', keys), ['photos/a', 'folder photos/photos/', 'photos/photos/b']);
  });

  it('of a place that is no whole folder what begins with it', () => {
    assert.deepEqual(find('t', 'pho', ['photos/a', 'photo-t']), ['folder photos/', 'photo-t']);
  });

  it("a folder's own marker is the folder", () => {
    assert.deepEqual(find('a', '', ['a/', 'a/b/', 'b/a/']), ['folder a/', 'folder b/a/']);
  });

  it('odd names', () => {
    assert.deepEqual(find('/', '', ['/', '//', '//x', 'a//b']), [
      'folder /',
      'folder //',
      'folder a/',
      'folder a//',
    ]);
    assert.deepEqual(find('..', '', ['../..', 'a/../b']), ['folder ../', '../..', 'folder a/../']);
  });

  it('as looking at each path does, whatever the keys', () => {
    const part = fc.constantFrom('a', 'ab', 'b', '', 'A', 'é', '.');
    const keys = fc.array(
      fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/')),
      { maxLength: 30 },
    );
    const words = fc.constantFrom('a', 'b', 'a/', 'b/a', '*', '*/', 'a*', '**/a', '/');
    fc.assert(
      fc.property(keys, words, (all, typed) => {
        const unique = [...new Set(all)].filter((key) => key !== '').sort(compareKeys);
        const paths = new Set(unique.flatMap((key) => pathsOf(key)).filter(matcherOf(typed)));
        const found = find(typed, '', unique);
        assert.deepEqual(new Set(found.map((each) => each.replace('folder ', ''))), paths);
        assert.equal(found.length, new Set(found).size);
      }),
    );
  });
});

/** All folders on the way, and the object where it is no folder's marker. */
function pathsOf(key: string): string[] {
  const folders = [...key.matchAll(/\//g)].map(({ index }) => key.slice(0, index + 1));
  return key.endsWith('/') ? folders : [...folders, key];
}
