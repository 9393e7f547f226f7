import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cancelled, SpacesError } from '../../../../src/core/errors.ts';
import type { ObjectBytes } from '../../../../src/core/objects.ts';
import type { TransferLimits } from '../../../../src/core/transfers/engine.ts';
import type { TransferJob } from '../../../../src/core/transfers/jobs.ts';
import { createTransferQueue } from '../../../../src/core/transfers/queue.ts';
import { transferFiles } from '../../../../src/platform/transferFiles.ts';
import { MemoryJournal } from '../../../support/fakes/journal.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeLog } from '../../../support/fakes/small.ts';
import { scratchFolder } from '../../../support/scratch.mjs';

const PART = 100;

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

const folder = scratchFolder('queue');
for (const [name, size] of [
  ['small', 5],
  ['large', 20 * PART + 1],
] as const)
  writeFileSync(join(folder, name), Buffer.alloc(size, 7));

/** A queue over a slow store, a journal in memory, and files `small` and `large`, which has 21 parts. */
export function setup(limits: Partial<TransferLimits> = {}) {
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
