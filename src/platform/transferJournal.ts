import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Log } from '../core/ports.ts';
import type { TransferJob } from '../core/transfers/jobs.ts';
import type { Claimed, Journal, JournalEntry, StoredEntry } from '../core/transfers/journal.ts';
import { type BatchFile, readBatch, readTrace, traceText } from '../core/transfers/journalFile.ts';
import { BatchLog } from './batchLog.ts';
import { codeOf } from './fileFailures.ts';
import { JournalOwner, SILENT_MS } from './journalOwner.ts';

/** What changes is gathered for so long; a window that is killed loses that. Small transfers are over by then. */
const SOON_MS = 200;
/** Far more than a window could hold as transfers. */
const MOST_BYTES = 128 * 1024 * 1024;

const BATCH = /^([a-z0-9]{10})\.([0-9a-f-]{36})\.batch$/;
const TRACE = /^([a-z0-9]{10})\.[a-z0-9]{10}\.json$/;
/** Half written, or of the first version, which had a file a transfer. */
const LEFT = /\.tmp$|^[a-z0-9]{10}\.(?:json|[0-9a-f-]{36}\.taken)$/;

/**
 * One file a batch, `<batch>.<owner>.batch`; one a transfer of which something is in the store or on the disk,
 * `<batch>.<id>.json`, which goes with its batch; and one a window, `<owner>.owner`. A batch whose window is gone is taken by
 * renaming its file, which one window alone can do.
 */
export function openTransferJournal(folder: string, log: Pick<Log, 'trace' | 'warn'>): Journal {
  return new FolderJournal(folder, log);
}

class FolderJournal implements Journal {
  readonly #folder: string;
  readonly #log: Pick<Log, 'trace' | 'warn'>;
  readonly #owner: JournalOwner;
  readonly #batches = new Map<string, BatchLog>();
  /** Batches of which something is to be written. */
  readonly #stale = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One write after the other, for each file. */
  readonly #writing = new Map<string, Promise<void>>();
  /** Batches of windows that are gone, which are no files of ours, or half of one. */
  readonly #unreadable = new Set<string>();
  /** What went wrong once is not told again with each write. */
  #told = '';

  constructor(folder: string, log: Pick<Log, 'trace' | 'warn'>) {
    this.#folder = folder;
    this.#log = log;
    this.#owner = new JournalOwner(folder);
  }

  add(jobs: readonly TransferJob[]): void {
    for (const job of jobs) {
      this.#batch(job.batch).add(job);
      this.#soon(job.batch);
    }
  }

  over({ id, batch }: TransferJob): void {
    this.#batches.get(batch)?.over(id);
    this.#soon(batch);
  }

