import assert from 'node:assert/strict';
import { Cancelled } from '../../../src/core/errors.ts';
import { unlessAborted } from '../../../src/core/unlessAborted.ts';

describe('unlessAborted', () => {
  it('is the end of the work', async () => {
    const { signal } = new AbortController();
    assert.equal(await unlessAborted(Promise.resolve(1), signal), 1);
    await assert.rejects(unlessAborted(Promise.reject(new Error('no')), signal), /no/);
  });

  for (const when of ['before', 'meanwhile'] as const) {
    it(`is cancelled where the signal is aborted ${when}, and work that fails then fails nothing else`, async () => {
      const unheard: unknown[] = [];
      const hear = (reason: unknown) => unheard.push(reason);
      process.on('unhandledRejection', hear);
      try {
        const work = Promise.withResolvers<never>();
        const abort = new AbortController();
        if (when === 'before') abort.abort();
        const ended = assert.rejects(unlessAborted(work.promise, abort.signal), Cancelled);
        abort.abort();
        await ended;
        work.reject(new Error('late'));
        await new Promise((resolve) => setImmediate(resolve));
        assert.deepEqual(unheard, []);
      } finally {
        process.off('unhandledRejection', hear);
      }
    });
  }
});
