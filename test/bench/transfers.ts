// Uploads and downloads against rclone: the same gateway, files, part size and concurrency. `node test/bench/transfers.ts`
// runs these alone; a number behind it makes all of it so many times smaller.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { runMain } from '../support/bootstrap.mjs';
import { freshSpace, stopSharedCeph, type TestSpace } from '../support/cephForTests.ts';
import { ensureGroups } from '../support/debian.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import { highWaterOf } from './highWater.ts';
import { type BenchRow, kilobytes, milliseconds } from './row.ts';
import type { Measured, WorkerPlan } from './transferWorker.ts';

const SCRIPT = join(import.meta.dirname, 'transferWorker.ts');
const MB = 1024 * 1024;
const DELAY = 50;

/** rclone with our defaults: four files, four parts of 8 MB each; nothing of the person's own settings. */
const RCLONE = [
  ...['copy', '--config', '/dev/null', '--transfers', '4', '--checkers', '4', '--s3-no-check-bucket'],
  ...['--s3-upload-concurrency', '4', '--s3-chunk-size', '8M', '--s3-upload-cutoff', '8M'],
  ...['--multi-thread-streams', '4', '--multi-thread-cutoff', '8M'],
];

interface Shape {
  readonly name: string;
  make(folder: string): void;
}

const shapes = (smaller: number): readonly Shape[] => [
  {
    name: '1 GB',
    make: (folder) => {
      const block = randomBytes(64 * MB);
      for (let at = 0; at < 1024 / smaller; at += 64)
        writeFileSync(join(folder, 'big.bin'), block, { flag: 'a' });
    },
  },
  {
    name: '10,000 × 4 KB',
    make: (folder) => {
      for (let index = 0; index < 10_000 / smaller; index++) {
        const dir = join(folder, `${index % 100}`);
        mkdirSync(dir, { recursive: true });
        writeFileSync(join(dir, `${index}.bin`), randomBytes(4096));
      }
    },
  },
];

export async function benchTransfers(smaller = 1): Promise<BenchRow[]> {
  await ensureGroups(['peers']);
  const rows: BenchRow[] = [];
  try {
    const script = await bundleWorker();
    for (const shape of shapes(smaller)) rows.push(...(await measureShape(shape, script)));
  } finally {
    await stopSharedCeph();
  }
  return rows;
}

/** As one file, like what is shipped: a process that reads TypeScript needs time and memory for that. */
async function bundleWorker(): Promise<string> {
  const outfile = join(scratchFolder('bench-worker'), 'worker.mjs');
  await build({
    ...{ entryPoints: [SCRIPT], outfile, bundle: true, platform: 'node', format: 'esm', target: 'es2024' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('/');" },
  });
  return outfile;
}

async function measureShape(shape: Shape, script: string): Promise<BenchRow[]> {
  const scratch = scratchFolder('bench-transfers');
  const source = join(scratch, 'source');
  mkdirSync(source);
  shape.make(source);
  const space = await freshSpace();
  const rows: BenchRow[] = [];
  for (const what of ['upload', 'download'] as const) {
    // Each fetches what it sent.
    const theirs = await rclone(space, {
      what,
      folder: what === 'upload' ? source : join(scratch, 'theirs'),
    });
    const ours = await worker(script, {
      ...{ store: space, keys: space.keys, space: space.bucket, what, scratch },
      ...(what === 'upload'
        ? { folder: source, prefix: 'ours/' }
        : { folder: join(scratch, 'ours'), prefix: 'ours/source/' }),
    });
    rows.push(...rowsOf(`${what} ${shape.name}`, ours, theirs));
  }
  rmSync(scratch, { recursive: true, force: true });
  return rows;
}

async function worker(script: string, plan: WorkerPlan): Promise<Measured> {
  const { store, ...others } = plan;
  const only = { ...others, store: { endpoint: store.endpoint, region: store.region } };
  const child = spawn(process.execPath, [script, JSON.stringify(only)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the transfer ended with ${code}`);
  return JSON.parse(output) as Measured;
}

async function rclone(
  space: TestSpace,
  { what, folder }: { readonly what: WorkerPlan['what']; readonly folder: string },
): Promise<Omit<Measured, 'delay'>> {
  const remote = `spaceport:${space.bucket}/theirs`;
  const places = what === 'upload' ? [folder, remote] : [remote, folder];
  const name = 'RCLONE_CONFIG_SPACEPORT';
  const start = performance.now();
  const child = spawn('rclone', [...RCLONE, ...places], {
    stdio: 'inherit',
    env: {
      // Not the person's AWS_ variables.
      ...{ PATH: process.env.PATH, HOME: folder },
      [`${name}_TYPE`]: 's3',
      [`${name}_PROVIDER`]: 'Ceph',
      [`${name}_ENDPOINT`]: space.endpoint,
      [`${name}_REGION`]: space.region,
      [`${name}_ACCESS_KEY_ID`]: space.keys.accessKeyId,
      [`${name}_SECRET_ACCESS_KEY`]: space.keys.secretAccessKey,
    },
  });
  let peak = 0;
  // The kernel keeps the highest: the last look before the end is enough.
  const look = setInterval(() => {
    peak = Math.max(peak, highWaterOf(child.pid ?? 0));
  }, 20);
  const [code] = await once(child, 'close');
  clearInterval(look);
  if (code !== 0) throw new Error(`rclone ended with ${code}`);
  return { whole: performance.now() - start, peak };
}

function rowsOf(what: string, ours: Measured, theirs: Omit<Measured, 'delay'>): BenchRow[] {
  const ratio = theirs.whole / ours.whole;
  const memory = `${kilobytes(ours.peak)} against ${kilobytes(theirs.peak)}`;
  return [
    {
      what: `${what}: the whole flow, in a process of its own`,
      against: 'rclone, same concurrency',
      goal: '≥ 1×',
      measured: `${ratio.toFixed(2)}× (${milliseconds(ours.whole)} against ${milliseconds(theirs.whole)}; peak memory ${memory})`,
      isMet: ratio >= 1,
    },
    {
      what: `${what}: event-loop delay p99.9`,
      against: 'nothing',
      goal: `≤ ${milliseconds(DELAY)}`,
      measured: milliseconds(ours.delay),
      isMet: ours.delay <= DELAY,
    },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => console.table(await benchTransfers(Number(process.argv[2] ?? 1))));
