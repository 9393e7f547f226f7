import assert from 'node:assert/strict';
import { Speed, secondsLeft } from '../../../../src/core/transfers/speed.ts';

describe('Speed', () => {
  it('says nothing at first, then the mean of the last seconds', () => {
    const speed = new Speed();
    assert.equal(speed.at(0), undefined);
    for (let ms = 0; ms <= 4_000; ms += 100) {
      speed.add(ms === 0 ? 0 : 100, ms);
      if (ms < 1_000) assert.equal(speed.at(ms), undefined);
    }
    assert.equal(speed.at(4_000), 1_000);
  });

  it('forgets what was long ago', () => {
    const speed = new Speed();
    for (let ms = 0; ms <= 10_000; ms += 100) speed.add(1_000, ms);
    for (let ms = 10_100; ms <= 30_000; ms += 100) speed.add(10, ms);
    assert.ok(Math.abs((speed.at(30_000) ?? 0) - 100) < 2);
    assert.equal(speed.at(60_000), 0);
  });

  it('tells the seconds that are left, and not where nobody could', () => {
    assert.deepEqual([secondsLeft(1000, 100), secondsLeft(1001, 100), secondsLeft(0, 100)], [10, 11, 0]);
    assert.deepEqual(
      [secondsLeft(1, 0), secondsLeft(1, undefined), secondsLeft(1e12, 1)],
      [undefined, undefined, undefined],
    );
  });
});
