// One measured listing in a process of its own: the whole flow, Calculate Size.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { totals } from '../../src/commands/spaces/totals.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { spaceFlows } from '../support/spaceFlows.ts';

export interface ListPlan {
  readonly store: { readonly endpoint: string; readonly region: string };
  readonly keys: KeyPair;
  readonly space: string;
}

export interface Listed {
  readonly count: number;
  /** Milliseconds. */
  readonly whole: number;
  readonly delay: number;
  /** Heap and external memory at its highest, over what there was before. Bytes. */
  readonly memory: number;
}

const resolution = 1;
const SAMPLED_MS = 5;

if (process.argv[2] !== undefined) {
  const { store, keys, space } = JSON.parse(process.argv[2]) as ListPlan;
  const flows = spaceFlows(store, keys);
  const target = { connection: flows.connection, space, prefix: '' };
  const idle = inUse();
  let highest = idle;
  const look = () => {
    highest = Math.max(highest, inUse());
  };
  const histogram = monitorEventLoopDelay({ resolution });
  const looking = setInterval(look, SAMPLED_MS);
  histogram.enable();
  const start = performance.now();
  const { count } = await totals(flows, [target], new AbortController().signal, look);
  const whole = performance.now() - start;
  histogram.disable();
  clearInterval(looking);
  // The histogram holds the time between two ticks of its own timer.
  const delay = histogram.percentile(99.9) / 1e6 - resolution;
  process.stdout.write(
    `${JSON.stringify({ count, whole, delay, memory: highest - idle } satisfies Listed)}\n`,
  );
  process.exit(0);
}

function inUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
