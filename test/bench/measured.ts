// What a process that is measured does: see `worker.ts`, which starts it.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { highWaterOf } from './highWater.ts';

export interface Measured {
  /** Milliseconds. */
  readonly whole: number;
  /** The event loop's, of a thousand the second longest. Milliseconds. */
  readonly delay: number;
  /** Bytes. */
  readonly peak: number;
}

const RESOLUTION = 1;

export async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  const start = performance.now();
  await work();
  const whole = performance.now() - start;
  histogram.disable();
  // The histogram holds the time between two ticks of its own timer.
  return { whole, delay: histogram.percentile(99.9) / 1e6 - RESOLUTION, peak: highWaterOf('self') };
}

/** To who started this process, which ends. */
export function tell(result: Measured): never {
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(0);
}
