import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Transfer, TransferState } from '../../../../src/core/transfers/transfer.ts';
import {
  countUnderWay,
  flagsOf,
  folderOfAll,
  inReadingOrder,
  progressOf,
  watchBatches,
} from '../../../../src/vscode/transfers/batches.ts';
import { FakeTransfers, transferOf } from '../../../support/fakes/transfers.ts';

const STATES: readonly TransferState[] = [
  ...(['queued', 'running', 'paused', 'failed'] as const),
  ...(['done', 'skipped', 'cancelled'] as const),
];

const someTransfers = fc.array(
  fc.record({ state: fc.constantFrom(...STATES), size: fc.nat(1e9), batch: fc.constantFrom('a', 'b', 'c') }),
);

const made = (all: readonly { state: TransferState; size: number; batch: string }[]) =>
  all.map(({ state, ...more }, index) =>
    transferOf(`f${index}`, state, { ...more, doneBytes: state === 'done' ? more.size : 0 }),
  );

describe('batches of transfers', () => {
  it('each transfer is in one, the newest batch first, in their order', () => {
    fc.assert(
      fc.property(someTransfers, (all) => {
        const transfers = made(all);
        const batches = watchBatches(new FakeTransfers(transfers)).list();
        assert.deepEqual(batches.flatMap((batch) => batch.transfers).sort(byId), [...transfers].sort(byId));
        for (const batch of batches) assert.ok(batch.transfers.every((each) => each.batch === batch.id));
        const firsts = batches.map(({ transfers: [first] }) => transfers.indexOf(first as Transfer));
        assert.deepEqual(
          firsts,
          [...firsts].sort((one, other) => other - one),
        );
      }),
    );
  });

  it('are read again after a change, and once until then', () => {
    const transfers = new FakeTransfers([transferOf('a', 'running')]);
    const batches = watchBatches(transfers);
    assert.equal(batches.list(), batches.list());
    transfers.set(transferOf('a', 'done'));
    assert.equal(batches.list()[0]?.states.done, 1);
    batches.dispose();
  });

  it('come to the sum of what still moves or has moved; nothing is more than all', () => {
    fc.assert(
      fc.property(someTransfers, (all) => {
        const progress = progressOf(made(all));
        assert.ok(progress.doneBytes <= progress.size);
        assert.equal(
          Object.values(progress.states).reduce((sum, count) => sum + count, 0),
          all.length,
        );
        const over = all.filter(({ state }) => ['done', 'skipped', 'cancelled', 'failed'].includes(state));
        assert.equal(countUnderWay(progress), all.length - over.length);
      }),
    );
  });

  it('speed is that of the running ones, and what is left waits for all that is queued', () => {
    const { bytesPerSecond, secondsLeft } = progressOf([
      transferOf('a', 'running', { bytesPerSecond: 100, doneBytes: 500 }),
      transferOf('b', 'running', { bytesPerSecond: 150 }),
      transferOf('c', 'queued'),
      transferOf('d', 'failed', { bytesPerSecond: 9999 }),
    ]);
    assert.deepEqual([bytesPerSecond, secondsLeft], [250, 10]);
    assert.equal(progressOf([transferOf('a', 'running')]).secondsLeft, undefined);
    assert.equal(progressOf([transferOf('a', 'running', { bytesPerSecond: 0 })]).secondsLeft, undefined);
  });

  it('a batch of small files has the speed of all, where it alone moves', () => {
    const transfers = new FakeTransfers([
      transferOf('a', 'queued', { batch: 'many' }),
      transferOf('b', 'done', { batch: 'many' }),
      transferOf('c', 'done', { batch: 'over' }),
    ]);
    transfers.bytesPerSecond = 500;
    const [, many] = watchBatches(transfers).list();
    assert.deepEqual([many?.bytesPerSecond, many?.secondsLeft], [500, 2]);
    transfers.set(transferOf('d', 'queued', { batch: 'other' }));
    const all = watchBatches(transfers).list();
    assert.ok(all.every(({ bytesPerSecond }) => bytesPerSecond === undefined));
  });

  it('what failed is on top, what is done at the end, and equals keep their order', () => {
    const all = STATES.flatMap((state) => [transferOf(`${state}1`, state), transferOf(`${state}2`, state)]);
    assert.deepEqual(
      inReadingOrder(all).map(({ id }) => id),
      ['failed', 'running', 'paused', 'queued', 'cancelled', 'skipped', 'done'].flatMap((state) => [
        `${state}1`,
        `${state}2`,
      ]),
    );
  });

  const flags: Readonly<Record<TransferState, readonly string[]>> = {
    queued: ['pausable', 'cancellable'],
    running: ['pausable', 'cancellable'],
    paused: ['resumable', 'cancellable'],
    failed: ['retryable', 'cancellable'],
    cancelled: ['retryable'],
    skipped: [],
    done: [],
  };
  for (const state of STATES)
    it(`one that is ${state} is ${flags[state].join(' and ') || 'left alone'}`, () => {
      assert.deepEqual(flagsOf(progressOf([transferOf('a', state)])), flags[state]);
    });

  const at = (key: string, localPath: string): Transfer =>
    transferOf(key, 'queued', { object: { ...transferOf(key, 'queued').object, key }, localPath });
  const folders: readonly [string, readonly Transfer[], ReturnType<typeof folderOfAll>][] = [
    [
      'a folder with all below it has its name',
      [at('to/pics/a.png', '/home/me/pics/a.png'), at('to/pics/deep/b.png', '/home/me/pics/deep/b.png')],
      { prefix: 'to/pics/', name: 'pics' },
    ],
    [
      'the same on Windows',
      [at('pics/a.png', 'C:\\me\\pics\\a.png'), at('pics/b.png', 'C:\\me\\pics\\b.png')],
      { prefix: 'pics/', name: 'pics' },
    ],
    [
      'files that were picked have none',
      [at('to/a.png', '/home/me/a.png'), at('to/b.png', '/home/me/b.png')],
      { prefix: 'to/', name: undefined },
    ],
    [
      'nothing in common but the Space',
      [at('one/a', '/x/one/a'), at('other/b', '/x/other/b')],
      { prefix: '', name: undefined },
    ],
    [
      'odd keys: only whole segments count',
      [at('a//b', '/x/a'), at('a//bc', '/x/b'), at('a/', '/x/c')],
      { prefix: 'a/', name: undefined },
    ],
    [
      'a key that begins with a slash beside one that does not',
      [at('/a', '/x/a'), at('b', '/x/b')],
      { prefix: '', name: undefined },
    ],
  ];
  for (const [title, transfers, expected] of folders)
    it(title, () => assert.deepEqual(folderOfAll(transfers), expected));
});

function byId(one: Transfer, other: Transfer): number {
  return one.id < other.id ? -1 : 1;
}
