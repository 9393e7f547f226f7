import { t } from '@vscode/l10n';
import type { Connection } from '../connection.ts';
import { newConnectionId } from '../connectionRules.ts';
import { isCancelled, SpacesError } from '../errors.ts';
import type { SpaceTarget } from '../target.ts';
import { Announcer } from './announcer.ts';
import { Batches, type BatchOutcome, type NotBegun } from './batches.ts';
import { isDoneAlready } from './doneAlready.ts';
import { runDownload } from './download.ts';
import type { Engine, EngineDeps, Run } from './engine.ts';
import { Entry } from './entry.ts';
import type { TransferJob } from './jobs.ts';
import type { StoredEntry } from './journal.ts';
import { Pace } from './pace.ts';
import { MIB } from './partPlan.ts';
import { restored } from './restored.ts';
import { Slots } from './slots.ts';
import { Speed } from './speed.ts';
import { takeBack } from './takeBack.ts';
import { totalsOf } from './totals.ts';
import type { Transfer, TransferState, Transfers, TransferTotals } from './transfer.ts';
import { runUpload } from './upload.ts';

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
  /** Takes over what windows left unfinished that are gone: paused. */
  restore(): Promise<Restored>;
  /** Until nothing runs and nothing is being taken back. */
  idle(): Promise<void>;
  /** Stops all; what was begun can be taken over by the next window. */
  close(): Promise<void>;
}

export interface Restored {
  /** So many can go on. */
  readonly count: number;
  /** Windows that live, or are still closing, have others. */
  readonly isMoreHeld: boolean;
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
    this.#deps.journal.add([...jobs, ...failed.map(({ job }) => job)]);
    const over = this.#batches.open(jobs, others);
    this.#waiting.push(...entries);
    this.#announcer.listChanged();
    this.#announcer.now();
    this.#pump();
    return over;
  }

  async restore(): Promise<Restored> {
    const { entries, isMoreHeld } = await this.#deps.journal.claim();
    for (const stored of entries) this.#takeOver(stored);
    if (entries.length > 0) this.#announcer.listChanged();
    this.#announcer.now();
    const count = entries.filter(({ job }) => this.#entries.get(job.id)?.state === 'paused').length;
    return { count, isMoreHeld };
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
    for (const [id, { job, state, trace, isOver }] of this.#entries) {
      if (!isOver || (state === 'failed' && trace !== undefined)) continue;
      this.#entries.delete(id);
      if (state === 'failed') this.#deps.journal.over(job);
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
    // First, as the editor may wait for no more than this.
    await this.#deps.journal.flush();
    await this.idle();
    this.#announcer.dispose();
    const doubtful = [...this.#entries.values()].filter(({ begunMs }) => begunMs !== undefined);
    await this.#deps.journal.dispose(doubtful.map(({ job }) => job));
  }

  #wish(ids: readonly string[] | undefined, from: readonly TransferState[], to: TransferState): void {
    const chosen = ids ? ids.flatMap((id) => this.#entries.get(id) ?? []) : [...this.#entries.values()];
    for (const entry of chosen) if (from.includes(entry.state)) this.#turn(entry, to);
    this.#announcer.now();
    this.#pump();
  }

  #turn(entry: Entry, to: TransferState): void {
    // One that was cancelled is written down again.
    if (to === 'queued') this.#deps.journal.add([entry.job]);
    entry.become(to);
    this.#announcer.changed(entry.job.id);
    // What runs ends first, and sees then what it is to become.
    if (entry.stop !== undefined) entry.stop.abort();
    else this.#settle(entry);
  }

  /** Of an entry that does not run: it waits for its turn, or what is half done of it is taken back. */
  #settle(entry: Entry): void {
    if (entry.state === 'queued') this.#waiting.push(entry);
    // What of it could not be taken back is for the next start.
    if (entry.state === 'done' && entry.trace === undefined) this.#deps.journal.over(entry.job);
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
    const begunMs = this.#deps.now();
    entry.stop = stop;
    entry.become('running');
    this.#announcer.changed(entry.job.id);
    this.#running++;
    try {
      // What could not be taken back is nothing to take back at the next start: it goes on.
      if (!(await entry.cleaning)) await this.#keep(entry);
      entry.cleaning = Promise.resolve(true);
      // A person may have changed it since: that it is read-only, or how it is asked.
      entry.goOver(this.#deps.connectionOf(entry.job.object.connection.id));
      if (entry.trace === undefined) entry.report(0, this.#deps.now());
      await this.#run(entry, this.#runOf(entry, stop.signal));
      if (entry.job.kind === 'upload') this.#deps.touched(entry.job.object, [entry.job.object.key]);
      entry.become('done');
    } catch (error) {
      // Otherwise a person said what it is to be.
      if (stop.signal.aborted) entry.begunMs ??= begunMs;
      else entry.become('failed', this.#asPerson(entry, error));
    }
    entry.stop = undefined;
    this.#running--;
    this.#announcer.changed(entry.job.id);
    this.#settle(entry);
    this.#pump();
  }

  async #run(entry: Entry, run: Run): Promise<void> {
    const { job, begunMs } = entry;
    if (begunMs !== undefined && (await isDoneAlready({ engine: this.#engine, job, run, begunMs }))) {
      entry.report(job.size, this.#deps.now());
      await takeBack(this.#deps, entry);
      return;
    }
    entry.begunMs = undefined;
    await (job.kind === 'upload' ? runUpload(this.#engine, job, run) : runDownload(this.#engine, job, run));
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
      keep: (trace) => this.#keep(entry, trace),
      forget: async () => {
        if (entry.trace === undefined) return;
        entry.trace = undefined;
        await journal.remove(job);
      },
      afterwards: (work) => this.#track(work),
    };
  }

  async #keep(entry: Entry, trace = entry.trace): Promise<void> {
    entry.trace = trace;
    if (trace !== undefined) await this.#deps.journal.write({ job: entry.job, trace });
  }

  async #takeBack(entry: Entry): Promise<void> {
    // It may have been tried again meanwhile; what could not be taken back is for the next start.
    const isGone = await takeBack(this.#deps, entry);
    if (isGone && entry.state === 'cancelled') this.#deps.journal.over(entry.job);
  }

  #takeOver(stored: StoredEntry): void {
    const { job } = stored;
    const connection = this.#deps.connectionOf(job.object.connection.id);
    if (this.#entries.has(job.id)) return;
    const entry = restored(stored, connection, this.#deps.now());
    if (entry.state === 'cancelled') this.#settle(entry);
    else this.#entries.set(job.id, entry);
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
