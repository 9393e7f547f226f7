import type { Trace, TransferJob } from './jobs.ts';

/** What is left of a transfer of which something is in the store or on the disk. */
export interface JournalEntry {
  readonly job: TransferJob;
  readonly trace: Trace;
  /** It was cancelled: all that is left to do is to take back what is half done. */
  readonly isCancelled?: boolean | undefined;
}

/**
 * Transfers that are not over, kept so that the next start of the editor finds them. Never holds a key or a signature. No
 * method fails: a transfer that can't be written down goes on all the same.
 */
export interface Journal {
  /** They are to be found from now on, what was over of them, too. Written behind the answer, and soon. */
  add(jobs: readonly TransferJob[]): void;
  /** There is nothing to find of it any more. Written behind the answer, and soon. */
  over(job: TransferJob): void;
  /** In the place of what was written of that transfer before; whole or not at all. */
  write(entry: JournalEntry): Promise<void>;
  /** Nothing of it is in the store or on the disk any more. */
  remove(job: TransferJob): Promise<void>;
  /** Those whose window is gone, which are ours from now on: no other window gets them. */
  claim(): Promise<Claimed>;
  /** Until all that was said is written. */
  flush(): Promise<void>;
  /**
   * Lets others have what is left.
   * @param doubtful those that may be done without our knowing
   */
  dispose(doubtful: readonly TransferJob[]): Promise<void>;
}

export interface Claimed {
  /** In the order in which they were begun. */
  readonly entries: readonly StoredEntry[];
  /** Windows that live, or are still closing, have others. */
  readonly isMoreHeld: boolean;
}

/** As it was read: of its connection only the id and the endpoint are known. */
export interface StoredEntry extends Partial<Omit<JournalEntry, 'job'>> {
  readonly job: TransferJob;
  /** When a person began it. Milliseconds since the epoch. */
  readonly begunMs: number;
  /** It may be done: its window was killed before it wrote that down, or closed before the store answered. */
  readonly isDoubtful: boolean;
}
