import assert from 'node:assert/strict';
import { createFormats, regionalLocale } from '../../../src/core/format.ts';

const english = createFormats('en', 'UTC');
const NOW = Date.UTC(2026, 10, 24, 12);
/** Intl parts number and unit with kinds of spaces that differ by language and version. */
const spaced = (text: string) => text.replace(/\s/gu, ' ');

describe('formats', () => {
  const sizes: readonly (readonly [number, string])[] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1150, '1.2 kB'],
    [2050, '2.1 kB'],
    [1234, '1.2 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1 MB'],
    [1_234_567, '1.2 MB'],
    [5_000_000_000, '5 GB'],
    [5e12, '5 TB'],
    [2.5e15, '2.5 PB'],
  ];
  for (const [bytes, text] of sizes) {
    it(`${bytes} bytes are ${text}`, () => assert.equal(spaced(english.size(bytes)), text));
  }

  it('says the exact size', () => {
    assert.equal(english.exactSize(0), '0 bytes');
    assert.equal(english.exactSize(1), '1 byte');
    assert.equal(english.exactSize(1_234_567), '1,234,567 bytes');
  });

  const ages: readonly (readonly [number, string])[] = [
    [0, 'now'],
    [59, 'now'],
    [60, '1m ago'],
    [3599, '59m ago'],
    [3600, '1h ago'],
    [86_400, '1d ago'],
    [29 * 86_400, '29d ago'],
    [30 * 86_400, '1mo ago'],
    [364 * 86_400, '12mo ago'],
    [800 * 86_400, '2y ago'],
    [-30, 'now'],
    [-7200, 'in 2h'],
  ];
  for (const [seconds, text] of ages) {
    it(`${seconds} s ago is "${text}"`, () => assert.equal(english.age(NOW - seconds * 1000, NOW), text));
  }

  it('has a screen reader say whole words', () => {
    const spoken = (size: number, seconds: number) =>
      spaced(`${english.spokenSize(size)}, ${english.spokenAge(NOW - seconds * 1000, NOW)}`);
    assert.equal(spoken(1, 0), '1 byte, now');
    assert.equal(spoken(1234, 300), '1.2 kilobytes, 5 minutes ago');
    assert.equal(spoken(5_000_000_000, 86_400), '5 gigabytes, 1 day ago');
    assert.equal(createFormats('de').spokenAge(NOW - 300_000, NOW), 'vor 5 Minuten');
  });

  it('follows the language', () => {
    const threeDays = (locale: string) => createFormats(locale).age(NOW - 3 * 86_400_000, NOW);
    assert.equal(spaced(createFormats('de').size(1_234_567)), '1,2 MB');
    assert.equal(spaced(createFormats('fr').size(1)), '1 octet');
    assert.equal(createFormats('de').exactSize(1_234_567), '1.234.567 Byte');
    assert.equal(spaced(createFormats('ja').exactSize(7)), '7 バイト');
    assert.deepEqual(['en', 'pt-br', 'fr', 'zh-cn'].map(threeDays).map(spaced), [
      '3d ago',
      'há 3 dias',
      'il y a 3 j',
      '3天前',
    ]);
  });

  it('reads a language that Intl does not know as English', () => {
    assert.equal(createFormats('not a language').exactSize(1234), '1,234 bytes');
  });

  it("follows the machine's region where that has the editor's language, in its script", () => {
    assert.equal(regionalLocale('en', 'en-GB'), 'en-GB');
    assert.equal(regionalLocale('de', 'de-CH'), 'de-CH');
    assert.equal(regionalLocale('de', 'en-US'), 'de');
    assert.equal(regionalLocale('zh-cn', 'zh-TW'), 'zh-cn');
    assert.equal(regionalLocale('zh-cn', 'zh-SG'), 'zh-SG');
    assert.equal(regionalLocale('not a language', 'de-AT'), 'not a language');
    assert.equal(spaced(createFormats('en-GB', 'UTC').moment(NOW)), '24 Nov 2026, 12:00:00 UTC');
  });

  it('says a moment with its zone', () => {
    assert.equal(spaced(english.moment(NOW)), 'Nov 24, 2026, 12:00:00 PM UTC');
  });
});
