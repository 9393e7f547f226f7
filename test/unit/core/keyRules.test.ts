import assert from 'node:assert/strict';
import {
  byteLength,
  defaultFileName,
  fileProblem,
  hasDotSegment,
  hasEdgeWhitespace,
  lastSegment,
  linkProblem,
  uploadProblem,
} from '../../../src/core/keyRules.ts';
import { FILENAME } from '../../../src/core/policy.ts';

const odd = [
  'a//b',
  '/a',
  '//a',
  'dir/',
  ' a',
  'a ',
  '\u00a0a',
  'a\tb',
  '漢字 🚀',
  '%2e%2e',
  '...',
  'a..',
  '.a/b.',
  '$',
  '\\..\\',
  'é'.repeat(512),
];

describe('what a key may be', () => {
  it('links every key that servers give back', () => {
    for (const key of odd) assert.equal(linkProblem(key), undefined, key);
  });

  it('uploads to every key but those that a form changes', () => {
    for (const key of odd.filter((key) => key !== ' a' && key !== 'a ')) {
      assert.equal(uploadProblem(key), undefined, key);
    }
  });

  const refused: [kind: string, key: string, link: boolean, upload: boolean][] = [
    ['empty', '', true, true],
    ['nul', 'a\0b', true, true],
    ['notText', 'a\ud83d', true, true],
    ['notText', '\ude00a', true, true],
    ['tooLong', 'a'.repeat(1025), true, true],
    ['tooLong', `${'é'.repeat(512)}a`, true, true],
    ['dotSegment', '..', true, false],
    ['dotSegment', './a', true, false],
    ['dotSegment', 'a/../b', true, false],
    ['dotSegment', 'a/.', true, false],
    ['edgeSpace', ' a', false, true],
    ['edgeSpace', 'a\n', false, true],
    ['edgeSpace', '\v', false, true],
    ['placeholder', `in/${FILENAME}`, false, true],
    ['placeholder', `${FILENAME}.zip`, false, true],
  ];
  for (const [kind, key, link, upload] of refused) {
    it(`tells ${kind} of ${JSON.stringify(key.slice(0, 12))}`, () => {
      assert.equal(linkProblem(key)?.kind, link ? kind : undefined);
      assert.equal(uploadProblem(key)?.kind, upload ? kind : undefined);
      for (const problem of [linkProblem(key), uploadProblem(key)]) {
        if (problem) assert.match(problem.message, /^[A-Z].*\.$/);
      }
    });
  }
});

describe('parts of a key', () => {
  it('knows dot segments from dots', () => {
    assert.deepEqual(['.', 'a/..', '../a', 'a/./b'].map(hasDotSegment), [true, true, true, true]);
    assert.deepEqual(['...', 'a.', '.a', '', 'a/.b'].map(hasDotSegment), [false, false, false, false, false]);
  });

  it('knows the white space that Ceph trims', () => {
    for (const space of '\t\n\v\f\r ') {
      assert.deepEqual([`${space}a`, `a${space}`, `a${space}b`].map(hasEdgeWhitespace), [true, true, false]);
    }
    for (const space of '\u0085\u00a0\u1680\u2003\u2028\u3000\ufeff\u001c\u200b') {
      assert.deepEqual([`${space}a`, `a${space}`].map(hasEdgeWhitespace), [false, false]);
    }
  });

  it('counts bytes of UTF-8', () => {
    assert.deepEqual(['', 'a', 'é', '漢', '🚀'].map(byteLength), [0, 1, 2, 3, 4]);
  });

  it('takes what follows the last slash', () => {
    assert.deepEqual(['a', 'a/b', 'a/', '//a'].map(lastSegment), ['a', 'b', '', 'a']);
  });

  it('names a file after the key where a file can have that name', () => {
    assert.deepEqual(['a/b.zip', 'a/ b', 'ä'].map(defaultFileName), ['b.zip', ' b', 'ä']);
    const none = ['a/', '.', 'a/..', '', 'a'.repeat(256), 'é'.repeat(128)];
    assert.deepEqual(
      none.map(defaultFileName),
      none.map(() => 'file'),
    );
    assert.equal(defaultFileName('a'.repeat(255)), 'a'.repeat(255));
  });
});

describe("what a file's path may be", () => {
  it('takes every path of a file', () => {
    for (const path of ['a', './-', '-', '/tmp/a b', 'C:\\a', '@', '~/x', '...', 'a/..b', ' ']) {
      assert.equal(fileProblem(path), undefined, path);
    }
  });

  it('refuses what no file can be', () => {
    const kinds = ['', 'a\0', '\ud800', 'dir/', '.', '..', 'a/.', 'a/..', '/'].map(
      (path) => fileProblem(path)?.kind,
    );
    assert.deepEqual(kinds, [
      'empty',
      'nul',
      'notText',
      'folder',
      'folder',
      'folder',
      'folder',
      'folder',
      'folder',
    ]);
  });
});
