import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matcherOf } from '../../../../src/core/search/matches.ts';
import { isPattern } from '../../../../src/core/search/pattern.ts';
import { coreKeys } from '../../../support/oddKeys.ts';

const NAMES: readonly (readonly [words: string, found: readonly string[], not: readonly string[]])[] = [
  ['sum', ['summary.pdf', 'a/b/SUMMARY', 'sum/', 'a/no-sum.txt'], ['sum/mary', 'su/m', '']],
  ['Sum', ['Summary', 'a/Sum'], ['summary', 'SUM']],
  ['2026/sum', ['reports/2026/summary.pdf', '2026/sum/'], ['2026/a/sum', '2026/sum/x']],
  ['sum/', ['sum/', 'a/sum/', 'a/dim-sum/'], ['sum', 'sum/a']],
  ['/', ['a/', 'a/b/'], ['a', 'a/b']],
  ['.', ['a.b', '../x.y', './'], ['../x', 'a/']],
  ['a b', ['a b', 'x/a b c'], ['ab', 'a/b']],
  ['[', ['a[b'], ['a']],
  ['[]', ['a[]b'], ['a', 'ab']],
  ['é', ['cafe\u0301', 'caf\u00e9', 'É'], ['cafe']],
  ['οδος', ['ΟΔΟΣ', 'οδοσ'], []],
  ['straSSe', ['straSSe'], ['strasse', 'straße']],
  ['strasse', ['Straße', 'STRASSE'], []],
  ['😀', ['a😀b/', '😀'], ['😁']],
];

const PATTERNS: typeof NAMES = [
  ['*.pdf', ['a.pdf', 'x/y/a.PDF', '.pdf', 'x.pdf/'], ['a.pdfx', 'a.pdf/b']],
  ['a*', ['a', 'x/abc', 'a/'], ['a/b', 'ba']],
  ['*', ['a', 'a/b', 'a/'], []],
  ['?', ['a', '😀', 'x/é'], ['ab', 'ab/']],
  ['*/', ['a/', 'x/a/'], ['a']],
  ['2026/*.csv', ['2026/a.csv', 'x/2026/a.csv'], ['2026/x/a.csv', '12026/a.csv']],
  ['2026/**/*.csv', ['2026/a.csv', '2026/x/y/a.csv'], ['x2026/a.csv', '2025/a.csv']],
  ['**/b', ['b', 'a/b', 'a/x/b/'], ['ab']],
  ['a/**', ['a/b', 'a/b/c', 'x/a/b'], ['a', 'b/c']],
  ['a**b', ['ab', 'a/x/b', 'axb'], ['a', 'xab']],
  ['[a-c]?.txt', ['b1.txt', 'x/cc.TXT'], ['d1.txt', 'b.txt']],
  ['[!a-c]*', ['dog', 'x/é'], ['ant', '/ant']],
  ['[^a]', ['b'], ['a']],
  ['[]]', [']', 'x/]'], ['a']],
  ['[*]', ['*'], ['a']],
  ['[é-ü]', ['\u00ea', 'Ö'], ['e']],
  ['A*', ['Ab'], ['ab']],
  ['[A]*', ['Ab'], ['ab']],
  ['a[-z]', ['a-', 'az'], ['ab']],
];

