import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exceedsTerminalLine, TERMINAL_LINE_BYTES, unixShell } from '../../../../src/core/quoting/unix.ts';
import { assertGolden } from '../../../support/golden.ts';
import { oddWords } from '../../../support/oddWords.ts';

/**
 * Reads one word as bash, dash, zsh and fish agree on: `'…'` without quote and backslash, `"…"` of quotes, `"…"` of doubled
 * backslashes, `"$(printf '…')"` of octal escapes. Anything else is not in the common language.
 */
function read(word: string): string {
  const bytes: Buffer[] = [];
  const token = /'([^'\\]*)'|"('+)"|"((?:\\\\)+)"|"\$\(printf '((?:\\[0-3][0-7]{2})+)'\)"/y;
  while (token.lastIndex < word.length) {
    const match = token.exec(word);
    assert.ok(match, `not common to the four shells: ${word}`);
    const [, plain, quotes, slashes, octal] = match;
    if (octal !== undefined) {
      bytes.push(
        Buffer.from(
          octal
            .slice(1)
            .split('\\')
            .map((digits) => Number.parseInt(digits, 8)),
        ),
      );
    } else bytes.push(Buffer.from(plain ?? quotes ?? slashes?.replace(/\\\\/g, '\\') ?? ''));
  }
  return Buffer.concat(bytes).toString('utf8');
}

describe('the word for bash, dash, zsh and fish', () => {
  it('is as reviewed', () => {
    const lines = oddWords.map((word) => `${JSON.stringify(word)}\n  ${unixShell.quote(word)}\n`);
    assertGolden(new URL('unix.golden.txt', import.meta.url), lines.join(''));
  });

  it('means what it was made from', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...oddWords) }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const word = text.replaceAll('\0', '');
        assert.equal(read(unixShell.quote(word)), word);
      }),
      { numRuns: 2000 },
    );
  });

  it('holds no control character but line feeds at its end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 1, max: 0xff }).map((code) => String.fromCharCode(code)) }),
        (word) => {
          assert.doesNotMatch(unixShell.quote(word).replace(/\n+'$/, ''), /\p{Cc}/u);
        },
      ),
    );
  });

  it('refuses NUL', () => {
    assert.throws(() => unixShell.quote('a\0b'), { code: 'badKey' });
  });
});

describe('the command for bash, dash, zsh and fish', () => {
  it('leaves the program and its options bare', () => {
    assert.equal(
      unixShell.command(['curl', '--fail-with-body', 'a=b', 'A', '', 'a b', '~', 'https://x/']),
      "curl --fail-with-body 'a=b' 'A' '' 'a b' '~' 'https://x/'",
    );
  });
});

describe('the longest line of a terminal', () => {
  it('counts bytes, line by line', () => {
    const longest = 'a'.repeat(TERMINAL_LINE_BYTES);
    assert.equal(exceedsTerminalLine(longest), false);
    assert.equal(exceedsTerminalLine(`${longest}a`), true);
    assert.equal(exceedsTerminalLine(`${longest}\n${longest}`), false);
    assert.equal(exceedsTerminalLine('é'.repeat(2048)), true);
  });
});
