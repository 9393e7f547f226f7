import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  checkSeconds,
  MAX_EXPIRY_SECONDS,
  parseDuration,
  readExpiry,
  secondsFrom,
  signedEnd,
} from '../../../src/core/expiry.ts';
import { formatDuration, formatMoment } from '../../../src/core/moments.ts';

const NOW = Date.UTC(2026, 10, 24, 8, 0, 0, 400);

describe('parseDuration', () => {
  const good: [text: string, seconds: number][] = [
    ['90', 90],
    [' 30 ', 30],
    ['30s', 30],
    ['30 seconds', 30],
    ['1 sec', 1],
    ['45m', 2700],
    ['45 min', 2700],
    ['2 hours', 7200],
    ['1.5h', 5400],
    ['0.1 h', 360],
    ['1h 30m', 5400],
    ['1h30m', 5400],
    ['1 day, 2 hours and 3 minutes', 93_780],
    ['2 days', 172_800],
    ['7 DAYS', 604_800],
    ['604800', 604_800],
    ['0.5m', 30],
  ];
  for (const [text, seconds] of good) it(`reads "${text}"`, () => assert.equal(parseDuration(text), seconds));

  const bad: [text: string, why: RegExp][] = [
    ['', /type how long/i],
    ['0', /above zero/],
    ['-5', /above zero/],
    ['-5m', /above zero/],
    ['0s', /above zero/],
    ['1.5', /whole seconds/],
    ['0.001s', /whole seconds/],
    ['8 days', /7 days/],
    ['604801', /7 days/],
    ['soon', /not a length/i],
    ['5 apples', /not a length/i],
    ['30m 30m', /not a length/i],
    ['5m 1h', /not a length/i],
    ['1..5h', /not a length/i],
    ['h', /not a length/i],
    ['1e3', /not a length/i],
    ['0x10', /not a length/i],
  ];
  for (const [text, why] of bad) {
    it(`says why "${text}" can't be used`, () =>
      assert.throws(() => parseDuration(text), { code: 'badExpiry', message: why }));
  }

  it('reads back every duration that we write', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_EXPIRY_SECONDS }), (seconds) => {
        assert.equal(parseDuration(formatDuration(seconds)), seconds);
      }),
    );
  });

  it('gives whole seconds in range or throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          checkSeconds(parseDuration(text));
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'badExpiry');
        }
      }),
    );
  });

  it('fault 2: more than seven days is refused before signing', () => {
    assert.throws(() => parseDuration('10 days'), { code: 'badExpiry' });
    assert.throws(() => readExpiry({ expiresIn: 604_801 }, NOW), { code: 'badExpiry' });
    assert.throws(() => readExpiry({ expiresAt: '2026-12-24T08:00:00Z' }, NOW), { code: 'badExpiry' });
  });
});

describe('readExpiry', () => {
  it('takes a number, a text, or a moment', () => {
    assert.deepEqual(readExpiry({ expiresIn: 30 }, NOW), { seconds: 30 });
    assert.deepEqual(readExpiry({ expiresIn: '2 days' }, NOW), { seconds: 172_800 });
    assert.deepEqual(readExpiry({ expiresAt: '2026-11-24T10:00:00+01:00' }, NOW), {
      at: Date.UTC(2026, 10, 24, 9),
    });
    assert.equal(readExpiry({}, NOW), undefined);
  });

  const bad: [string, Parameters<typeof readExpiry>[0]][] = [
    ['both', { expiresIn: 30, expiresAt: '2026-11-24T10:00:00Z' }],
    ['a fraction', { expiresIn: 1.5 }],
    ['zero', { expiresIn: 0 }],
    ['NaN', { expiresIn: Number.NaN }],
    ['an empty text', { expiresIn: '' }],
    ['a moment without zone', { expiresAt: '2026-11-24T10:00:00' }],
    ['a day alone', { expiresAt: '2026-11-25' }],
    ['the 31st of November', { expiresAt: '2026-11-31T10:00:00Z' }],
    ['a past moment', { expiresAt: '2026-11-24T07:00:00Z' }],
  ];
  for (const [name, args] of bad) it(`refuses ${name}`, () => assert.throws(() => readExpiry(args, NOW)));
});

describe('the signed end', () => {
  it('is the date of the signature plus its seconds, exactly', () => {
    assert.equal(signedEnd(new Date(NOW), 30).toISOString(), '2026-11-24T08:00:30.000Z');
  });

  it('of a fixed moment is that moment, not later', () => {
    const at = Date.UTC(2026, 10, 24, 9, 0, 0, 900);
    const seconds = secondsFrom({ at }, NOW);
    assert.equal(signedEnd(new Date(NOW), seconds).toISOString(), '2026-11-24T09:00:00.000Z');
  });

  it('is written in local time with its zone', () => {
    const shown = formatMoment(
      new Date(NOW),
      { locale: 'en-GB', timeZone: 'Europe/Berlin' },
      { seconds: true },
    );
    assert.match(shown, /24 Nov/);
    assert.match(shown, /0?9:00:00/);
    assert.match(shown, /GMT\+1|CET/);
  });
});
