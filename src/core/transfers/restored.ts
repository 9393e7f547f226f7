import type { Connection } from '../connection.ts';
import { SpacesError } from '../errors.ts';
import { Entry } from './entry.ts';
import { isUploadTrace } from './jobs.ts';
import type { StoredEntry } from './journal.ts';
import { bytesOf, planParts } from './partPlan.ts';

/**
 * What a window left that is gone: paused, or failed where its connection is not there any more or leads elsewhere, which a
 * person is told of and may mend.
 */
export function restored(
  { job, trace, begunMs, isDoubtful, isCancelled }: StoredEntry,
  connection: Connection | undefined,
  now: number,
): Entry {
  const entry = new Entry(job, isCancelled ? 'cancelled' : 'paused', trace);
  if (isDoubtful) entry.begunMs = begunMs;
  entry.isStranded = true;
  if (trace !== undefined && !isUploadTrace(trace))
    entry.report(bytesOf(planParts(trace.size, trace.partSize), trace.parts), now);
  try {
    entry.goOver(connection);
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    if (!isCancelled) entry.become('failed', error);
  }
  return entry;
}
