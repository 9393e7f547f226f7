import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { inParallel } from '../../../../src/core/manage/inParallel.ts';

describe('work in parallel', () => {
  it('is done for each, so many at a time', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await inParallel(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      most = Math.max(most, ++running);
      await setImmediate();
      running--;
      done.push(item);
    });
    assert.deepEqual([done.sort(), most], [[1, 2, 3, 4, 5, 6, 7], 3]);
  });

  it('ends with the first failure, once all that run have ended', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = inParallel(2, [1, 2, 3, 4], async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('no');
      await setImmediate();
      ended.push(item);
    });
    await assert.rejects(work, { message: 'no' });
    assert.deepEqual([begun, ended], [[1, 2], [2]]);
  });
});
