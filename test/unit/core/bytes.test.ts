import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBytes } from '../../../src/core/bytes.ts';

describe('parseBytes', () => {
  for (const [text, locale, bytes] of [
    ['500', 'en', 500],
    ['0', 'en', 0],
    ['10 MB', 'en', 10_000_000],
    ['10mb', 'en', 10_000_000],
    [' 10 M ', 'en', 10_000_000],
    ['1.5 GB', 'en', 1_500_000_000],
    ['1,5 GB', 'de', 1_500_000_000],
    ['1,5 GB', 'en', 1_500_000_000],
    ['1.1 MB', 'en', 1_100_000],
    ['1,000', 'en', 1000],
    ['1.000', 'de', 1000],
    ['1,234,567 bytes', 'en', 1_234_567],
    ['10\u202f000 octets', 'fr', 10_000],
    ['1,1 Mo', 'fr', 1_100_000],
    ["1'000 kB", 'de-CH', 1_000_000],
    ['64 KiB', 'en', 65_536],
    ['5GiB', 'en', 5_368_709_120],
    ['1 byte', 'en', 1],
    ['10 バイト', 'ja', 10],
  ] as const) {
    it(`reads ${JSON.stringify(text)} (${locale}) as ${bytes}`, () =>
      assert.equal(parseBytes(text, locale), bytes));
  }

  for (const text of [
    '',
    'x',
    'MB',
    '-5',
    '1.5',
    '1.2.3',
    '10 km',
    '10 TB',
    '1e6',
    '0.0001 kB',
    '10 ib',
    '1..5 MB',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () =>
      assert.throws(() => parseBytes(text, 'en'), { code: 'badArguments', message: /10 MB/ }));
  }

  it('reads any whole number of bytes, kilobytes and mebibytes back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000_000 }), (count) => {
        assert.equal(parseBytes(`${count}`, 'en'), count);
        assert.equal(parseBytes(`${count / 1000} kB`, 'en'), count);
        assert.equal(parseBytes(`${count} MiB`, 'en'), count * 1024 ** 2);
      }),
    );
  });
});
