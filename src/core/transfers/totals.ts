import type { Entry } from './entry.ts';
import { secondsLeft } from './speed.ts';
import type { TransferState, TransferTotals } from './transfer.ts';

/** All together; `bytesPerSecond` is that of all that run. */
export function totalsOf(entries: Iterable<Entry>, bytesPerSecond: number | undefined): TransferTotals {
  const states: Record<TransferState, number> = {
    ...{ queued: 0, running: 0, paused: 0, failed: 0, done: 0, skipped: 0, cancelled: 0 },
  };
  let size = 0;
  let doneBytes = 0;
  for (const entry of entries) {
    states[entry.state]++;
    if (!['queued', 'running', 'paused', 'done'].includes(entry.state)) continue;
    size += entry.size;
    doneBytes += entry.doneBytes;
  }
  const isMoving = states.running > 0;
  const speed = isMoving ? bytesPerSecond : undefined;
  return {
    states,
    size,
    doneBytes,
    bytesPerSecond: speed,
    secondsLeft: secondsLeft(size - doneBytes, speed),
  };
}
