import assert from 'node:assert/strict';
import { Cancelled } from '../../../../src/core/errors.ts';
import { restoreAll } from '../../../../src/vscode/transfers/restoreAll.ts';

describe('what windows left that are gone', () => {
  const { signal } = new AbortController();
  const setup = (answers: readonly (readonly [count: number, isMoreHeld: boolean])[]) => {
    const done: string[] = [];
    let looks = 0;
    const deps = {
      queue: {
        restore: async () => {
          const [count, isMoreHeld] = answers[looks++] ?? [0, true];
          return { count, isMoreHeld };
        },
      },
      tell: (count: number) => void done.push(`told ${count}`),
      sleep: async () => void done.push('waited'),
      signal,
    };
    return { deps, done, looks: () => looks };
  };

  it('is told of once, where there is any', async () => {
    for (const [count, said] of [
      [0, []],
      [3, ['told 3']],
    ] as const) {
      const { deps, done } = setup([[count, false]]);
      await restoreAll(deps);
      assert.deepEqual(done, said);
    }
  });

  it('is waited for while its window still closes', async () => {
    const { deps, done } = setup([
      [0, true],
      [0, true],
      [2, false],
    ]);
    await restoreAll(deps);
    assert.deepEqual(done, ['waited', 'waited', 'told 2']);
  });

  it('is left to a window that stays, and when this one closes', async () => {
    const stays = setup([]);
    await restoreAll(stays.deps);
    assert.equal(stays.looks(), 30);
    const closes = setup([]);
    await assert.rejects(
      restoreAll({ ...closes.deps, sleep: async () => Promise.reject(new Cancelled()) }),
      Cancelled,
    );
    assert.equal(closes.looks(), 1);
  });
});
