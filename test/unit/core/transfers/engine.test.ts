import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Cancelled } from '../../../../src/core/errors.ts';
import { forEachAtOnce } from '../../../../src/core/transfers/engine.ts';

describe('work for each, several at once', () => {
  it('begins nothing more once it is cancelled, also where the work does not look', async () => {
    const stop = new AbortController();
    const begun: number[] = [];
    const work = forEachAtOnce({ items: [1, 2, 3, 4, 5], atOnce: 2, signal: stop.signal }, async (item) => {
      begun.push(item);
      await setImmediate();
      stop.abort();
    });
    await assert.rejects(work, Cancelled);
    assert.deepEqual(begun, [1, 2]);
  });

  it('the first failure stops the others, and is what is told', async () => {
    const work = forEachAtOnce(
      { items: [1, 2, 3], atOnce: 2, signal: new AbortController().signal },
      async (item, signal) => {
        if (item === 1) throw new Error('no');
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Cancelled())));
      },
    );
    await assert.rejects(work, { message: 'no' });
  });
});
