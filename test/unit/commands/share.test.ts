import assert from 'node:assert/strict';
import { signingTime } from '../../../src/commands/share.ts';
import { THIS_COMPUTER } from '../../../src/core/machine.ts';
import { CONNECTION } from './shareSetup.ts';

function timeWith(offsetMs: number, expiry: { seconds: number } | { at: number } = { seconds: 60 }) {
  const clock = { get: (endpoint: string) => (endpoint === CONNECTION.endpoint ? offsetMs : 0) };
  const now = () => Date.parse('2026-11-24T08:00:00.900Z');
  return signingTime({ now, clock, machine: THIS_COMPUTER }, CONNECTION, expiry);
}

describe('signingTime', () => {
  it('ends whole seconds after the second it is signed in', () => {
    const { ends, endsLocally, expiresIn, clockNote } = timeWith(0);
    assert.equal(ends.toISOString(), '2026-11-24T08:01:00.000Z');
    assert.deepEqual(endsLocally, ends);
    assert.equal(expiresIn, 60);
    assert.equal(clockNote, undefined);
  });

  it("uses the server's clock, and shows this machine's", () => {
    const slow = timeWith(10 * 60_000);
    assert.equal(slow.date.toISOString(), '2026-11-24T08:10:00.900Z');
    assert.equal(slow.ends.toISOString(), '2026-11-24T08:11:00.000Z');
    assert.equal(slow.endsLocally.toISOString(), '2026-11-24T08:01:00.000Z');
    assert.deepEqual(slow.saidEnd, slow.endsLocally);
    assert.match(slow.clockNote ?? '', /10 min slow/);
    assert.match(timeWith(-20 * 60_000).clockNote ?? '', /20 min fast/);
  });

  it('says nothing of less than a minute', () => {
    assert.equal(timeWith(59_999).clockNote, undefined);
    assert.match(timeWith(60_000).clockNote ?? '', /1 min slow/);
  });

  it('a fixed end is that moment, whatever the clock of this machine', () => {
    const at = Date.parse('2026-11-24T09:00:00Z');
    for (const offset of [0, 600_000, -600_000])
      for (const end of ['ends', 'saidEnd'] as const)
        assert.equal(timeWith(offset, { at })[end].toISOString(), '2026-11-24T09:00:00.000Z');
    assert.deepEqual([timeWith(0, { at }).endsAsNamed, timeWith(0).endsAsNamed], [true, false]);
  });

  it("a fixed end that has passed by the server's clock is refused", () => {
    const at = Date.parse('2026-11-24T08:05:00Z');
    assert.throws(() => timeWith(10 * 60_000, { at }), { code: 'badExpiry' });
  });
});