describe('what words find', () => {
  for (const [words, found, not] of [...NAMES, ...PATTERNS]) {
    it(`${JSON.stringify(words)}`, () => {
      const matches = matcherOf(words);
      for (const path of found) assert.ok(matches(path), `finds ${JSON.stringify(path)}`);
      for (const path of not) assert.ok(!matches(path), `does not find ${JSON.stringify(path)}`);
    });
  }

  it('every odd key by its own name, as words and as a pattern', () => {
    for (const key of coreKeys) {
      const name = key === '/' ? key : key.slice(key.lastIndexOf('/', key.length - 2) + 1);
      if (!isPattern(name)) assert.ok(matcherOf(name)(key), `words: ${key}`);
      const pattern = `**${name.replaceAll(/[*?[]/g, '[$&]')}`;
      assert.ok(isPattern(pattern) && matcherOf(pattern)(key), `pattern: ${key}`);
    }
  });

  const paths = fc
    .array(fc.constantFrom('a', 'b', 'A', 'é', 'É', '/', '/', '.', '😀', '[', ']', '*', '-'), {
      maxLength: 9,
    })
    .map((parts) => parts.join(''));

  it('as a naive reading of names does', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'A', 'É', '/', '.', '😀', ']', '-'), { maxLength: 4 });
    fc.assert(
      fc.property(words, paths, (parts, path) => {
        const typed = parts.join('');
        assert.equal(matcherOf(typed)(path), naivePart(...comparable(typed, path)));
      }),
      { numRuns: 3000 },
    );
  });

  it('as a naive reading of patterns does', () => {
    const steps = fc.array(
      fc.constantFrom('a', 'b', 'A', '/', '*', '**', '?', '[ab]', '[!a]', '[a-b]', '😀', '**/', '/**/'),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(steps, paths, (parts, path) => {
        const typed = parts.join('');
        fc.pre(/[*?[]/.test(typed));
        assert.equal(matcherOf(typed)(path), naivePattern(...comparable(typed, path)), `${typed} on ${path}`);
      }),
      { numRuns: 5000 },
    );
  });

  it('no words and no name make it slow: what tries one way after the other would not come back', function () {
    this.timeout(5_000);
    const [key, many] = ['a'.repeat(1024), 90];
    for (const words of [
      `b${'*a'.repeat(many)}`,
      `${'a*'.repeat(many)}b`,
      `b${'**a'.repeat(60)}`,
      '?*'.repeat(many),
    ])
      assert.equal(matcherOf(words)(key), words.startsWith('?'), words);
  });
});

function comparable(words: string, path: string): [string, string] {
  const anyCase = words === words.toLowerCase();
  return anyCase ? [words, path.toLowerCase()] : [words, path];
}

function naivePart(words: string, path: string): boolean {
  const name = path.replace(/\/$/, '').lastIndexOf('/') + 1;
  for (let at = 0; at <= path.length; at++)
    if (path.slice(at).startsWith(words) && at + words.length > name) return true;
  return false;
}

/** Tries everything, with backtracking, from each name on. */
function naivePattern(pattern: string, path: string): boolean {
  const whole = pattern.endsWith('/') ? path : path.replace(/\/$/, '');
  const characters = Array.from(whole);
  return [0, ...characters.flatMap((each, at) => (each === '/' ? [at + 1] : []))].some((from) =>
    fits(pattern, characters.slice(from), true),
  );
}

type Text = readonly string[];

function fits(pattern: string, text: Text, atName: boolean): boolean {
  if (pattern.startsWith('*')) return fitsStars(pattern, text, atName);
  const [first, ...rest] = text;
  if (pattern === '' || first === undefined) return pattern === '' && first === undefined;
  const set = /^\[(!?)([^\]]+)\]/.exec(pattern);
  if (set) {
    const [all, not, inside = ''] = set;
    const isIn = inside === 'a-b' ? first === 'a' || first === 'b' : inside.includes(first);
    return first !== '/' && isIn !== (not === '!') && fits(pattern.slice(all.length), rest, false);
  }
  const [one = ''] = Array.from(pattern);
  const isOne = one === '?' ? first !== '/' : one === first;
  return isOne && fits(pattern.slice(one.length), rest, one === '/');
}

function fitsStars(pattern: string, text: Text, atName: boolean): boolean {
  const stars = /^\*+/.exec(pattern)?.[0].length ?? 0;
  const behind = pattern.slice(stars);
  if (stars > 1 && atName && behind.startsWith('/')) {
    const inside = behind.slice(1);
    if (fits(inside, text, true)) return true;
    return text.some((each, at) => each === '/' && fits(inside, text.slice(at + 1), true));
  }
  const slash = stars > 1 ? -1 : text.indexOf('/');
  const most = slash < 0 ? text.length : slash;
  return Array.from({ length: most + 1 }).some((_each, at) => fits(behind, text.slice(at), false));
}
