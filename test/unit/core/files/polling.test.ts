import assert from 'node:assert/strict';
import { Polling } from '../../../../src/core/files/polling.ts';

function setUp() {
  const there = new Map<string, string>();
  const asked: string[] = [];
  const told: string[] = [];
  const world = { now: 0, failing: false, gate: Promise.resolve() };
  const polling = new Polling({
    etagOf: async (path) => {
      asked.push(path);
      const etag = there.get(path);
      await world.gate;
      if (world.failing) throw new Error('no answer');
      return etag;
    },
    announce: (path, change) => void told.push(`${path} ${change}`),
    now: () => world.now,
  });
  return { polling, there, asked, told, world };
}

describe('asking for what is open', () => {
  it('what has become another, is gone, and is back is told, each once', async () => {
    const { polling, there, told } = setUp();
    there.set('a', '1');
    polling.has('a', '1');
    await polling.look(['a']);
    assert.deepEqual(told, []);
    there.set('a', '2');
    await polling.look(['a']);
    await polling.look(['a']);
    there.delete('a');
    await polling.look(['a']);
    await polling.look(['a']);
    there.set('a', '3');
    await polling.look(['a']);
    assert.deepEqual(told, ['a changed', 'a deleted', 'a created']);
  });

  it('what the editor never had is not asked for, and what it wrote or deleted itself is no news', async () => {
    const { polling, there, told, asked } = setUp();
    await polling.look(['a']);
    assert.deepEqual(asked, []);
    there.set('a', '1');
    polling.has('a', '1');
    there.set('a', '2');
    polling.has('a', '2');
    await polling.look(['a']);
    there.delete('a');
    polling.has('a', undefined);
    await polling.look(['a']);
    assert.deepEqual(told, []);
  });

  it('an answer from before a save is no news, and one file is asked for once at a time', async () => {
    const { polling, there, told, asked, world } = setUp();
    there.set('a', '1');
    polling.has('a', '1');
    const { promise, resolve } = Promise.withResolvers<void>();
    world.gate = promise;
    const looking = polling.look(['a']);
    there.set('a', '2');
    polling.has('a', '2');
    const other = polling.look(['a'], true);
    resolve();
    await Promise.all([looking, other]);
    assert.deepEqual([told, asked], [[], ['a']]);
    there.set('a', '3');
    await polling.look(['a']);
    assert.deepEqual(told, ['a changed']);
  });

  it('asks less and less often where it fails, again where there is a reason, and as before once it answers', async () => {
    const { polling, there, asked, told, world } = setUp();
    polling.has('a', '1');
    there.set('a', '2');
    world.failing = true;
    let failures = 0;
    for (world.now = 0; world.now < 3_600_000; world.now += 15_000) await polling.look(['a']);
    failures = asked.length;
    assert.ok(failures > 5 && failures < 20, String(failures));
    await polling.look(['a']);
    await polling.look(['a'], true);
    assert.equal(asked.length, failures + 1);
    world.failing = false;
    await polling.look(['a'], true);
    await polling.look(['a']);
    assert.deepEqual([told, asked.length], [['a changed'], failures + 3]);
  });

  it('rests half a minute after the first failure, and twice as long after the next one', async () => {
    const { polling, asked, world } = setUp();
    polling.has('a', '1');
    world.failing = true;
    for (const now of [0, 29_999, 30_000, 89_999, 90_000]) {
      world.now = now;
      await polling.look(['a']);
    }
    assert.equal(asked.length, 3);
  });

  it('of very many files the oldest are forgotten', async () => {
    const { polling, asked } = setUp();
    for (let count = 0; count <= 2_000; count++) polling.has(String(count), '1');
    await polling.look(['0', '1']);
    assert.deepEqual(asked, ['1']);
  });
});
