import assert from 'node:assert/strict';
import { createClockOffsets } from '../../../src/s3/clock.ts';

const endpoint = 'https://s3.example.com';
const noon = Date.UTC(2026, 0, 2, 12);
const httpDate = (ms: number) => new Date(ms).toUTCString();

function learnt(local: { sentAt: number; receivedAt: number }, date: string | null, age?: string) {
  const clock = createClockOffsets();
  clock.learn(endpoint, { ...local, date, age: age ?? null });
  return clock.measured(endpoint);
}

describe('clock offsets', () => {
  it('are server minus local, against the middle of the exchange', () => {
    const offset = learnt({ sentAt: noon, receivedAt: noon + 400 }, httpDate(noon + 600_000));
    assert.equal(offset, 600_000 + 500 - 200);
    assert.equal(learnt({ sentAt: noon, receivedAt: noon }, httpDate(noon - 600_000)), -600_000 + 500);
  });

  it('of two seconds and less are none', () => {
    assert.equal(learnt({ sentAt: noon, receivedAt: noon + 100 }, httpDate(noon + 1_000)), 0);
    assert.equal(learnt({ sentAt: noon, receivedAt: noon + 100 }, httpDate(noon - 2_000)), 0);
    assert.equal(learnt({ sentAt: noon, receivedAt: noon + 100 }, httpDate(noon + 3_000)), 3_450);
  });

  it('within the uncertainty of a slow exchange are none', () => {
    assert.equal(learnt({ sentAt: noon, receivedAt: noon + 16_000 }, httpDate(noon + 15_000)), 0);
  });

  it('are unknown without a readable Date, and from a cache', () => {
    assert.equal(learnt({ sentAt: noon, receivedAt: noon }, null), undefined);
    assert.equal(learnt({ sentAt: noon, receivedAt: noon }, 'soon'), undefined);
    assert.equal(learnt({ sentAt: noon, receivedAt: noon }, httpDate(noon - 900_000), '900'), undefined);
  });

  it('are kept for each endpoint, 0 where never measured', () => {
    const clock = createClockOffsets();
    clock.learn(endpoint, { sentAt: noon, receivedAt: noon, date: httpDate(noon + 60_000) });
    assert.equal(clock.get(endpoint), 60_500);
    assert.equal(clock.get('https://other.example.com'), 0);
    clock.learn(endpoint, { sentAt: noon, receivedAt: noon, date: httpDate(noon) });
    assert.equal(clock.get(endpoint), 0);
  });
});
