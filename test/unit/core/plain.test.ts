import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { plain } from '../../../src/core/plain.ts';

/** How VS Code finds a link in a message (its `linkedText.ts`). */
const MESSAGE_LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

describe('plain', () => {
  const cases: [name: string, text: string, shown: string | RegExp][] = [
    ['an ordinary key', 'photos/2026/a b.jpg', 'photos/2026/a b.jpg'],
    ['letters of any script', 'Ünï/漢字/שלום', 'Ünï/漢字/שלום'],
    ['emoji with joiner and selector', '👨‍👩‍👧 ❤️ 1️⃣', '👨‍👩‍👧 ❤️ 1️⃣'],
    ['a newline and a tab', 'a\nb\tc', 'a␊b␉c'],
    ['a right-to-left override', 'exe\u202egnp.', 'exe⟨U+202E⟩gnp.'],
    ['a zero-width joiner outside an emoji', 'a\u200db', 'a⟨U+200D⟩b'],
    ['a lone surrogate', 'a\ud800b', 'a⟨U+D800⟩b'],
    ['a byte-order mark', '\ufeffa', '⟨U+FEFF⟩a'],
    ['spaces at the edges', ' a ', ' a '],
  ];
  for (const [name, text, shown] of cases) it(name, () => assert.equal(plain(text), shown));

  it('keeps both ends of a long name', () => {
    const shown = plain(`${'a'.repeat(500)}END`);
    assert.equal(shown.length, 80);
    assert.match(shown, /^a+…a+END$/);
  });

  it('breaks links and icons', () => {
    const shown = plain('[x](command:workbench.action.quit) $(trash)');
    assert.doesNotMatch(shown, MESSAGE_LINK);
    assert.doesNotMatch(shown, ICON);
    assert.equal(shown.replaceAll('\u200b', ''), '[x](command:workbench.action.quit) $(trash)');
  });

  it('leaves what it gave as it is, and spells what parts nothing', () => {
    for (const text of ['[x](command:a) $(b) <img> https://c', 'a\u202e\n👨‍👩‍👧']) {
      const once = plain(text);
      assert.equal(plain(once), once);
      assert.equal(plain(`No such object: ${once}`), `No such object: ${once}`);
    }
    assert.equal(plain('a\u200b(b'), 'a⟨U+200B⟩(b');
    assert.equal(plain('ftp\u200b:'), 'ftp⟨U+200B⟩:');
    assert.equal(plain(']\u200b\u200b('), ']⟨U+200B⟩⟨U+200B⟩(');
  });

  it('never gives a link, an icon or an invisible character, whatever comes in', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom(
          '[',
          ']',
          '(',
          ')',
          '$(',
          'command:',
          'https://',
          'file:',
          'x',
          'trash',
          '\u202e',
          '\u200b',
          '<b',
          ':',
          '\n',
        ),
        fc.string({ unit: 'binary' }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const shown = plain(parts.join(''));
        assert.doesNotMatch(shown, MESSAGE_LINK);
        assert.doesNotMatch(shown, ICON);
        assert.doesNotMatch(shown, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        assert.doesNotMatch(shown, /\p{Cs}/u);
        assert.equal(plain(shown, shown.length), shown);
      }),
      { numRuns: 300 },
    );
  });
});
