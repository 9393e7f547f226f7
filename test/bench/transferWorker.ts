// One measured transfer in a process of its own: the whole flow, from the folder to the last byte.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { transferRig } from '../support/transferRig.ts';
import { highWaterOf } from './highWater.ts';

export interface WorkerPlan {
  readonly store: { readonly endpoint: string; readonly region: string };
  readonly keys: KeyPair;
  readonly space: string;
  readonly what: 'upload' | 'download';
  /** The folder to send, or the one to fetch into. */
  readonly folder: string;
  readonly prefix: string;
  /** Of the journal. */
  readonly scratch: string;
}

export interface Measured {
  /** Milliseconds. */
  readonly whole: number;
  readonly delay: number;
  /** Bytes. */
  readonly peak: number;
}

const resolution = 1;

if (process.argv[2] !== undefined) {
  const plan = JSON.parse(process.argv[2]) as WorkerPlan;
  const { flows, queue, connection } = transferRig(plan.store, plan.keys, { folder: plan.scratch });
  const at = { connection, space: plan.space, prefix: plan.prefix };
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  const start = performance.now();
  const { done, failed } = await (plan.what === 'upload'
    ? upload(flows, { paths: [plan.folder], to: at })
    : download(flows, { sources: [at], folder: plan.folder, confirmed: true }));
  const whole = performance.now() - start;
  histogram.disable();
  await queue.close();
  if (failed > 0 || done === 0) throw new Error(`${failed} failed, ${done} done`);
  // The histogram holds the time between two ticks of its own timer.
  const delay = histogram.percentile(99.9) / 1e6 - resolution;
  const peak = highWaterOf('self');
  process.stdout.write(`${JSON.stringify({ whole, delay, peak } satisfies Measured)}\n`);
  process.exit(0);
}
