import { t } from '@vscode/l10n';
import type { Connection } from '../connection.ts';
import { SpacesError } from '../errors.ts';
import { plain } from '../plain.ts';
import { jobOver, type Trace, type TransferJob, traceOver } from './jobs.ts';
import { Speed, secondsLeft } from './speed.ts';
import type { Transfer, TransferState } from './transfer.ts';

/** A transfer of the queue, as it changes. */
export class Entry {
  job: TransferJob;
  /** As it is shown: what a person wished is true at once, also while the go that they stopped still ends. */
  state: TransferState;
  size: number;
  doneBytes = 0;
  error: SpacesError | undefined;
  trace: Trace | undefined;
  /** Of the go that runs, or is ending. */
  stop: AbortController | undefined;
  /** What is being taken back of it; `false` where it could not be. */
  cleaning: Promise<boolean> = Promise.resolve(true);
  /**
   * Since when it may be done without our knowing: its window was killed, or it was stopped before the store answered.
   * Milliseconds since the epoch.
   */
  begunMs: number | undefined;
  /** The connection that it was begun over is not there, or leads elsewhere: nothing is asked for it. */
  isStranded = false;
  /** Its batch knows how it ended. */
  isCounted = false;
  #speed = new Speed();
  #shown: Transfer | undefined;

  constructor(job: TransferJob, state: TransferState, trace?: Trace) {
    this.job = job;
    this.state = state;
    this.size = job.size;
    this.trace = trace;
  }

  get isOver(): boolean {
    return !['queued', 'running', 'paused'].includes(this.state) && this.stop === undefined;
  }

  become(state: TransferState, error?: SpacesError): void {
    if (state === 'running') this.#speed = new Speed();
    this.state = state;
    this.error = error;
    this.#shown = undefined;
  }

  /**
   * The connection as it is now; one that leads elsewhere by now is another, whatever its id. Throws `unknownConnection`
   * where this window never knew the one that it was begun over.
   */
  goOver(connection: Connection | undefined): void {
    if (connection?.endpoint !== this.job.object.connection.endpoint) {
      if (this.isStranded) throw stranded(this.job, connection);
      return;
    }
    this.isStranded = false;
    this.job = jobOver(this.job, connection);
    this.trace = this.trace && traceOver(this.trace, connection);
    this.#shown = undefined;
  }

  sized(size: number): void {
    this.size = size;
    this.#shown = undefined;
  }

  /** The bytes that are new. */
  report(doneBytes: number, now: number): number {
    const more = Math.max(0, doneBytes - this.doneBytes);
    this.doneBytes = doneBytes;
    this.#shown = undefined;
    this.#speed.add(more, now);
    return more;
  }

  show(now: number): Transfer {
    if (this.#shown !== undefined && this.state !== 'running') return this.#shown;
    const { id, batch, kind, object, localPath } = this.job;
    const { size, doneBytes, state, error } = this;
    const bytesPerSecond = state === 'running' ? this.#speed.at(now) : undefined;
    const left = secondsLeft(size - doneBytes, bytesPerSecond);
    this.#shown = {
      ...{ id, batch, kind, object, localPath, size, doneBytes, state, error, bytesPerSecond },
      secondsLeft: left,
    };
    return this.#shown;
  }
}

function stranded({ object }: TransferJob, connection: Connection | undefined): SpacesError {
  const began = plain(object.connection.endpoint);
  const message =
    connection === undefined
      ? t(
          'Its connection was removed. Cancel it, and begin it anew over another one. It was begun over: {0}',
          began,
        )
      : t(
          'Its connection leads elsewhere now. Change it back and retry, or cancel this. It was begun over: {0}',
          began,
        );
  return new SpacesError('unknownConnection', message);
}
