import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createShareClock, leftWords, timeLeft, untilNextWords } from '../../../src/core/ledgerTimes.ts';
import { CONNECTION } from '../commands/shareSetup.ts';
import { shareOf } from './shareOf.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const plainly = (text: string) => text.replace(/\s/gu, ' ');

describe('the countdown of a share', () => {
  const short: readonly (readonly [number, string])[] = [
    [1, '1 sec'],
    [SECOND, '1 sec'],
    [45 * SECOND + 999, '45 sec'],
    [MINUTE - 1, '59 sec'],
    [MINUTE, '1 min'],
    [2 * MINUTE - 1, '1 min'],
    [HOUR, '1 hr'],
    [HOUR + 5 * MINUTE + 59 * SECOND, '1 hr 5 min'],
    [DAY - 1, '23 hr 59 min'],
    [DAY + 59 * MINUTE, '1 day'],
    [2 * DAY + 3 * HOUR + 4 * MINUTE, '2 days 3 hr'],
    [7 * DAY, '7 days'],
  ];
  for (const [ms, words] of short)
    it(`${ms} ms: ${words}`, () => assert.equal(plainly(leftWords(ms, 'en', 'short')), words));

  const long: readonly (readonly [number, string])[] = [
    [1, '1 minute'],
    [MINUTE, '1 minute'],
    [MINUTE + 1, '2 minutes'],
    [59 * MINUTE + 1, '1 hour'],
    [2 * HOUR + 4 * MINUTE + 1, '2 hours 5 minutes'],
    [3 * DAY, '3 days'],
  ];
  for (const [ms, words] of long)
    it(`${ms} ms as spoken: ${words}`, () => assert.equal(plainly(leftWords(ms, 'en', 'long')), words));

  it('speaks the language, and reads an unknown one as English', () => {
    assert.equal(plainly(leftWords(2 * HOUR + 5 * MINUTE, 'de', 'short')), '2 Std., 5 Min.');
    assert.equal(plainly(leftWords(2 * DAY, 'no such language', 'long')), '2 days');
  });

  it('property: it reads the same until it is drawn anew, and otherwise then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 * DAY }), (left) => {
        const wait = untilNextWords(left);
        assert.ok(wait >= 1 && wait <= MINUTE);
        const words = leftWords(left, 'en', 'short');
        assert.equal(leftWords(left - wait + 1, 'en', 'short'), words);
        // Hours beside days change with each hour only.
        // In the last second it stays `1 sec`.
        if (left - wait >= SECOND && left < DAY)
          assert.notEqual(leftWords(left - wait, 'en', 'short'), words);
      }),
    );
  });

  it("counts by the server's clock, and says moments by this machine's", () => {
    const now = Date.parse('2026-11-24T08:30:00Z');
    const offset = 10 * MINUTE;
    const known = new Map([[CONNECTION.id, CONNECTION]]);
    const clock = { get: (endpoint: string) => (endpoint === CONNECTION.endpoint ? offset : 0) };
    const shareClock = createShareClock({ connections: known, clock, now: () => now });
    const share = shareOf();
    assert.equal(timeLeft(share, shareClock.nowFor(share)), 20 * MINUTE);
    assert.equal(new Date(shareClock.locally(share, 'expiresAt')).toISOString(), '2026-11-24T08:50:00.000Z');
    const named = { ...share, endsAsNamed: true };
    assert.equal(
      shareClock.locally(named, 'expiresAt'),
      Date.parse(share.expiresAt),
      'an end that was named',
    );
    assert.equal(shareClock.locally(named, 'made'), shareClock.locally(share, 'made'));
    const gone = shareOf({ connection: 'zzzzzzzzzz' });
    assert.equal(timeLeft(gone, shareClock.nowFor(gone)), 30 * MINUTE);
  });
});