  write(entry: JournalEntry): Promise<void> {
    const { job } = entry;
    return this.#inTurn(job.id, async () => {
      // Without its batch it would not be found.
      await this.#flush(job.batch);
      await replaceFile(this.#traceOf(job), traceText(entry));
    });
  }

  remove(job: TransferJob): Promise<void> {
    return this.#inTurn(job.id, () => rm(this.#traceOf(job), { force: true }));
  }

  async claim(): Promise<Claimed> {
    const names = await readdir(this.#folder).catch(() => []);
    const claimed: StoredEntry[] = [];
    let isMoreHeld = false;
    for (const name of names) {
      const [, batch, owner] = BATCH.exec(name) ?? [];
      if (batch === undefined || owner === undefined || owner === this.#owner.id) continue;
      try {
        if (await this.#owner.lives(owner)) isMoreHeld = true;
        else claimed.push(...(await this.#take(batch, name)));
      } catch (error) {
        this.#log.trace(`Transfers: ${name} is left alone: ${String(error)}`);
      }
    }
    await this.#tidy(names);
    claimed.sort((one, other) => one.begunMs - other.begunMs);
    return { entries: claimed, isMoreHeld };
  }

  async flush(): Promise<void> {
    this.#flushStale();
    while (this.#writing.size > 0) await Promise.all(this.#writing.values());
  }

  async dispose(doubtful: readonly TransferJob[]): Promise<void> {
    await this.flush();
    const ids = doubtful.map(({ id }) => id);
    for (const batch of this.#batches.values())
      await batch.close(ids).catch((error: unknown) => this.#tell(error));
    await this.#owner.dispose();
  }

  #batch(id: string): BatchLog {
    const found = this.#batches.get(id) ?? new BatchLog(this.#pathOf(id), id);
    this.#batches.set(id, found);
    return found;
  }

  #soon(batch: string): void {
    this.#stale.add(batch);
    this.#timer ??= setTimeout(() => this.#flushStale(), SOON_MS).unref();
  }

  #flushStale(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const batch of this.#stale) void this.#flush(batch);
  }

  #flush(batch: string): Promise<void> {
    if (!this.#stale.delete(batch)) return this.#writing.get(batch) ?? Promise.resolve();
    return this.#inTurn(batch, async () => {
      const found = this.#batches.get(batch);
      if (found === undefined) return;
      try {
        if (found.live.size > 0) await this.#owner.begin();
        await found.flush();
      } catch (error) {
        // For the next flush, whatever that is for.
        this.#stale.add(batch);
        throw error;
      }
      if (found.isOver) this.#batches.delete(batch);
    });
  }

  async #take(batch: string, name: string): Promise<readonly StoredEntry[]> {
    const path = join(this.#folder, name);
    const file = await readBatchFile(path, batch).catch((error: unknown) => {
      if (error instanceof SyntaxError) this.#unreadable.add(name);
      throw error;
    });
    await this.#owner.begin();
    // Whoever is second finds nothing to rename.
    await rename(path, this.#pathOf(batch));
    const { begunMs, jobs, doubtful, refused } = file;
    if (refused.length > 0) this.#log.warn(`Transfers: of ${name} ${refused.length} lines: ${refused[0]}`);
    const taken = new BatchLog(this.#pathOf(batch), batch, file);
    this.#batches.set(batch, taken);
    await taken.taken().catch((error: unknown) => this.#tell(error));
    if (jobs.size === 0) this.#soon(batch);
    // Not before its window was known to be gone, which wrote them until then.
    const traces = new Set(await readdir(this.#folder));
    const entries: StoredEntry[] = [];
    for (const job of jobs.values()) {
      const hasTrace = traces.has(`${batch}.${job.id}.json`);
      const isDoubtful = doubtful === 'all' || doubtful.has(job.id);
      entries.push({ job, begunMs, isDoubtful, ...(hasTrace ? await this.#readTrace(job) : {}) });
    }
    return entries;
  }

  async #readTrace(job: TransferJob): Promise<Partial<JournalEntry>> {
    try {
      return readTrace(await readFile(this.#traceOf(job), 'utf8'), job);
    } catch (error) {
      this.#log.warn(`Transfers: ${job.id} begins anew: ${String(error)}`);
      return {};
    }
  }

  /** What windows left that are gone and that nobody goes on writing; every start would look at it. */
  async #tidy(names: readonly string[]): Promise<void> {
    const batches = new Set<string | undefined>();
    // Twice, as one that is being renamed may be seen under neither name.
    for (const name of [...names, ...(await readdir(this.#folder).catch(() => []))])
      batches.add(BATCH.exec(name)?.[1]);
    for (const name of names) {
      const owner = /^([0-9a-f-]{36})\.owner$/.exec(name)?.[1];
      const batch = TRACE.exec(name)?.[1];
      const isLeft =
        LEFT.test(name) || this.#unreadable.has(name) || (batch !== undefined && !batches.has(batch));
      const isGone =
        owner !== undefined && owner !== this.#owner.id
          ? !(await this.#owner.lives(owner).catch(() => true))
          : isLeft && (await this.#isOld(name));
      if (isGone) await rm(join(this.#folder, name), { force: true }).catch(() => undefined);
    }
  }

  async #isOld(name: string): Promise<boolean> {
    const found = await stat(join(this.#folder, name)).catch(() => undefined);
    return found !== undefined && Date.now() - found.mtimeMs > SILENT_MS;
  }

  #pathOf(batch: string): string {
    return join(this.#folder, `${batch}.${this.#owner.id}.batch`);
  }

  #traceOf({ id, batch }: TransferJob): string {
    return join(this.#folder, `${batch}.${id}.json`);
  }

  #inTurn(id: string, work: () => Promise<void>): Promise<void> {
    const before = this.#writing.get(id) ?? Promise.resolve();
    const turn = before.then(work).catch((error: unknown) => this.#tell(error));
    this.#writing.set(id, turn);
    void turn.then(() => {
      if (this.#writing.get(id) === turn) this.#writing.delete(id);
    });
    return turn;
  }

  #tell(error: unknown): void {
    const what = codeOf(error);
    if (what !== '' && what === this.#told) return;
    this.#told = what;
    this.#log.warn(`Transfers: ${String(error)}`);
  }
}

async function readBatchFile(path: string, batch: string): Promise<BatchFile> {
  const file = await open(path);
  try {
    if ((await file.stat()).size > MOST_BYTES) throw new Error('too large');
    return await readBatch((await file.readFile('utf8')).split('\n'), batch, setImmediate);
  } finally {
    await file.close();
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
