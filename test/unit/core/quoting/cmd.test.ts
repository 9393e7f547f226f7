import assert from 'node:assert/strict';
import { batchFile, CMD_LINE_UNITS, cmdPrompt } from '../../../../src/core/quoting/cmd.ts';
import { assertGolden } from '../../../support/golden.ts';
import { oddWords } from '../../../support/oddWords.ts';
import { manyWords } from '../../../support/shells/anyWord.ts';
import { argvParsers, parseArguments } from '../../../support/shells/argv.ts';
import { type CmdMode, readCmd } from '../../../support/shells/cmdRules.ts';
import { refusalOf } from '../../../support/shells/refusal.ts';

const words = manyWords(20_000, 16);

/** What anybody has, and what somebody could have who wants the `%2F` of our links to mean something. */
const env = { PATH: 'C:\\a=b', OS: 'Windows_NT', TEMP: 'C:\\Temp', '2F': 'hostile', '2Fb': 'hostile' };

/** As every runtime reads it, which must be the same. */
function argumentsOf(line: string, mode: CmdMode): string[] {
  const raw = readCmd(line, mode, env);
  const [first = [], ...others] = argvParsers.map((parser) => parseArguments(raw, parser));
  for (const other of others) assert.deepEqual(other, first, line);
  return first;
}

const shells = [
  ['prompt', cmdPrompt],
  ['batch', batchFile],
] as const;

for (const [mode, shell] of shells) {
  describe(`the word for cmd, ${mode}`, () => {
    it('is as reviewed', () => {
      const lines = oddWords.map(
        (word) => `${JSON.stringify(word)}\n  ${refusalOf(shell, word) ?? shell.quote(word)}\n`,
      );
      assertGolden(new URL(`cmd.${mode}.golden.txt`, import.meta.url), lines.join(''));
    });

    it(`arrives whole (${words.length} words), or is refused for a control character`, () => {
      let passed = 0;
      for (const word of words) {
        if (refusalOf(shell, word)) {
          assert.match(word, /\p{Cc}|[¥₩ʺ\u2216\u301d\u301e\uff02\uff3c]|\u030e/u);
          continue;
        }
        passed++;
        const url = 'https://h/a%2Fb?c=%2F20260102%2F&d=e';
        const line = shell.command(['curl', '--form-string', `key=${word}`, word, url]);
        const last = line.split('\r\n').at(-1) ?? '';
        assert.deepEqual(argumentsOf(last, mode), ['--form-string', `key=${word}`, word, url], line);
      }
      assert.ok(passed > 6000, `${passed}`);
    });

    it('is refused with a line break, with what can say it', () => {
      for (const word of ['a\nb', 'a\rb', 'a\tb', 'a\u001ab'])
        assert.match(refusalOf(shell, word) ?? '', /control character.*PowerShell.*WSL/);
      assert.throws(() => shell.quote('a\0b'), { code: 'badKey' });
    });

    it('is refused where curl could read it as several', () => {
      assert.match(refusalOf(shell, 'a\uff02 --output \uff02b') ?? '', /U\+FF02/);
    });

    it('is part of a line that cmd can read', () => {
      const command = (length: number) => shell.command(['curl', 'a'.repeat(length)]);
      const rest = command(0).length;
      assert.equal(command(CMD_LINE_UNITS - rest).length, CMD_LINE_UNITS);
      assert.throws(() => command(CMD_LINE_UNITS - rest + 1), { code: 'badShell', message: /8192.*8191/ });
    });
  });
}

describe('a batch file', () => {
  it('has the same command over several lines, below comments', () => {
    const text = batchFile.multiline([
      ['curl', '--fail'],
      ['--form-string', 'key=100%"^&'],
      ['https://h/a%2Fb?c&d'],
    ]);
    assert.equal(text.split('\r\n').length, 3);
    const expected = ['--fail', '--form-string', 'key=100%"^&', 'https://h/a%2Fb?c&d'];
    assert.deepEqual(argumentsOf(text, 'batch'), expected);
    assert.deepEqual(argumentsOf(text.replaceAll('\r\n', '\n'), 'batch'), expected);
  });

  it('has comments that do nothing', () => {
    assert.equal(batchFile.comment('100% & <so> | "x"\r\ny ^'), '@rem 100  so  "x" y');
  });

  it('says that it is UTF-8 where it is more than ASCII', () => {
    assert.equal(batchFile.command(['curl', 'ä']), '@chcp 65001 >nul\r\n@curl.exe "ä"');
  });
});

describe('the prompt of cmd', () => {
  it('has one line and no comments', () => {
    assert.equal(cmdPrompt.multiline([['curl'], ['--fail'], ['a b']]), 'curl.exe --fail "a b"');
    assert.equal(cmdPrompt.comment('x'), undefined);
  });
});

describe('the rules of cmd in these tests', () => {
  it('tell a word that gets out of its quotes', () => {
    for (const line of [
      'curl.exe a & b',
      'curl.exe "a" > b',
      'curl.exe "a\\"&"',
      'curl.exe (a)',
      'a & curl.exe',
    ])
      assert.throws(() => readCmd(line, 'prompt', env), assert.AssertionError, line);
    assert.equal(
      readCmd('curl.exe "%OS%" %nix% %% ^%OS^% ^%^OS^% %OS:~0,1%', 'prompt', env),
      '"Windows_NT" %nix% %% %OS% %OS% [Windows_NT edited by ~0,1]',
    );
    assert.equal(readCmd('curl.exe "%OS%" %nix% %%OS%% a%2Fb', 'batch', env), '"Windows_NT"  %OS% aFb');
  });
});
