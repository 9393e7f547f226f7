import type { SpacesError } from '../errors.ts';
import type { Disposable } from '../ports.ts';
import type { ObjectTarget } from '../target.ts';

/**
 * `queued` waits for its turn; `paused` waits for a person; `skipped`: the overwrite question's answer left it out;
 * `failed` may be tried again, and goes on where it stopped.
 */
export type TransferState = 'queued' | 'running' | 'paused' | 'failed' | 'done' | 'skipped' | 'cancelled';

/** One object on its way up or down, as it is at this moment; each change is another value. */
export interface Transfer {
  /** `[a-z0-9]{10}`; the same after a restart of the editor. */
  readonly id: string;
  /** What was begun by one gesture has one batch. */
  readonly batch: string;
  readonly kind: 'upload' | 'download';
  readonly object: ObjectTarget;
  /** Absolute, as this machine writes it. */
  readonly localPath: string;
  /** Bytes. */
  readonly size: number;
  readonly doneBytes: number;
  readonly state: TransferState;
  /** Why, of a failed one. */
  readonly error?: SpacesError | undefined;
  /** Of the last seconds; absent while nothing can be said. */
  readonly bytesPerSecond?: number | undefined;
  /** Whole seconds. */
  readonly secondsLeft?: number | undefined;
}

/** All that were not cleared, together. Failed and cancelled ones count in `states` alone. */
export interface TransferTotals {
  readonly states: Readonly<Record<TransferState, number>>;
  /** Bytes of what is queued, running, paused or done. */
  readonly size: number;
  readonly doneBytes: number;
  readonly bytesPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
}

/** What changed since the last announcement. */
export interface TransferChanges {
  /** Those whose state or progress is another; gathered, so that there are few announcements a second. */
  readonly ids: ReadonlySet<string>;
  /** Some came or went: the list is another. */
  readonly isList: boolean;
}

/** The transfers of this window. Without `ids` a method is about all that it fits; unknown ids are ignored. */
export interface Transfers {
  /** In the order in which they were begun. */
  list(): readonly Transfer[];
  get(id: string): Transfer | undefined;
  totals(): TransferTotals;
  /** At most four times a second, and at once for a change of state by a person. */
  onDidChange(listener: (changes: TransferChanges) => void): Disposable;
  /** Queued and running ones stop; what the store or the disk has stays for `resume`. */
  pause(ids?: readonly string[]): void;
  /** Paused ones go back into the queue. */
  resume(ids?: readonly string[]): void;
  /** Stops within a second what is not over (failed ones, too), and takes back what was half done. */
  cancel(ids?: readonly string[]): void;
  /** Failed and cancelled ones go back into the queue. */
  retry(ids?: readonly string[]): void;
  /** Takes what is done, skipped and cancelled off the list; failed ones, too, where nothing of them is kept. */
  clearFinished(): void;
}

/** What a command tells of a batch: what really happened. Cancelled ones are in none of these. */
export interface TransferResult {
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
}
