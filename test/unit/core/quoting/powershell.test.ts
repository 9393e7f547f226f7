import assert from 'node:assert/strict';
import { powershell } from '../../../../src/core/quoting/powershell.ts';
import { assertGolden } from '../../../support/golden.ts';
import { oddWords } from '../../../support/oddWords.ts';
import { manyWords } from '../../../support/shells/anyWord.ts';
import { argvParsers, parseArguments } from '../../../support/shells/argv.ts';
import { powershellBinders, readPowershell } from '../../../support/shells/powershellRules.ts';
import { refusalOf } from '../../../support/shells/refusal.ts';

const words = manyWords(20_000, 51);

/** What a program is handed by each version and reads by each runtime, where that is not `expected`. */
function differences(read: readonly string[], expected: readonly string[]): string[] {
  return Object.entries(powershellBinders).flatMap(([version, bind]) =>
    argvParsers.flatMap((parser) => {
      const got = parseArguments(bind(read), parser);
      return JSON.stringify(got) === JSON.stringify(expected) ? [] : [`${version}, ${parser.name}`];
    }),
  );
}

describe('the word for PowerShell', () => {
  it('is as reviewed', () => {
    const lines = oddWords.map(
      (word) => `${JSON.stringify(word)}\n  ${refusalOf(powershell, word) ?? powershell.quote(word)}\n`,
    );
    assertGolden(new URL('powershell.golden.txt', import.meta.url), lines.join(''));
  });

  it(`arrives whole in 5.1, 7.0 and 7.3, whatever reads it (${words.length} words), or is refused`, () => {
    let passed = 0;
    for (const word of words) {
      if (refusalOf(powershell, word)) continue;
      passed++;
      const line = powershell.command(['curl', '--form-string', word, `key=${word}`, 'https://h/']);
      const [read = [], ...others] = readPowershell(line);
      const expected = ['--form-string', word, `key=${word}`, 'https://h/'];
      assert.deepEqual([read, others], [['curl.exe', ...expected], []], line);
      assert.deepEqual(differences(read.slice(1), expected), [], line);
      assert.doesNotMatch(line, /\p{Cc}/u);
    }
    assert.ok(passed > 10_000, `${passed}`);
  });

  it('is refused only where some version would change it', () => {
    for (const word of words) {
      const refusal = refusalOf(powershell, word);
      if (refusal === undefined) continue;
      const isChanged = differences([word, 'x'], [word, 'x']).length > 0;
      // A pair of quotes without white space may get through by luck.
      assert.ok(isChanged || word.includes('"'), word);
    }
  });

  const refused: [word: string, reason: RegExp][] = [
    ['', /double quotes.*cmd prompt/],
    ['say "hi"', /double quotes.*cmd prompt/],
    ['a b\\', /ends in a backslash.*cmd prompt/],
    ['a\u00a0b\\', /ends in a backslash/],
    ['a\uff02 --output \uff02b', /U\+FF02.*WSL/],
    ['a\uff3c', /U\+FF3C/],
    ['--%', /the word --%.*cmd prompt/],
  ];
  for (const [word, reason] of refused) {
    it(`refuses ${JSON.stringify(word)}, with what can say it`, () => {
      assert.match(refusalOf(powershell, word) ?? '', reason);
    });
  }

  it('refuses NUL, which nothing can say', () => {
    assert.throws(() => powershell.quote('a\0b'), { code: 'badKey' });
  });
});

describe('several lines for PowerShell', () => {
  it('are the same command below comments', () => {
    const line = powershell.multiline([
      ['curl', '--fail'],
      ['--form-string', "key=it's\t$x`"],
      ['https://h/'],
    ]);
    const text = `${powershell.comment('it\'s "so"\n$(x) `#> \u2028\'')}\n${line}`;
    assert.equal(text.split('\n').length, 4);
    assert.deepEqual(readPowershell(text), [
      ['curl.exe', '--fail', '--form-string', "key=it's\t$x`", 'https://h/'],
    ]);
  });
});

describe('the rules of PowerShell in these tests', () => {
  it('tell a word that gets out of its quotes, and the versions apart', () => {
    for (const text of [
      "curl.exe 'a'b",
      "curl.exe 'a",
      'curl.exe "$x"',
      'curl.exe $x',
      "curl.exe 'a’;x'",
      'curl.exe a;b',
    ])
      assert.throws(() => readPowershell(text), assert.AssertionError, text);
    assert.deepEqual(readPowershell('curl.exe \'‘’\' "`“$([char]9)"'), [['curl.exe', '’', '“\t']]);
    const { '5.1': in51, '7.0 to 7.2': in70, '7.3': in73 } = powershellBinders;
    const each = (word: string) => [in51([word]), in70([word]), in73([word])];
    assert.deepEqual(each('a b\\'), ['"a b\\"', '"a b\\\\"', '"a b\\\\"']);
    assert.deepEqual(each('a"b'), ['a"b', 'a"b', '"a\\"b"']);
    assert.deepEqual(each('\\" x'), ['\\" x', '"\\" x"', '"\\\\\\" x"']);
    assert.deepEqual(each(''), ['', '', '""']);
    assert.deepEqual(each('--%'), ['', '', '']);
  });
});
