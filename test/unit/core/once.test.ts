import assert from 'node:assert/strict';
import { lazily, once } from '../../../src/core/once.ts';

describe('lazily', () => {
  it('makes when it is first needed, and gives the same, even if that is nothing', () => {
    let made = 0;
    const get = lazily(() => {
      made += 1;
      return undefined;
    });
    assert.equal(made, 0);
    assert.deepEqual([get(), get()], [undefined, undefined]);
    assert.equal(made, 1);
  });
});

describe('once', () => {
  it('makes with the first call, also where several wait, and gives the same', async () => {
    let made = 0;
    const get = once(async () => ({ number: ++made }));
    const [first, second] = await Promise.all([get(), get()]);
    assert.equal(first, second);
    assert.equal(await get(), first);
    assert.equal(made, 1);
  });

  it('tries again after a failure', async () => {
    let calls = 0;
    const get = once(async () => {
      if (++calls === 1) throw new Error('not yet');
      return calls;
    });
    await assert.rejects(get(), /not yet/);
    assert.equal(await get(), 2);
  });
});
