import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { copySignedUrl } from '../../src/commands/copySignedUrl.ts';
import { loadWitness } from '../../src/s3/witness.ts';
import { CONNECTION, shareSetup } from '../unit/commands/shareSetup.ts';
import { type BenchRow, median, milliseconds } from './row.ts';

const count = 10_000;
const rounds = 10;
const resolution = 1;
const goal = 50;

const targets = Array.from({ length: count }, (_, index) => ({
  connection: CONNECTION,
  space: 'example-bucket',
  key: `photos/2026/picture ${index}.jpg`,
  entry: { size: index, lastModified: Date.UTC(2026, 0, 1) },
}));

/**
 * The whole command for 10,000 objects, in two forms: signing, the SDK's word on every 1,000th, the text, the clipboard
 * and the ledger. What else the extension host has to do waits no longer than the delay of its event loop.
 */
export async function benchLinks(): Promise<BenchRow[]> {
  const witness = await loadWitness(() => import('../../src/s3/sdk/presigners.ts'));
  const setup = shareSetup();
  setup.settings.values.set('share.check', false);
  const deps = { ...setup.deps, witness: async () => witness };
  const options = { disposition: 'attachment' } as const;
  const rows: BenchRow[] = [];
  for (const as of ['url', 'json', 'curl'] as const) {
    const copy = () => copySignedUrl(deps, targets, { expiry: { seconds: 3600 }, options, as, named: true });
    await copy();
    rows.push(rowOf(as, await measure(copy)));
  }
  return rows;
}

interface Measured {
  /** Milliseconds. */
  readonly delay: number;
  readonly whole: number;
}

async function measure(copy: () => Promise<unknown>): Promise<Measured> {
  const wholes: number[] = [];
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await copy();
    wholes.push(performance.now() - start);
  }
  histogram.disable();
  // The histogram holds the time between two ticks of its own timer.
  return { delay: histogram.percentile(99.9) / 1e6 - resolution, whole: median(wholes) };
}

function rowOf(as: string, { delay, whole }: Measured): BenchRow {
  return {
    what: `${count.toLocaleString('en')} links by command as ${as}, event-loop delay p99.9`,
    against: `nothing: the whole takes ${milliseconds(whole)}`,
    goal: `≤ ${milliseconds(goal)}`,
    measured: milliseconds(delay),
    isMet: delay <= goal,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await benchLinks());
