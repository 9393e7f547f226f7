import { t } from '@vscode/l10n';
import type { Connection } from '../connection.ts';
import { newConnectionId } from '../connectionRules.ts';
import { isCancelled, SpacesError } from '../errors.ts';
import type { SpaceTarget } from '../target.ts';
import { Announcer } from './announcer.ts';
import { Batches, type BatchOutcome, type NotBegun } from './batches.ts';
import { runDownload } from './download.ts';
import type { Engine, EngineDeps, Run } from './engine.ts';
import { Entry } from './entry.ts';
import { isUploadTrace, jobOver, type TransferJob, traceOver } from './jobs.ts';
import type { StoredEntry } from './journal.ts';
import { Pace } from './pace.ts';
import { bytesOf, MIB, planParts } from './partPlan.ts';
import { Slots } from './slots.ts';
import { Speed } from './speed.ts';
import { totalsOf } from './totals.ts';
import type { Transfer, TransferState, Transfers, TransferTotals } from './transfer.ts';
import { runUpload, TAKE_BACK_MS } from './upload.ts';

export interface QueueDeps extends EngineDeps {
  connectionOf(id: string): Connection | undefined;
  /** What was uploaded: whoever shows that place reads it again. */
  touched(space: SpaceTarget, keys: readonly string[]): void;
}

/** The transfers of this window, and what runs them. */
export interface TransferQueue extends Transfers {
  /** For a transfer, or a batch. */
  newId(): string;
  /** Begins a batch; resolves when all of it is over, however it ended. */
  add(jobs: readonly TransferJob[], others?: NotBegun): Promise<BatchOutcome>;
  /** Takes over what a window left unfinished that is gone: paused. Gives how many there are. */
  restore(): Promise<number>;
  /** Until nothing runs and nothing is being taken back. */
  idle(): Promise<void>;
  /** Stops all; what was begun can be taken over by the next window. */
  close(): Promise<void>;
}

/** At most so much of files is in memory, or one part where parts are larger. Bytes. */
const MEMORY = 128 * MIB;

export function createTransferQueue(deps: QueueDeps): TransferQueue {
  return new Queue(deps);
}

