import type { TransferJob } from '../../../src/core/transfers/jobs.ts';
import type { Journal, JournalEntry, StoredEntry } from '../../../src/core/transfers/journal.ts';

/** A journal in memory; each window that claims gets all of it. */
export class MemoryJournal implements Journal {
  /** Of which something is in the store or on the disk. */
  readonly entries = new Map<string, JournalEntry>();
  /** Those that are not over. */
  readonly jobs = new Map<string, TransferJob>();
  begunMs = 0;

  add(jobs: readonly TransferJob[]): void {
    for (const job of jobs) this.jobs.set(job.id, job);
  }
  over({ id }: TransferJob): void {
    this.jobs.delete(id);
  }
  async write(entry: JournalEntry): Promise<void> {
    this.entries.set(entry.job.id, entry);
  }
  async remove({ id }: TransferJob): Promise<void> {
    this.entries.delete(id);
  }
  async claim() {
    const { begunMs } = this;
    const entries = Array.from(
      this.jobs.values(),
      (job): StoredEntry => ({ job, begunMs, isDoubtful: true, ...this.entries.get(job.id) }),
    );
    return { entries, isMoreHeld: false };
  }
  async flush(): Promise<void> {}
  async dispose(): Promise<void> {}
}
