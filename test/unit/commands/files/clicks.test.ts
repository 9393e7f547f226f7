import assert from 'node:assert/strict';
import { Clicks } from '../../../../src/commands/files/clicks.ts';
import { Cancelled } from '../../../../src/core/errors.ts';

function setUp() {
  const done: string[] = [];
  const clock = { now: 0 };
  const clicks = new Clicks(() => clock.now);
  const click = (id: string, opening: () => Promise<boolean> = async () => true) =>
    clicks.click(id, {
      preview: () => {
        done.push(`preview ${id}`);
        return opening();
      },
      keep: async () => void done.push(`keep ${id}`),
    });
  return { done, clock, click };
}

describe('clicks on rows', () => {
  it('one shows a preview, a second one soon after on the same row keeps it', async () => {
    const { done, clock, click } = setUp();
    await click('a');
    clock.now = 600;
    await click('a');
    assert.deepEqual(done, ['preview a', 'keep a']);
  });

  it('two that are further apart, or on two rows, are two', async () => {
    const { done, clock, click } = setUp();
    await click('a');
    clock.now = 601;
    await click('a');
    await click('b');
    await click('a');
    assert.deepEqual(done, ['preview a', 'preview a', 'preview b', 'preview a']);
  });

  it('a third one begins anew', async () => {
    const { done, click } = setUp();
    for (let count = 0; count < 3; count++) await click('a');
    assert.deepEqual(done, ['preview a', 'keep a', 'preview a']);
  });

  it('the second one waits for what the first one asks, and where that was dismissed does nothing', async () => {
    const { done, click } = setUp();
    const asked = Promise.withResolvers<boolean>();
    const first = click('a', () => asked.promise);
    const second = click('a');
    assert.deepEqual(done, ['preview a']);
    asked.resolve(true);
    await Promise.all([first, second]);
    assert.deepEqual(done, ['preview a', 'keep a']);

    const other = click('b', () => Promise.reject(new Cancelled()));
    const again = click('b');
    await assert.rejects(other, { name: 'Cancelled' });
    await again;
    assert.deepEqual(done.slice(2), ['preview b']);
  });

  it('what the first one did not open the second one does not open either', async () => {
    const { done, click } = setUp();
    await Promise.all([click('a', async () => false), click('a')]);
    assert.deepEqual(done, ['preview a']);
    assert.equal(await click('b'), undefined);
  });
});