class Queue implements TransferQueue {
  readonly #deps: QueueDeps;
  readonly #engine: Engine;
  readonly #entries = new Map<string, Entry>();
  readonly #batches = new Batches();
  readonly #announcer = new Announcer();
  readonly onDidChange = this.#announcer.onDidChange;
  /** All that is going on. */
  readonly #work = new Set<Promise<unknown>>();
  readonly #speed = new Speed();
  #waiting: Entry[] = [];
  #running = 0;
  #isClosed = false;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
    this.#engine = { ...deps, pace: new Pace(deps), memory: new Slots(MEMORY) };
  }

  list(): readonly Transfer[] {
    const now = this.#deps.now();
    return Array.from(this.#entries.values(), (entry) => entry.show(now));
  }

  get(id: string): Transfer | undefined {
    return this.#entries.get(id)?.show(this.#deps.now());
  }

  totals(): TransferTotals {
    return totalsOf(this.#entries.values(), this.#speed.at(this.#deps.now()));
  }

  newId(): string {
    return newConnectionId(this.#deps.random, (id) => this.#entries.has(id));
  }

  add(jobs: readonly TransferJob[], others: NotBegun = {}): Promise<BatchOutcome> {
    const { skipped = [], failed = [] } = others;
    const entries = jobs.map((job) => new Entry(job, 'queued'));
    for (const entry of entries) this.#entries.set(entry.job.id, entry);
    for (const job of skipped) this.#entries.set(job.id, new Entry(job, 'skipped'));
    for (const { job, error } of failed) {
      const entry = new Entry(job, 'failed');
      entry.become('failed', error);
      this.#entries.set(job.id, entry);
    }
    const over = this.#batches.open(jobs, others);
    this.#waiting.push(...entries);
    this.#announcer.listChanged();
    this.#announcer.now();
    this.#pump();
    return over;
  }

  async restore(): Promise<number> {
    let count = 0;
    for (const stored of await this.#deps.journal.claim()) if (this.#takeOver(stored)) count++;
    if (count > 0) this.#announcer.listChanged();
    this.#announcer.now();
    return count;
  }

  pause(ids?: readonly string[]): void {
    this.#wish(ids, ['queued', 'running'], 'paused');
  }

  resume(ids?: readonly string[]): void {
    this.#wish(ids, ['paused'], 'queued');
  }

  cancel(ids?: readonly string[]): void {
    this.#wish(ids, ['queued', 'running', 'paused', 'failed'], 'cancelled');
  }

  retry(ids?: readonly string[]): void {
    this.#wish(ids, ['failed', 'cancelled'], 'queued');
  }

  clearFinished(): void {
    for (const [id, { state, trace, isOver }] of this.#entries) {
      const isKept = !isOver || (state === 'failed' && trace !== undefined);
      if (!isKept) this.#entries.delete(id);
    }
    this.#announcer.listChanged();
    this.#announcer.now();
  }

  async idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled([...this.#work]);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.pause();
    await this.idle();
    this.#announcer.dispose();
    await this.#deps.journal.dispose();
  }

  #wish(ids: readonly string[] | undefined, from: readonly TransferState[], to: TransferState): void {
    const chosen = ids ? ids.flatMap((id) => this.#entries.get(id) ?? []) : [...this.#entries.values()];
    for (const entry of chosen) if (from.includes(entry.state)) this.#turn(entry, to);
    this.#announcer.now();
    this.#pump();
  }

  #turn(entry: Entry, to: TransferState): void {
    entry.become(to);
    this.#announcer.changed(entry.job.id);
    // What runs ends first, and sees then what it is to become.
    if (entry.stop !== undefined) entry.stop.abort();
    else this.#settle(entry);
  }

  /** Of an entry that does not run: it waits for its turn, or what is half done of it is taken back. */
  #settle(entry: Entry): void {
    if (entry.state === 'queued') this.#waiting.push(entry);
    if (entry.state === 'cancelled') this.#track(this.#takeBack(entry));
    this.#batches.count(entry);
  }

  #pump(): void {
    while (!this.#isClosed && this.#running < this.#deps.limits().files) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (next.state === 'queued' && next.stop === undefined) this.#track(this.#go(next));
    }
  }

  async #go(entry: Entry): Promise<void> {
    const stop = new AbortController();
    entry.stop = stop;
    entry.become('running');
    this.#announcer.changed(entry.job.id);
    this.#running++;
    try {
      await entry.cleaning;
      // A person may have changed it since: that it is read-only, or how it is asked.
      const connection = this.#deps.connectionOf(entry.job.object.connection.id);
      if (connection !== undefined) entry.goOver(connection);
      if (entry.trace === undefined) entry.report(0, this.#deps.now());
      const run = this.#runOf(entry, stop.signal);
      await (entry.job.kind === 'upload'
        ? runUpload(this.#engine, entry.job, run)
        : runDownload(this.#engine, entry.job, run));
      if (entry.job.kind === 'upload') this.#deps.touched(entry.job.object, [entry.job.object.key]);
      entry.become('done');
    } catch (error) {
      // Otherwise a person said what it is to be.
      if (!stop.signal.aborted) entry.become('failed', this.#asPerson(entry, error));
    }
    entry.stop = undefined;
    this.#running--;
    this.#announcer.changed(entry.job.id);
    this.#settle(entry);
    this.#pump();
  }

  #runOf(entry: Entry, signal: AbortSignal): Run {
    const { journal, now } = this.#deps;
    const { job } = entry;
    return {
      signal,
      get trace() {
        return entry.trace;
      },
      sized: (bytes) => entry.sized(bytes),
      report: (doneBytes) => {
        this.#speed.add(entry.report(doneBytes, now()), now());
        this.#announcer.changed(job.id);
      },
      keep: async (trace) => {
        entry.trace = trace;
        await journal.write({ job, trace });
      },
      forget: async () => {
        if (entry.trace === undefined) return;
        entry.trace = undefined;
        await journal.remove(job.id);
      },
      afterwards: (work) => this.#track(work),
    };
  }

  async #takeBack(entry: Entry): Promise<void> {
    const { job, trace } = entry;
    if (trace === undefined) return;
    entry.trace = undefined;
    entry.cleaning = this.#remove(job, trace);
    await entry.cleaning;
  }

  async #remove(job: TransferJob, trace: NonNullable<Entry['trace']>): Promise<void> {
    const { bytes, files, journal, log } = this.#deps;
    try {
      if (isUploadTrace(trace)) await bytes.abandon(trace.upload, AbortSignal.timeout(TAKE_BACK_MS));
      else await files.remove(trace.temporary);
      await journal.remove(job.id);
    } catch (error) {
      log.warn(`Transfers: ${job.id} is not taken back: ${String(error)}`);
      // The next start tries again.
      await journal.write({ job, trace, isCancelled: true });
    }
  }

  #takeOver({ job, trace, isCancelled: isToBeRemoved, connectionId }: StoredEntry): boolean {
    const connection = this.#deps.connectionOf(connectionId);
    if (connection === undefined || this.#entries.has(job.id)) return false;
    const [whole, ours] = [jobOver(job, connection), traceOver(trace, connection)];
    if (isToBeRemoved) {
      this.#track(this.#remove(whole, ours));
      return false;
    }
    const entry = new Entry(whole, 'paused', ours);
    if (!isUploadTrace(trace)) {
      const bytes = bytesOf(planParts(trace.size, trace.partSize), trace.parts);
      entry.report(bytes, this.#deps.now());
    }
    this.#entries.set(job.id, entry);
    return true;
  }

  #track(work: Promise<unknown>): void {
    const tracked = work.catch((error: unknown) => {
      if (!isCancelled(error)) this.#deps.log.trace(`Transfers: ${String(error)}`);
    });
    this.#work.add(tracked);
    void tracked.then(() => this.#work.delete(tracked));
  }

  #asPerson({ job }: Entry, error: unknown): SpacesError {
    if (error instanceof SpacesError) return error;
    this.#deps.log.error(`Transfers: ${job.id}`, error);
    const message = t('Something went wrong inside Spaceport. The log has the details.');
    return new SpacesError('server', message, { cause: error });
  }
}
