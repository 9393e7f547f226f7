import { secondsLeft } from './speed.ts';
import type { Transfer, TransferState, TransferTotals } from './transfer.ts';

/** What still has bytes to move, or has moved them. */
const COUNTED: ReadonlySet<TransferState> = new Set<TransferState>(['queued', 'running', 'paused', 'done']);

/** Several as one; `bytesPerSecond` is that of all that run. */
export function totalsOf(
  transfers: Iterable<Pick<Transfer, 'state' | 'size' | 'doneBytes'>>,
  bytesPerSecond: number | undefined,
): TransferTotals {
  const states: Record<TransferState, number> = {
    ...{ queued: 0, running: 0, paused: 0, failed: 0, done: 0, skipped: 0, cancelled: 0 },
  };
  let size = 0;
  let doneBytes = 0;
  for (const each of transfers) {
    states[each.state]++;
    if (!COUNTED.has(each.state)) continue;
    size += each.size;
    doneBytes += each.doneBytes;
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
