import assert from 'node:assert/strict';
import { parseDuration } from '../../../src/core/expiry.ts';
import { formatDuration, formatMoment } from '../../../src/core/moments.ts';

describe('formatDuration', () => {
  for (const [seconds, words] of [
    [1, '1 second'],
    [30, '30 seconds'],
    [60, '1 minute'],
    [90, '1 minute 30 seconds'],
    [3_600, '1 hour'],
    [5_400, '1 hour 30 minutes'],
    [86_400, '1 day'],
    [90_061, '1 day 1 hour 1 minute 1 second'],
    [604_800, '7 days'],
  ] as const) {
    it(`${seconds} is ${words}, and is read back as that`, () => {
      assert.equal(formatDuration(seconds, 'en'), words);
      assert.equal(parseDuration(words), seconds);
    });
  }
});

describe('formatDuration in other languages', () => {
  const spaced = (text: string) => text.replace(/\s/gu, ' ');

  for (const [locale, words] of [
    ['de', '1 Stunde, 30 Minuten'],
    ['es', '1 hora 30 minutos'],
    ['fr', '1 heure 30 minutes'],
    ['ja', '1 時間30 分'],
    ['zh-cn', '1小时30分钟'],
    ['pt-br', '1 hora 30 minutos'],
  ] as const) {
    it(`${locale}: ${words}`, () => assert.equal(spaced(formatDuration(5_400, locale)), words));
  }
});

describe('formatMoment', () => {
  const at = new Date('2026-11-24T08:00:30Z');
  const berlin = { locale: 'en-GB', timeZone: 'Europe/Berlin' };

  it('is local, with its zone named; seconds where they are asked for', () => {
    assert.match(formatMoment(at, berlin, { seconds: true }), /^Tue.*24 Nov.*0?9:00:30 (CET|GMT\+1)$/);
    assert.doesNotMatch(formatMoment(at, berlin, { seconds: false }), /:30/);
  });

  it('names the zone of that day, not of today', () => {
    const summer = new Date('2026-07-01T08:00:00Z');
    assert.match(formatMoment(summer, berlin, { seconds: false }), /10:00 (CEST|GMT\+2)$/);
  });

  it('is written in English where the language is none that is known', () => {
    for (const locale of ['en_US', '', 'x']) {
      const english = formatMoment(at, { ...berlin, locale }, { seconds: false });
      assert.equal(english, formatMoment(at, { ...berlin, locale: 'en' }, { seconds: false }));
    }
  });

  it("is written in the person's language", () => {
    assert.match(formatMoment(at, { ...berlin, locale: 'de' }, { seconds: false }), /Di.*24\. Nov/);
  });

  it("has the host's own zone where none is given", () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const [own, named] = [{ locale: 'en' }, { locale: 'en', timeZone }].map((style) =>
      formatMoment(at, style, { seconds: false }),
    );
    assert.equal(own, named);
  });
});
