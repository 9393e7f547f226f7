// The language of times in other zones, while clocks are put forward and back, and at the turn of the year.
import { either, itReads, type PhraseTable, TOO_LONG, UNKNOWN } from '../../../support/typedExpiry.ts';

const tables: readonly PhraseTable[] = [
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

describe('the language of times, elsewhere and at odd times', () => {
  for (const table of tables) itReads(table);
});
