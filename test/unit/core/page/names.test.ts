import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uploadProblem } from '../../../../src/core/keyRules.ts';
import { pageFileName } from '../../../../src/core/page/fileName.ts';
import { commonFolder } from '../../../../src/core/page/paths.ts';
import { numbered, storedPath } from '../../../../src/core/page/script/names.ts';
import { oddWords } from '../../../support/oddWords.ts';

const word = fc.oneof(fc.constantFrom(...oddWords), fc.string({ unit: 'binary', maxLength: 12 }));
const path = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

describe('names on the receiver’s page', () => {
  for (const [given, stored] of [
    ['report.pdf', 'report.pdf'],
    ['semi;colon="x"&y', 'semi;colon="x"&y'],
    [' edge ', 'edge'],
    ['tab\there', 'tab_here'],
    ['back\\slash', 'back_slash'],
    ['a\u202egpj.exe', 'a_gpj.exe'],
    ['e\u0301.txt', 'é.txt'],
    ['👩‍🚀.png', '👩‍🚀.png'],
    ['half\ud800', 'half_'],
    ['x' + '$' + '{filename}', 'x_filename_'],
    ['folder/ sub /file', 'folder/sub/file'],
    ['..', ''],
    ['a/../b', ''],
    ['a//b', ''],
    ['', ''],
    ['   ', ''],
  ] as const) {
    it(`${JSON.stringify(given)} is stored as ${JSON.stringify(stored)}`, () =>
      assert.equal(storedPath(given), stored));
  }

  it('whatever a file is called, below a prefix its key can be uploaded', () => {
    fc.assert(
      fc.property(path, (given) => {
        const stored = storedPath(given);
        if (stored === '') return;
        assert.equal(uploadProblem(`box/${stored}`), undefined);
        assert.doesNotMatch(stored, /[\p{Cc}\\]|(^|\/)\.{0,2}(\/|$)/u);
        assert.equal(storedPath(stored), stored, 'once is enough');
      }),
      { numRuns: 2000 },
    );
  });

  it('a name that was taken gets a number in front of its extension', () => {
    const names = new Set<string>();
    const given = [
      'a.txt',
      'a.txt',
      'a.txt',
      'd/a.b/c',
      'd/a.b/c',
      '.env',
      '.env',
      'a.tar.gz',
      'a.tar.gz',
      '',
    ];
    assert.deepEqual(
      given.map((each) => numbered(each, names)),
      [
        'a.txt',
        'a (2).txt',
        'a (3).txt',
        'd/a.b/c',
        'd/a.b/c (2)',
        '.env',
        '.env (2)',
        'a.tar.gz',
        'a.tar (2).gz',
        '',
      ],
    );
  });

  for (const [keys, folder] of [
    [['a/b/c', 'a/b/d'], 'a/b/'],
    [['a/b/c', 'a/x'], 'a/'],
    [['a/b', 'a/b/c'], 'a/'],
    [['a/', 'a/b'], ''],
    [['x'], ''],
    [['x/y/'], 'x/'],
    [['ab/c', 'ac/d'], ''],
    [['/a', 'b'], ''],
    [['/a', '/b'], '/'],
  ] as const) {
    it(`${keys.join(' and ')} have ${JSON.stringify(folder)} in common`, () =>
      assert.equal(commonFolder(keys), folder));
  }

  for (const [name, file] of [
    ['reports', 'reports.html'],
    ['a<b>:"c|d?*e\\f/g', 'a_b___c_d__e_f_g.html'],
    ['..', 'page.html'],
    ['CON', 'page-CON.html'],
    ['a\u202eb\n', 'a_b_.html'],
    [' x. ', 'x.html'],
    ['', 'page.html'],
  ] as const) {
    it(`${JSON.stringify(name)} is saved as ${file}`, () => assert.equal(pageFileName(name), file));
  }
});
