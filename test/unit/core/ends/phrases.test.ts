// The language of times, as a table: what may be typed into the question, and what it means. Each text is read at a
// fixed moment in a zone; the end is given as that zone's clocks show it.
import assert from 'node:assert/strict';
import { typedExpiry } from '../../../support/typedExpiry.ts';

/** A number: seconds from the moment of acceptance. ISO 8601: the end. A pattern: why it can't be used. */
type Meaning = number | string | RegExp;

const PAST = /has passed/;
const TOO_LONG = /lasts 7 days at most/;
const NO_TIME = /needs a time, too, like tomorrow 18:00/;
const NOT_REAL = /no such day or time/;
const UNKNOWN = /Not understood/;
/** It may mean one or the other: both are shown, as they can be typed. */
const either = (one: string, other: string) => new RegExp(`may mean ${one} or ${other}: type`);

const tables: {
  readonly where: string;
  readonly timeZone: string;
  /** A moment with its offset. */
  readonly now: string;
  readonly phrases: readonly (readonly [text: string, meaning: Meaning])[];
}[] = [
  {
    where: 'a length of time',
    timeZone: 'Europe/Berlin',
    now: '2026-11-25T10:00:00+01:00',
    phrases: [
      ['90', 90],
      ['45m', 2_700],
      ['1h30', 5_400],
      ['1h30m', 5_400],
      ['1h 30', 5_400],
      ['1m30', 90],
      ['2 days', 172_800],
      ['+2 days', 172_800],
      ['2w', TOO_LONG],
      ['1w', 604_800],
      ['a week', 604_800],
      ['an hour', 3_600],
      ['half an hour', 1_800],
      ['an hour and a half', 5_400],
      ['2 and a half hours', 9_000],
      ['two hours and thirty minutes', 9_000],
      ['in 3 hours', 10_800],
      ['3 hours from now', 10_800],
      ['for twenty minutes', 1_200],
      // A span that was typed twice, or backwards, or runs over, is a slip.
      ['30m 30m', UNKNOWN],
      ['2d3', UNKNOWN],
      ['1h90', NOT_REAL],
      ['-5m', /above zero/],
      ['0', /above zero/],
      ['1.5', /whole seconds/],
      ['8 days', TOO_LONG],
    ],
  },
  {
    where: 'a time of day is the next such moment (it is Wednesday, 10:00)',
    timeZone: 'Europe/Berlin',
    now: '2026-11-25T10:00:00+01:00',
    phrases: [
      ['18:00', '2026-11-25T18:00+01:00'],
      ['until 18:00', '2026-11-25T18:00+01:00'],
      ['till 6pm', '2026-11-25T18:00+01:00'],
      ['by 6:30 p.m.', '2026-11-25T18:30+01:00'],
      ['18:00:30', '2026-11-25T18:00:30+01:00'],
      ['until 18h30', '2026-11-25T18:30+01:00'],
      ['18 Uhr', '2026-11-25T18:00+01:00'],
      ['10:00', '2026-11-26T10:00+01:00'],
      ['9:00', '2026-11-26T09:00+01:00'],
      ['noon', '2026-11-25T12:00+01:00'],
      ['midnight', '2026-11-26T00:00+01:00'],
      ['0:00', '2026-11-26T00:00+01:00'],
      ['24:00', '2026-11-26T00:00+01:00'],
      ['12am', '2026-11-26T00:00+01:00'],
      ['12pm', '2026-11-25T12:00+01:00'],
      ['end of day', '2026-11-26T00:00+01:00'],
      ['eod', '2026-11-26T00:00+01:00'],
      ['until 18', '2026-11-25T18:00+01:00'],
      ['until 9', either('Wed 25 Nov, 21:00 CET', 'Thu 26 Nov, 09:00 CET')],
      ["at 5 o'clock", either('Wed 25 Nov, 17:00 CET', 'Thu 26 Nov, 05:00 CET')],
      ['25:00', NOT_REAL],
      ['9:60', NOT_REAL],
      ['13 pm', NOT_REAL],
      ['18:00-20:00', UNKNOWN],
      ['6pm or 7pm', UNKNOWN],
      ['foo 18:00', UNKNOWN],
    ],
  },
  {
    where: 'a day and a time (it is Wednesday, 10:00)',
    timeZone: 'Europe/Berlin',
    now: '2026-11-25T10:00:00+01:00',
    phrases: [
      ['today 17:30', '2026-11-25T17:30+01:00'],
      ['18:00 today', '2026-11-25T18:00+01:00'],
      ['today 9:00', PAST],
      ['today 6', '2026-11-25T18:00+01:00'],
      ['tonight at 9', '2026-11-25T21:00+01:00'],
      ['tonight 23:30', '2026-11-25T23:30+01:00'],
      ['tonight 1:00', '2026-11-26T01:00+01:00'],
      ['today midnight', '2026-11-26T00:00+01:00'],
      ['tomorrow noon', '2026-11-26T12:00+01:00'],
      ['noon tomorrow', '2026-11-26T12:00+01:00'],
      ['until tomorrow 9:00', '2026-11-26T09:00+01:00'],
      ['tomorrow at 6', either('Thu 26 Nov, 06:00 CET', 'Thu 26 Nov, 18:00 CET')],
      ['tomorrow midnight', either('Thu 26 Nov, 00:00 CET', 'Fri 27 Nov, 00:00 CET')],
      ['end of tomorrow', '2026-11-27T00:00+01:00'],
      ['the day after tomorrow at noon', '2026-11-27T12:00+01:00'],
      ['until Friday 18:00', '2026-11-27T18:00+01:00'],
      ['6pm on Friday', '2026-11-27T18:00+01:00'],
      ['this Friday 18:00', '2026-11-27T18:00+01:00'],
      ['fri 18:00', '2026-11-27T18:00+01:00'],
      ['friday 24:00', '2026-11-28T00:00+01:00'],
      ['end of Friday', '2026-11-28T00:00+01:00'],
      ['Friday midnight', either('Fri 27 Nov, 00:00 CET', 'Sat 28 Nov, 00:00 CET')],
      // Today, while it is still ahead.
      ['Wednesday 18:00', '2026-11-25T18:00+01:00'],
      ['Wednesday 9:00', '2026-12-02T09:00+01:00'],
      ['next Monday 9am', '2026-11-30T09:00+01:00'],
      ['next Wednesday 9:00', '2026-12-02T09:00+01:00'],
      ['next Friday 9am', either('Fri 27 Nov, 09:00 CET', 'Fri 4 Dec, 09:00 CET')],
      ['last Friday 9am', UNKNOWN],
      ['tomorrow', NO_TIME],
      ['Friday', NO_TIME],
      ['tonight', NO_TIME],
      ['yesterday 17:00', PAST],
    ],
  },
  {
    where: 'a date',
    timeZone: 'Europe/Berlin',
    now: '2026-11-25T10:00:00+01:00',
    phrases: [
      ['2026-12-01 09:00', '2026-12-01T09:00+01:00'],
      ['2026-12-01T09:00', '2026-12-01T09:00+01:00'],
      ['2026-12-01T09:00:30Z', '2026-12-01T10:00:30+01:00'],
      ['2026-12-01T09:00-05:00', '2026-12-01T15:00+01:00'],
      ['2026-12-01 09:00 +0530', '2026-12-01T04:30+01:00'],
      ['2026/12/01 09:00', '2026-12-01T09:00+01:00'],
      ['Dec 1 9:00', '2026-12-01T09:00+01:00'],
      ['1 Dec 18:00', '2026-12-01T18:00+01:00'],
      ['December 1st, 2026 at 6pm', '2026-12-01T18:00+01:00'],
      ['noon on the 1st of December', '2026-12-01T12:00+01:00'],
      ['the 27th at 18:00', '2026-11-27T18:00+01:00'],
      ['Fri 27 Nov, 18:00 CET', '2026-11-27T18:00+01:00'],
      ['Mon 27 Nov 18:00', NOT_REAL],
      ['1.12. 9:00', '2026-12-01T09:00+01:00'],
      ['1.12.2026 18.30 Uhr', '2026-12-01T18:30+01:00'],
      ['28/11/2026 18:00', '2026-11-28T18:00+01:00'],
      ['11/28 18:00', '2026-11-28T18:00+01:00'],
      ['30/11/26 18:00', '2026-11-30T18:00+01:00'],
      ['01/12 09:00', either('Tue 1 Dec, 09:00 CET', 'Tue 12 Jan, 09:00 CET')],
      ['01/12/2026 09:00', '2026-12-01T09:00+01:00'],
      ['03/04/2026 09:00', PAST],
      ['31 Nov 9:00', NOT_REAL],
      ['2026-13-01 09:00', NOT_REAL],
      ['2026-12-01', NO_TIME],
      ['1 Dec', NO_TIME],
      ['1 Nov 9:00', PAST],
      ['2026-11-25 10:00', PAST],
      ['2026-11-25 10:00:01', '2026-11-25T10:00:01+01:00'],
      ['2026-12-02 10:00', '2026-12-02T10:00+01:00'],
      ['2026-12-02 10:00:01', TOO_LONG],
    ],
  },
  {
    where: 'what only the parser behind our grammar knows',
    timeZone: 'Europe/Berlin',
    now: '2026-11-25T10:00:00+01:00',
    phrases: [
      ['two days from now at 9am', '2026-11-27T09:00+01:00'],
      ['in two days at noon', '2026-11-27T12:00+01:00'],
      ['in a week at 9am', '2026-12-02T09:00+01:00'],
      ['Friday at 5 in the afternoon', '2026-11-27T17:00+01:00'],
      ['until tomorrow evening at 8', '2026-11-26T20:00+01:00'],
      ['in 10 days at 9am', TOO_LONG],
      // A part of the day is no time, and a word that it drops may change all.
      ['tomorrow morning', NO_TIME],
      ['end of next week', NO_TIME],
      ['tomorrow 5pm please', UNKNOWN],
      ['not tomorrow 5pm', UNKNOWN],
      ['tomorrow 5pm - 6pm', UNKNOWN],
      // Letters name several zones, and hours are counted by ours alone.
      ['5pm CST', UNKNOWN],
      ['2 hours after noon', UNKNOWN],
    ],
  },
  {
    where: 'on the west coast of America (it is Wednesday, 10:00)',
    timeZone: 'America/Los_Angeles',
    now: '2026-11-25T10:00:00-08:00',
    phrases: [
      ['18:00', '2026-11-25T18:00-08:00'],
      ['tomorrow noon', '2026-11-26T12:00-08:00'],
      ['Friday 6pm', '2026-11-27T18:00-08:00'],
      ['end of day', '2026-11-26T00:00-08:00'],
      ['18:00 PST', '2026-11-25T18:00-08:00'],
      ['18:00 PDT', UNKNOWN],
      ['19:00 UTC', '2026-11-25T19:00Z'],
      ['6pm GMT+1', '2026-11-26T18:00+01:00'],
      ['2026-12-01T09:00Z', '2026-12-01T01:00-08:00'],
      ['in two days at noon', '2026-11-27T12:00-08:00'],
    ],
  },
  {
    where: 'in India, half an hour beside the others (it is Wednesday, 10:00)',
    timeZone: 'Asia/Kolkata',
    now: '2026-11-25T10:00:00+05:30',
    phrases: [
      ['18:00', '2026-11-25T18:00+05:30'],
      ['tomorrow noon', '2026-11-26T12:00+05:30'],
      ['until Friday 18:00', '2026-11-27T18:00+05:30'],
      ['18:00 IST', '2026-11-25T18:00+05:30'],
      ['18:00 GMT+5:30', '2026-11-25T18:00+05:30'],
      ['in two days at noon', '2026-11-27T12:00+05:30'],
    ],
  },
  {
    where: 'the night in which clocks are put forward, Berlin, Saturday 21:00',
    timeZone: 'Europe/Berlin',
    now: '2026-03-28T21:00:00+01:00',
    phrases: [
      ['Sunday 1:59', '2026-03-29T01:59+01:00'],
      ['Sunday 2:30', /no 02:30 on that day/],
      ['2:30', /no 02:30 on that day/],
      ['Sunday 3:00', '2026-03-29T03:00+02:00'],
      ['tomorrow noon', '2026-03-29T12:00+02:00'],
      ['Sunday 2:30 UTC', '2026-03-29T04:30+02:00'],
      // A length of time is counted, whatever clocks do.
      ['1 day', 86_400],
      ['in one day at noon', '2026-03-29T12:00+02:00'],
    ],
  },
  {
    where: 'the night in which clocks are put back, Berlin, Saturday 21:00',
    timeZone: 'Europe/Berlin',
    now: '2026-10-24T21:00:00+02:00',
    phrases: [
      ['Sunday 1:59', '2026-10-25T01:59+02:00'],
      ['Sunday 2:30', either('Sun 25 Oct, 02:30 CEST', 'Sun 25 Oct, 02:30 CET')],
      ['Sun 25 Oct, 02:30 CEST', '2026-10-25T02:30+02:00'],
      ['Sun 25 Oct, 02:30 CET', '2026-10-25T02:30+01:00'],
      ['2026-10-25T02:30+02:00', '2026-10-25T02:30+02:00'],
      ['Sunday 3:00', '2026-10-25T03:00+01:00'],
      ['tomorrow noon', '2026-10-25T12:00+01:00'],
      ['7 days', 604_800],
      // By the clock it is seven days, and one hour more.
      ['Sat 31 Oct 21:00', TOO_LONG],
      ['Sat 31 Oct 20:00', '2026-10-31T20:00+01:00'],
    ],
  },
  {
    where: 'in the hour that comes twice, the first time',
    timeZone: 'Europe/Berlin',
    now: '2026-10-25T02:45:00+02:00',
    phrases: [
      ['2:30', '2026-10-25T02:30+01:00'],
      ['today 2:50', either('Sun 25 Oct, 02:50 CEST', 'Sun 25 Oct, 02:50 CET')],
    ],
  },
  {
    where:
      'on the west coast of America, the night before clocks are put back, and put forward by half an hour elsewhere',
    timeZone: 'America/Los_Angeles',
    now: '2026-10-31T13:00:00-07:00',
    phrases: [
      ['tomorrow 1:30', either('Sun 1 Nov, 01:30 GMT-7', 'Sun 1 Nov, 01:30 GMT-8')],
      ['tomorrow 1:30 PDT', '2026-11-01T01:30-07:00'],
      ['tomorrow 1:30 GMT-8', '2026-11-01T01:30-08:00'],
      ['tomorrow 2:00', '2026-11-01T02:00-08:00'],
    ],
  },
  {
    where: 'Lord Howe Island, where clocks are put forward by half an hour',
    timeZone: 'Australia/Lord_Howe',
    now: '2026-10-03T12:00:00+10:30',
    phrases: [
      ['tomorrow 2:15', /no 02:15 on that day/],
      ['tomorrow 2:30', '2026-10-04T02:30+11:00'],
    ],
  },
  {
    where: 'at the turn of the year',
    timeZone: 'Europe/Berlin',
    now: '2026-12-30T10:00:00+01:00',
    phrases: [
      ['1 Jan 9:00', '2027-01-01T09:00+01:00'],
      ['2/1 9:00', either('Sat 2 Jan, 09:00 CET', 'Mon 1 Feb, 09:00 CET')],
      ['03/01/2027 09:00', either('Sun 3 Jan, 09:00 CET', 'Mon 1 Mar, 09:00 CET')],
      ['the 2nd at noon', '2027-01-02T12:00+01:00'],
    ],
  },
];

describe('the language of times', () => {
  it('is shown by at least 120 phrases, in at least three zones', () => {
    const texts = new Set(tables.flatMap(({ phrases }) => phrases.map(([text]) => text)));
    assert.ok(texts.size >= 120, `${texts.size}`);
    assert.ok(new Set(tables.map(({ timeZone }) => timeZone)).size >= 3);
  });

  for (const { where, timeZone, now, phrases } of tables) {
    describe(where, () => {
      for (const [text, meaning] of phrases) {
        it(`"${text}"`, async () => {
          const got = await typedExpiry(text, Date.parse(now), { locale: 'en-GB', timeZone });
          if (meaning instanceof RegExp) {
            assert.equal(typeof got, 'string', JSON.stringify(got));
            assert.match(String(got), meaning);
          } else {
            assert.deepEqual(
              got,
              typeof meaning === 'number' ? { seconds: meaning } : { at: Date.parse(meaning) },
            );
          }
        });
      }
    });
  }
});
