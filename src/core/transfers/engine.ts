import { Cancelled } from '../errors.ts';
import { inParallel } from '../manage/inParallel.ts';
import type { ObjectBytes } from '../objects.ts';
import type { Log, Now } from '../ports.ts';
import type { Trace } from './jobs.ts';
import type { Journal } from './journal.ts';
import type { LocalFiles } from './localFiles.ts';
import type { Pace, PaceDeps } from './pace.ts';
import type { Slots } from './slots.ts';

/** What a person set. */
export interface TransferLimits {
  /** Files at once. */
  readonly files: number;
  /** Parts of one file at once; never more than 10, which is what a store takes on one object. */
  readonly parts: number;
  /** Bytes; what is no larger goes in one piece. */
  readonly partSize: number;
}

export interface EngineDeps extends PaceDeps {
  readonly bytes: ObjectBytes;
  readonly files: LocalFiles;
  readonly journal: Journal;
  readonly now: Now;
  readonly log: Log;
  limits(): TransferLimits;
}

/** What all transfers share. */
export interface Engine extends EngineDeps {
  readonly pace: Pace;
  /** Bytes that are held in memory. */
  readonly memory: Slots;
}

/** One go at a transfer: from its start, or on from where the last one stopped. */
export interface Run {
  readonly signal: AbortSignal;
  /** Of the last go. */
  readonly trace: Trace | undefined;
  /** How large it really is. */
  sized(bytes: number): void;
  /** Bytes done, all in all. */
  report(doneBytes: number): void;
  /** From now on something of it is in the store or on the disk. */
  keep(trace: Trace): Promise<void>;
  /** Nothing of it is any more. */
  forget(): Promise<void>;
  /** Work that goes on for a moment after the signal, to take back what it can't know yet. */
  afterwards(work: Promise<unknown>): void;
}

/** DigitalOcean: "10 concurrent PUT or COPY per object" (Spaces limits). */
const MOST_WRITES = 10;

export function partsAtOnce({ parts }: TransferLimits): number {
  return Math.min(MOST_WRITES, parts);
}

export interface Each<T> {
  readonly items: Iterable<T>;
  readonly atOnce: number;
  readonly signal: AbortSignal;
}

/** `inParallel`, of work that is told to stop: by the signal, and by the first failure of another. */
export async function forEachAtOnce<T>(
  { items, atOnce, signal }: Each<T>,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  await inParallel(atOnce, items, async (item) => {
    try {
      if (signal.aborted) throw new Cancelled();
      await work(item, both);
    } catch (error) {
      stop.abort();
      throw error;
    }
  });
}
