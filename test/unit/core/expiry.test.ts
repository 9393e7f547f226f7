import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  checkSeconds,
  durationExamples,
  MAX_EXPIRY_SECONDS,
  parseDuration,
  readExpiry,
  secondsFrom,
  signedEnd,
} from '../../../src/core/expiry.ts';
import { formatDuration, formatMoment } from '../../../src/core/moments.ts';
import { LANGUAGES } from '../../support/languages.ts';

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
    ['1 week', 604_800],
    ['1w', 604_800],
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
    ['2 weeks', /7 days/],
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

  const own: [locale: string, text: string, seconds: number][] = [
    ['de', '2 Tage', 172_800],
    ['de', '1 Woche', 604_800],
    ['de', '1 Std. 30 Min.', 5_400],
    ['de', '1,5 Stunden', 5_400],
    ['de', '1 Tag, 2 Stunden und 3 Minuten', 93_780],
    ['de', '45 minutes', 2_700],
    ['es', '1 hora y 30 minutos', 5_400],
    ['es', '3 días', 259_200],
    ['fr', '2 jours', 172_800],
    ['fr', '1 j 6 h', 108_000],
    ['ja', '3日', 259_200],
    ['ja', '1週間', 604_800],
    ['ja', '３日', 259_200],
    ['ja', '2時間30分', 9_000],
    ['zh-cn', '2小时', 7_200],
    ['zh-cn', '30 秒', 30],
    ['pt-br', '1 hora', 3_600],
    ['pt-br', '0,5 dia', 43_200],
  ];
  for (const [locale, text, seconds] of own)
    it(`reads "${text}" (${locale})`, () => assert.equal(parseDuration(text, locale), seconds));

  const notThere: [locale: string, text: string][] = [
    ['en', '2 Tage'],
    ['en', '1,5h'],
    ['de', '2 jours'],
    ['de', '1 Stunde oder 30 Minuten'],
    ['fr', '1 heure, 2 heures'],
  ];
  for (const [locale, text] of notThere)
    it(`does not read "${text}" (${locale})`, () =>
      assert.throws(() => parseDuration(text, locale), { code: 'badExpiry', message: /not a length/i }));

  for (const locale of ['en', ...LANGUAGES]) {
    it(`reads back every duration that we write, and every example (${locale})`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: MAX_EXPIRY_SECONDS }), (seconds) => {
          assert.equal(parseDuration(formatDuration(seconds, locale), locale), seconds);
        }),
      );
      for (const example of ['45m', formatDuration(7_200, locale), formatDuration(259_200, locale)]) {
        assert.ok(durationExamples(locale).includes(example), durationExamples(locale));
      }
    });

    it(`reads English as English (${locale})`, () => {
      for (const [text, seconds] of good) assert.equal(parseDuration(text, locale), seconds);
    });
  }

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

  it('takes an end as text, in English and in a zone, whatever the editor speaks', () => {
    const read = (expiresIn: string, zone: string) => readExpiry({ expiresIn }, NOW, zone);
    assert.deepEqual(read('tomorrow noon', 'Europe/Berlin'), { at: Date.parse('2026-11-25T12:00+01:00') });
    assert.deepEqual(read('until Friday 18:00', 'Asia/Kolkata'), {
      at: Date.parse('2026-11-27T18:00+05:30'),
    });
    assert.deepEqual(read('end of day', 'America/Los_Angeles'), { at: Date.parse('2026-11-25T00:00-08:00') });
    // By this machine's own zone, where none is given.
    const noon = new Date(NOW);
    noon.setHours(36, 0, 0, 0);
    assert.deepEqual(readExpiry({ expiresIn: 'tomorrow noon' }, NOW), { at: noon.getTime() });
  });

  const bad: [string, Parameters<typeof readExpiry>[0]][] = [
    ['a day without a time', { expiresIn: 'tomorrow' }],
    ['a text that may mean two moments', { expiresIn: 'tomorrow midnight' }],
    ['an end in another language', { expiresIn: 'morgen 18 Uhr' }],
    ['an end that is too far', { expiresIn: '2026-12-24 09:00' }],
    ['what only the parser of the question knows', { expiresIn: 'in two days at noon' }],
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
  for (const [name, args] of bad)
    it(`refuses ${name}`, () => assert.throws(() => readExpiry(args, NOW), { name: 'SpacesError' }));
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
