import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distinctNames, legalFileName } from '../../../../src/core/formats/fileNames.ts';
import { byteLength } from '../../../../src/core/keyRules.ts';
import { uploadKey } from '../../../support/oddKeys.ts';

const WINDOWS: readonly (readonly [wished: string, legal: string])[] = [
  ['plain.zip', 'plain.zip'],
  ['a<b>c:d"e|f?g*h\\i', 'a_b_c_d_e_f_g_h_i'],
  ['tab\there\u0001', 'tab_here_'],
  ['harmless\u202efdp.exe', 'harmless_fdp.exe'],
  ['ends.', 'ends_'],
  ['ends. .', 'ends___'],
  ['con', 'con_'],
  ['CON.txt', 'CON_.txt'],
  ['nul.tar.gz', 'nul_.tar.gz'],
  ['COM¹', 'COM¹_'],
  ['lpt9.x', 'lpt9_.x'],
  ['console.log', 'console.log'],
  ['.env', '.env'],
  ['folder/name', 'name'],
  ['..', 'file'],
  ['', 'file'],
  ['漢字 ä.txt', '漢字 ä.txt'],
];

describe('names of files', () => {
  for (const [wished, legal] of WINDOWS) {
    it(`${JSON.stringify(wished)} is ${legal} on Windows`, () => {
      assert.equal(legalFileName(wished, 'windows'), legal);
    });
  }

  it('Unix keeps all but folders and NUL', () => {
    assert.equal(legalFileName('a/b?c:\n"\\.', 'unix'), 'b?c:\n"\\.');
    assert.equal(legalFileName('a\0b', 'unix'), 'a_b');
    assert.equal(legalFileName('a/..', 'unix'), 'file');
  });

  it('a long one keeps its ending, and whole characters', () => {
    const legal = legalFileName(`${'漢'.repeat(80)}.tar.gz`, 'unix');
    assert.match(legal, /^漢+\.tar\.gz$/u);
    assert.ok(byteLength(legal) > 230 && byteLength(legal) <= 240);
  });

  it('are legal, whatever is wished', () => {
    fc.assert(
      fc.property(uploadKey, (wished) => {
        const windows = legalFileName(wished, 'windows');
        assert.doesNotMatch(windows, /[<>:"/\\|?*\p{Cc}]|[. ]$|^$/u);
        assert.equal(legalFileName(windows, 'windows'), windows);
        const unix = legalFileName(wished, 'unix');
        assert.doesNotMatch(unix, /[/\0]|^\.{0,2}$/u);
        for (const name of [windows, unix]) assert.ok(byteLength(name) <= 240);
      }),
      { numRuns: 2000 },
    );
  });

  it('that are taken get a number in front of their ending', () => {
    assert.deepEqual(
      distinctNames([
        'a.txt',
        'A.TXT',
        'a.txt',
        'a (2).txt',
        'é',
        'e\u0301',
        'x.tar.gz',
        'x.tar.gz',
        '.env',
        '.env',
      ]),
      [
        'a.txt',
        'A (2).TXT',
        'a (3).txt',
        'a (2) (2).txt',
        'é',
        'e\u0301 (2)',
        'x.tar.gz',
        'x (2).tar.gz',
        '.env',
        '.env (2)',
      ],
    );
  });

  it('are all different, and the first of its kind stays', () => {
    const few = fc.array(fc.constantFrom('a', 'A', 'a (2)', 'b.c', 'b (2).c', 'B.C'), { maxLength: 40 });
    fc.assert(
      fc.property(few, (names) => {
        const distinct = distinctNames(names);
        assert.equal(new Set(distinct.map((name) => name.toLowerCase())).size, names.length);
        if (names.length > 0) assert.equal(distinct[0], names[0]);
      }),
    );
  });

  it('10,000 of one name take no time', () => {
    const started = performance.now();
    assert.equal(
      distinctNames(Array.from({ length: 10_000 }, () => 'index.html')).at(-1),
      'index (10000).html',
    );
    assert.ok(performance.now() - started < 500);
  });
});
