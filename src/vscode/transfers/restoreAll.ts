import type { TransferQueue } from '../../core/transfers/queue.ts';

/** A window that is loaded anew may start before it has ended as the one before: it is looked again, so often. */
const MOST_LOOKS = 30;
const AGAIN_MS = 1_000;

export interface RestoreDeps {
  readonly queue: Pick<TransferQueue, 'restore'>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** So many came back. */
  tell(count: number): void;
  /** The window closes. */
  readonly signal: AbortSignal;
}

/** Takes over what windows left that are gone. Of others that stay nothing is taken, also when they close later. */
export async function restoreAll({ queue, sleep, tell, signal }: RestoreDeps): Promise<void> {
  for (let looks = 1; looks <= MOST_LOOKS; looks++) {
    const { count, isMoreHeld } = await queue.restore();
    if (count > 0) tell(count);
    if (!isMoreHeld) return;
    await sleep(AGAIN_MS, signal);
  }
}
