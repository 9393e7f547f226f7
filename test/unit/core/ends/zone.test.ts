import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { momentsOf, wallAt } from '../../../../src/core/ends/zone.ts';

const ZONES = [
  undefined,
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  '+05:45',
];
const second = fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2035, 0) / 1000 });

describe('what clocks show', () => {
  for (const timeZone of ZONES) {
    it(`leads back to the moment (${timeZone ?? 'of this machine'})`, () => {
      fc.assert(
        fc.property(second, (at) => {
          const moments = momentsOf(wallAt(at * 1000, timeZone), timeZone);
          assert.ok(moments.includes(at * 1000), JSON.stringify(moments));
          for (const each of moments) assert.deepEqual(wallAt(each, timeZone), wallAt(at * 1000, timeZone));
        }),
      );
    });
  }

  it('is shown twice, once or never', () => {
    const at = (hour: number, minute: number, month: number, day: number) =>
      momentsOf({ year: 2026, month, day, hour, minute, second: 0 }, 'Europe/Berlin').map((each) =>
        new Date(each).toISOString().slice(11, 16),
      );
    assert.deepEqual(at(2, 30, 10, 25), ['00:30', '01:30']);
    assert.deepEqual(at(2, 0, 10, 25), ['00:00', '01:00']);
    assert.deepEqual(at(3, 0, 10, 25), ['02:00']);
    assert.deepEqual(at(2, 0, 3, 29), []);
    assert.deepEqual(at(3, 0, 3, 29), ['01:00']);
  });
});
