import assert from 'node:assert/strict';
import { SpacesError } from '../../../../src/core/errors.ts';
import type { TransferChanges } from '../../../../src/core/transfers/transfer.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { setup } from './setup.ts';

describe('the queue of transfers', () => {
  it('runs so many files at a time, in their order, and tells how a batch ended', async () => {
    const { store, queue, job, states, until, touched } = setup();
    const over = queue.add(
      ['a', 'b', 'c'].map((key) => job(key)),
      { skipped: [job('s')] },
    );
    await until(() => store.waiting.length === 2);
    assert.deepEqual(states(), ['running', 'running', 'queued', 'skipped']);
    store.waiting[0]?.answer();
    await until(() => store.waiting.length === 3);
    store.waiting[1]?.refuse(new SpacesError('accessDenied', 'Not allowed.'));
    store.waiting[2]?.answer();
    const { failures, ...counts } = await over;
    assert.deepEqual(counts, { done: 2, skipped: 1, failed: 1, cancelled: 0 });
    assert.deepEqual(
      failures.map(({ job: { object }, error }) => [object.key, error.code]),
      [['b', 'accessDenied']],
    );
    assert.deepEqual(
      [touched, states()],
      [
        ['a', 'c'],
        ['done', 'failed', 'done', 'skipped'],
      ],
    );
  });

  it('never writes more than 10 parts of one object at a time', async () => {
    const { store, queue, job, until } = setup({ parts: 16 });
    const over = queue.add([job('a', 'large')]);
    await until(() => store.waiting.length === 10);
    store.isAutomatic = true;
    for (const each of store.waiting) each.answer();
    assert.deepEqual([(await over).done, store.most], [1, 10]);
  });

  it('pause keeps what the store has, resume goes on, and nothing runs twice', async () => {
    const { store, queue, job, states, until, journal } = setup({ files: 1 });
    const over = queue.add([job('a', 'large'), job('b')]);
    await until(() => store.waiting.length === 3);
    queue.pause();
    assert.deepEqual(states(), ['paused', 'paused']);
    queue.resume();
    await until(() => store.waiting.length === 4);
    store.isAutomatic = true;
    for (const each of store.waiting) each.answer();
    assert.deepEqual((await over).done, 2);
    assert.deepEqual([store.abandoned, journal.entries.size, store.most], [[], 0, 3]);
  });

  it('cancel takes back what was begun, at once; retry begins anew', async () => {
    const { store, queue, job, states, until, journal } = setup();
    const over = queue.add([job('a', 'large'), job('b'), job('c')]);
    await until(() => store.waiting.length === 4);
    queue.cancel();
    assert.deepEqual(states(), ['cancelled', 'cancelled', 'cancelled']);
    assert.equal((await over).cancelled, 3);
    await queue.idle();
    assert.deepEqual([store.abandoned, journal.entries.size], [['u1'], 0]);
    store.isAutomatic = true;
    queue.retry();
    await queue.idle();
    assert.deepEqual(states(), ['done', 'done', 'done']);
  });

  it('what can not be taken back now is tried by the next start', async () => {
    const { store, queue, job, until, journal, make } = setup();
    const abandon = store.bytes.abandon;
    store.bytes.abandon = async () => Promise.reject(new SpacesError('network', 'No network.'));
    void queue.add([job('a', 'large')]);
    await until(() => store.waiting.length === 3);
    queue.cancel();
    await queue.idle();
    assert.deepEqual(
      [...journal.entries.values()].map(({ isCancelled }) => isCancelled),
      [true],
    );
    store.bytes.abandon = abandon;
    const next = make();
    assert.equal((await next.restore()).count, 0);
    await next.idle();
    assert.deepEqual([store.abandoned, journal.entries.size], [['u1'], 0]);
  });

  it('one that failed half-way goes on where it stopped', async () => {
    const { store, queue, job, states, until, journal } = setup();
    const over = queue.add([job('a', 'large')]);
    await until(() => store.waiting.length === 3);
    store.waiting[0]?.refuse(new SpacesError('accessDenied', 'Not allowed.'));
    assert.equal((await over).failed, 1);
    assert.equal(journal.entries.size, 1);
    queue.clearFinished();
    assert.deepEqual(states(), ['failed']);
    let asked = 0;
    store.bytes.parts = async () => {
      asked++;
      return [];
    };
    store.isAutomatic = true;
    queue.retry();
    await queue.idle();
    assert.deepEqual([states(), asked], [['done'], 1]);
    queue.clearFinished();
    assert.deepEqual(queue.list(), []);
  });

  it('closing stops all, and the next window finds it paused', async () => {
    const { store, queue, job, until, make } = setup();
    void queue.add([job('a', 'large')]);
    await until(() => store.waiting.length === 3);
    await queue.close();
    const next = make();
    assert.equal((await next.restore()).count, 1);
    assert.deepEqual(
      next.list().map(({ state, object }) => [state, object.key]),
      [['paused', 'a']],
    );
    assert.deepEqual(next.totals(), {
      states: { queued: 0, running: 0, paused: 1, failed: 0, done: 0, skipped: 0, cancelled: 0 },
      ...{ size: 5, doneBytes: 0, bytesPerSecond: undefined, secondsLeft: undefined },
    });
    assert.deepEqual(store.abandoned, []);
  });

  it('goes by the connection as it is by then, unless it leads elsewhere', async () => {
    const { store, queue, job, states, until, saved } = setup({ files: 1 });
    const over = queue.add([job('a', 'large'), job('b'), job('c')]);
    await until(() => store.waiting.length === 3);
    saved.connection = { ...LOCAL, readOnly: true };
    store.waiting[0]?.refuse(new SpacesError('accessDenied', 'Not allowed.'));
    const { failures } = await over;
    assert.deepEqual(
      failures.map(({ error: { code } }) => code),
      ['accessDenied', 'readOnly', 'readOnly'],
    );
    saved.connection = { ...LOCAL, endpoint: 'https://elsewhere.example', readOnly: true };
    queue.retry();
    store.isAutomatic = true;
    await queue.idle();
    // The first one knows of no other than it began with.
    assert.deepEqual(states(), ['done', 'failed', 'failed']);
    saved.connection = LOCAL;
    queue.retry();
    await queue.idle();
    assert.deepEqual(states(), ['done', 'done', 'done']);
  });

  it('tells few times what changed, and at once what a person did', async () => {
    const { store, queue, job } = setup();
    const told: TransferChanges[] = [];
    queue.onDidChange((changes) => told.push(changes));
    store.isAutomatic = true;
    const jobs = Array.from({ length: 200 }, (_, index) => job(`k${index}`));
    const over = queue.add(jobs);
    assert.deepEqual(
      told.map(({ isList }) => isList),
      [true],
    );
    await over;
    await queue.idle();
    assert.ok(told.length < 50, `${told.length} announcements`);
    const before = told.length;
    queue.clearFinished();
    assert.deepEqual(
      told.slice(before).map(({ isList }) => isList),
      [true],
    );
  });
});
