import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readEnd } from '../../../../src/core/ends/read.ts';
import { MAX_EXPIRY_SECONDS } from '../../../../src/core/expiry.ts';
import { formatMoment } from '../../../../src/core/moments.ts';
import { LANGUAGES } from '../../../support/languages.ts';

/** Wednesday, 10:00 in Berlin. */
const NOW = Date.parse('2026-11-25T10:00:00+01:00');
const BERLIN = 'Europe/Berlin';

describe("ends in the person's language", () => {
  const table: readonly (readonly [locale: string, texts: readonly string[], end: string])[] = [
    ['de', ['heute 18 Uhr', 'heute um 18:00', 'Mittwoch 18 Uhr', '25. November 18:00'], '2026-11-25T18:00'],
    ['de', ['morgen mittags', 'morgen 12 Uhr', 'morgen noon'], '2026-11-26T12:00'],
    ['de', ['übermorgen 9:30', 'Freitag 9.30 Uhr', 'Fr. 9:30', 'Friday 9:30'], '2026-11-27T09:30'],
    ['es', ['mañana a las 18:00', 'jueves 18:00', 'tomorrow 18:00'], '2026-11-26T18:00'],
    ['es', ['pasado mañana 9:00', 'viernes 9:00', '27 de noviembre 9:00'], '2026-11-27T09:00'],
    ['fr', ['demain midi', 'jeudi à 12h', 'demain 12:00'], '2026-11-26T12:00'],
    ['fr', ["aujourd'hui à 18h30", 'aujourd’hui 18 h 30', '25 novembre 18h30'], '2026-11-25T18:30'],
    ['fr', ['après-demain 9h', 'ven. 9h', '27 nov. 9:00'], '2026-11-27T09:00'],
    ['ja', ['明日18時', '明日 18:00', '木曜日 18時00分', '１１月２６日１８時'], '2026-11-26T18:00'],
    ['ja', ['明後日正午', '11月27日(金) 12:00', '2026年11月27日12時'], '2026-11-27T12:00'],
    ['pt-br', ['amanhã às 18h', 'quinta-feira 18:00', '26 de novembro 18h'], '2026-11-26T18:00'],
    ['pt-br', ['depois de amanhã 9:00', 'sexta-feira às 9h'], '2026-11-27T09:00'],
    ['zh-cn', ['明天18:00', '星期四 18时', '11月26日 18:00'], '2026-11-26T18:00'],
    ['zh-cn', ['后天中午', '周五 12:00'], '2026-11-27T12:00'],
  ];
  for (const [locale, texts, end] of table) {
    for (const text of texts) {
      it(`"${text}" (${locale})`, () => {
        const at = readEnd(text, { now: NOW, locale, timeZone: BERLIN });
        assert.equal(at, Date.parse(`${end}+01:00`));
      });
    }
  }

  it('are not read in another language', () => {
    for (const text of ['morgen 18 Uhr', 'demain 18h', '明日18時'])
      assert.equal(readEnd(text, { now: NOW, locale: 'es', timeZone: BERLIN }), undefined, text);
  });
});

describe('an end as we show it', () => {
  const end = fc.integer({ min: 1, max: MAX_EXPIRY_SECONDS });
  /** About a year, so that clocks are put forward and back in it. */
  const now = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 10) });

  for (const timeZone of [BERLIN, 'America/Los_Angeles', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
    for (const locale of ['en', 'en-GB', ...LANGUAGES]) {
      it(`can be typed, to the second (${locale}, ${timeZone})`, () => {
        fc.assert(
          fc.property(now, end, (at, seconds) => {
            const ends = (Math.floor(at / 1000) + seconds) * 1000;
            const shown = formatMoment(new Date(ends), { locale, timeZone }, { seconds: true });
            assert.equal(readEnd(`until ${shown}`, { now: at, locale, timeZone }), ends, shown);
          }),
          { numRuns: 25 },
        );
      });
    }
  }
});
