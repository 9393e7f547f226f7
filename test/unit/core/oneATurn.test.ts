import assert from 'node:assert/strict';
import { OneATurn } from '../../../src/core/oneATurn.ts';

describe('one a turn', () => {
  /** What came, and between what the event loop turned. */
  async function order(names: readonly string[]): Promise<string[]> {
    const turns = new OneATurn();
    const seen: string[] = [];
    const looking = setInterval(() => seen.at(-1) !== 'turn' && seen.push('turn'), 0);
    const come = async (name: string) => {
      await turns.come();
      seen.push(name);
    };
    await Promise.all(names.map(come));
    clearInterval(looking);
    return seen;
  }

  it('lets who comes alone go on at once', async () => {
    const turns = new OneATurn();
    let isIn = false;
    void turns.come().then(() => {
      isIn = true;
    });
    await Promise.resolve();
    await Promise.resolve();
    assert.ok(isIn);
  });

  it('lets those that come together in one after the other, all else between them', async () => {
    const seen = await order(['a', 'b', 'c']);
    assert.deepEqual(
      seen.filter((each) => each !== 'turn'),
      ['a', 'b', 'c'],
    );
    assert.equal(seen[0], 'a');
    assert.ok(seen.indexOf('turn') < seen.indexOf('b'));
    assert.ok(seen.slice(seen.indexOf('b'), seen.indexOf('c')).includes('turn'));
  });
});
