import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cancelled, SpacesError } from '../../../../src/core/errors.ts';
import type { ObjectBytes } from '../../../../src/core/objects.ts';
import type { TransferLimits } from '../../../../src/core/transfers/engine.ts';
import type { TransferJob } from '../../../../src/core/transfers/jobs.ts';
import type { Journal, JournalEntry } from '../../../../src/core/transfers/journal.ts';
import { createTransferQueue } from '../../../../src/core/transfers/queue.ts';
import type { TransferChanges } from '../../../../src/core/transfers/transfer.ts';
import { transferFiles } from '../../../../src/platform/transferFiles.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeLog } from '../../../support/fakes/small.ts';
import { scratchFolder } from '../../../support/scratch.mjs';

const PART = 100;

class MemoryJournal implements Journal {
  readonly entries = new Map<string, JournalEntry>();
  async write(entry: JournalEntry): Promise<void> {
    this.entries.set(entry.job.id, entry);
  }
  async remove(id: string): Promise<void> {
    this.entries.delete(id);
  }
  async claim() {
    return [...this.entries.values()].map((entry) => ({
      ...entry,
      connectionId: entry.job.object.connection.id,
    }));
  }
  async dispose(): Promise<void> {}
}

/** A store that answers when it is told to; it counts what it is asked at a time. */
class SlowStore {
  readonly waiting: { readonly key: string; answer(): void; refuse(error: Error): void }[] = [];
  readonly abandoned: string[] = [];
  most = 0;
  #now = 0;
  isAutomatic = false;

  readonly bytes = {
    facts: async () => Promise.reject(new SpacesError('noSuchObject', 'There is no such object.')),
    write: async ({ key }: { key: string }, _body: unknown, _options: unknown, signal: AbortSignal) => {
      await this.#wait(key, signal);
      return { etag: 'e' };
    },
    begin: async (target: object) => ({ ...target, uploadId: 'u1' }),
    writePart: async (
      { key }: { key: string },
      partNumber: number,
      body: Uint8Array,
      signal: AbortSignal,
    ) => {
      await this.#wait(`${key} ${partNumber}`, signal);
      return { partNumber, etag: 'e', size: body.length };
    },
    parts: async () => [],
    finish: async () => ({ etag: 'e' }),
    abandon: async ({ uploadId }: { uploadId: string }) => void this.abandoned.push(uploadId),
  } as unknown as ObjectBytes;

  async #wait(key: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new Cancelled();
    this.most = Math.max(this.most, ++this.#now);
    try {
      if (!this.isAutomatic) {
        await new Promise<void>((resolve, reject) => {
          this.waiting.push({ key, answer: resolve, refuse: reject });
          signal.addEventListener('abort', () => reject(new Cancelled()));
        });
      } else await new Promise(setImmediate);
    } finally {
      this.#now--;
    }
  }
}

describe('the queue of transfers', () => {
  const folder = scratchFolder('queue');
  for (const [name, size] of [
    ['small', 5],
    ['large', 20 * PART + 1],
  ] as const)
    writeFileSync(join(folder, name), Buffer.alloc(size, 7));

  function setup(limits: Partial<TransferLimits> = {}) {
    const store = new SlowStore();
    const journal = new MemoryJournal();
    const touched: string[] = [];
    const saved = { connection: LOCAL };
    const make = () =>
      createTransferQueue({
        ...{
          bytes: store.bytes,
          files: transferFiles,
          journal,
          log: new FakeLog(),
          now: Date.now,
          random: Math.random,
        },
        limits: () => ({ files: 2, parts: 3, partSize: PART, ...limits }),
        sleep: async () => {},
        connectionOf: (id) => (id === LOCAL.id ? saved.connection : undefined),
        touched: (_space, keys) => void touched.push(...keys),
      });
    const queue = make();
    const job = (key: string, file = 'small', more: Partial<TransferJob> = {}): TransferJob =>
      ({
        ...{
          kind: 'upload',
          id: queue.newId(),
          batch: 'batch00001',
          object: { connection: LOCAL, space: 'box', key },
        },
        ...{ localPath: join(folder, file), size: 5, mayReplace: false, wishes: {}, ...more },
      }) as TransferJob;
    const states = () => queue.list().map(({ state }) => state);
    const until = async (holds: () => boolean) => {
      for (let tries = 0; !holds(); tries++) {
        assert.ok(tries < 2_000, 'never happened');
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    return { store, journal, touched, saved, queue, job, states, until, make };
  }

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
    assert.equal(await next.restore(), 0);
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
    assert.equal(await next.restore(), 1);
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
