import type { SpacesError } from '../errors.ts';
import type { Entry } from './entry.ts';
import type { TransferJob } from './jobs.ts';
import type { TransferResult } from './transfer.ts';

export interface Failure {
  readonly job: TransferJob;
  readonly error: SpacesError;
}

/** What belongs to a batch and is over before it begins. */
export interface NotBegun {
  readonly skipped?: readonly TransferJob[] | undefined;
  readonly failed?: readonly Failure[] | undefined;
}

/** How a batch ended: what really happened, each transfer in one of these at most. */
export interface BatchOutcome extends TransferResult {
  readonly cancelled: number;
  /** Of those that failed, in the order in which they did. */
  readonly failures: readonly Failure[];
}

/** Waits for all transfers of a batch to be over. */
export class Batches {
  readonly #open = new Map<string, { left: number; end(outcome: BatchOutcome): void } & Counting>();

  /** @param jobs of a new batch */
  open(jobs: readonly TransferJob[], others: NotBegun): Promise<BatchOutcome> {
    const { promise, resolve } = Promise.withResolvers<BatchOutcome>();
    const failures = [...(others.failed ?? [])];
    const skipped = others.skipped?.length ?? 0;
    const counting = { done: 0, skipped, failed: failures.length, cancelled: 0, failures };
    const [first] = jobs;
    if (first === undefined) resolve(counting);
    else this.#open.set(first.batch, { left: jobs.length, end: resolve, ...counting });
    return promise;
  }

  /** Once an entry is over; what becomes of it after that is no longer the batch's. */
  count(entry: Entry): void {
    if (entry.isCounted || !entry.isOver) return;
    entry.isCounted = true;
    const { job, state, error } = entry;
    const batch = this.#open.get(job.batch);
    if (batch === undefined) return;
    if (state === 'done' || state === 'failed' || state === 'cancelled') batch[state]++;
    if (error !== undefined) batch.failures.push({ job, error });
    batch.left--;
    if (batch.left > 0) return;
    this.#open.delete(job.batch);
    const { done, skipped, failed, cancelled, failures } = batch;
    batch.end({ done, skipped, failed, cancelled, failures });
  }
}

interface Counting {
  done: number;
  skipped: number;
  failed: number;
  cancelled: number;
  readonly failures: Failure[];
}
