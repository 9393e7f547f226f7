import assert from 'node:assert/strict';
import { Slots } from '../../../../src/core/transfers/slots.ts';

const { signal } = new AbortController();

describe('Slots', () => {
  it('gives what is free, in the order asked, and never more', async () => {
    const slots = new Slots(10);
    let taken = 0;
    let most = 0;
    const order: number[] = [];
    const use = (wanted: number) =>
      slots.with(
        wanted,
        async () => {
          taken += wanted;
          most = Math.max(most, taken);
          order.push(wanted);
          await new Promise(setImmediate);
          taken -= wanted;
        },
        signal,
      );
    await Promise.all([use(4), use(6), use(7), use(1), use(2)]);
    assert.deepEqual([most <= 10, order], [true, [4, 6, 7, 1, 2]]);
  });

  it('what is larger than all is given alone', async () => {
    const slots = new Slots(10);
    assert.equal(await slots.with(50, async () => 'given', signal), 'given');
  });

  it('who gives up leaves the line', async () => {
    const slots = new Slots(1);
    const first = Promise.withResolvers<void>();
    const holding = slots.with(1, () => first.promise, signal);
    const stop = new AbortController();
    const waiting = slots.with(1, async () => 'never', stop.signal);
    const behind = slots.with(1, async () => 'given', signal);
    stop.abort();
    await assert.rejects(waiting, { name: 'Cancelled' });
    first.resolve();
    await holding;
    assert.equal(await behind, 'given');
  });
});
