import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addEntries, type FileKind, kindAt } from '../../../../src/core/files/entries.ts';
import { pathOfFolder, pathOfObject } from '../../../../src/core/files/path.ts';

interface Listed {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
}

/** Of one level, whose pages are these. */
function entriesIn(prefix: string, ...pages: readonly Listed[]): ReadonlyMap<string, FileKind> {
  const entries = new Map<string, FileKind>();
  for (const { keys, prefixes } of pages)
    addEntries(entries, prefix, { objects: keys.map((key) => ({ key })), prefixes });
  return entries;
}

describe('entries of a folder', () => {
  it('files and folders by their names', () => {
    const listed = { keys: ['in/a', 'in/..', 'in/%'], prefixes: ['in/b/', 'in//', 'in/./'] };
    assert.deepEqual(Object.fromEntries(entriesIn('in/', listed)), {
      '%': 'folder',
      '%%': 'file',
      '%.': 'folder',
      '%..': 'file',
      a: 'file',
      b: 'folder',
    });
  });

  it('fault 17: an object and a folder of one name: the object is shown, what is in the folder has its paths', () => {
    const [object, folder] = [
      { keys: ['a'], prefixes: [] },
      { keys: [], prefixes: ['a/'] },
    ];
    for (const pages of [[{ keys: ['a'], prefixes: ['a/'] }], [object, folder], [folder, object]])
      assert.deepEqual([...entriesIn('', ...pages)], [['a', 'file']]);
    assert.equal(kindAt('a', { isObject: true, isFolder: true }), 'file');
    assert.deepEqual([...entriesIn('a/', { keys: ['a/x'], prefixes: [] })], [['x', 'file']]);
  });

  it("a folder's marker is no entry, and stands behind a folder without a name", () => {
    assert.deepEqual([...entriesIn('a/', { keys: ['a/'], prefixes: [] })], []);
    assert.deepEqual([...entriesIn('a/', { keys: ['a/'], prefixes: ['a//'] })], [['%', 'folder']]);
    assert.equal(kindAt('a/', { isObject: true, isFolder: true }), 'folder');
    assert.equal(kindAt('a/', { isObject: true, isFolder: false }), 'file');
    assert.equal(kindAt('', { isObject: false, isFolder: true }), 'folder');
    assert.equal(kindAt('a', { isObject: false, isFolder: false }), undefined);
  });

  it('every name leads to its path, and none can be swallowed', () => {
    const segment = fc.constantFrom('', '.', '..', '%', '%.', 'a', '\\', 'a b');
    const segments = fc.array(segment, { maxLength: 3 });
    fc.assert(
      fc.property(segments, fc.array(segment), fc.array(segment), (above, files, folders) => {
        const prefix = above.map((each) => `${each}/`).join('');
        const keys = files.map((each) => prefix + each);
        const prefixes = folders.map((each) => `${prefix}${each}/`);
        for (const [name, kind] of entriesIn(prefix, { keys, prefixes })) {
          assert.doesNotMatch(name, /^\.{0,2}$|\//);
          const path = `${pathOfFolder('box', prefix)}/${name}`;
          const all =
            kind === 'file'
              ? keys.map((key) => pathOfObject('box', key))
              : prefixes.map((each) => pathOfFolder('box', each));
          assert.ok(all.includes(path), path);
        }
      }),
    );
  });
});
