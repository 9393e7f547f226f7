import type { EngineDeps } from './engine.ts';
import type { Entry } from './entry.ts';
import { isUploadTrace, type Trace } from './jobs.ts';
import { TAKE_BACK_MS } from './upload.ts';

/**
 * Takes back what is half done of a transfer; `false` where that fails, which is written down for the next start. Of one
 * whose connection is gone the store keeps it, among the Space's unfinished uploads.
 */
export function takeBack(deps: EngineDeps, entry: Entry): Promise<boolean> {
  const { trace } = entry;
  if (trace === undefined) return entry.cleaning;
  entry.trace = undefined;
  entry.cleaning = clean(deps, entry, trace).then((isGone) => {
    // Tried again, it goes on with it.
    if (!isGone) entry.trace = trace;
    return isGone;
  });
  return entry.cleaning;
}

async function clean(
  { bytes, files, journal, log }: EngineDeps,
  { job, isStranded }: Entry,
  trace: Trace,
): Promise<boolean> {
  try {
    if (!isUploadTrace(trace)) await files.remove(trace.temporary);
    else if (!isStranded) await bytes.abandon(trace.upload, AbortSignal.timeout(TAKE_BACK_MS));
    await journal.remove(job);
    return true;
  } catch (error) {
    log.warn(`Transfers: ${job.id} is not taken back: ${String(error)}`);
    await journal.write({ job, trace, isCancelled: true });
    return false;
  }
}
