// Uploads and downloads against rclone: the same gateway, files, part size and concurrency. `node test/bench/transfers.ts`
// runs these alone; a number behind it makes all of it so many times smaller.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMain } from '../support/bootstrap.mjs';
import { freshSpace, stopSharedCeph, type TestSpace } from '../support/cephForTests.ts';
import { ensureGroups } from '../support/debian.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import { environmentOf } from './listPeers.ts';
import type { Measured } from './measured.ts';
import { type BenchRow, delayRow, kilobytes, milliseconds } from './row.ts';
import type { WorkerPlan } from './transferWorker.ts';
import { bundled, measuredIn, measuredTool } from './worker.ts';

const MB = 1024 * 1024;

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
    const script = await bundled('transferWorker.ts');
    for (const shape of shapes(smaller)) rows.push(...(await measureShape(shape, script)));
  } finally {
    await stopSharedCeph();
  }
  return rows;
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
    const ours = await measuredIn(script, {
      ...{ store: { endpoint: space.endpoint, region: space.region }, keys: space.keys },
      ...{ space: space.bucket, what, scratch },
      ...(what === 'upload'
        ? { folder: source, prefix: 'ours/' }
        : { folder: join(scratch, 'ours'), prefix: 'ours/source/' }),
    } satisfies WorkerPlan);
    rows.push(...rowsOf(`${what} ${shape.name}`, ours, theirs));
  }
  rmSync(scratch, { recursive: true, force: true });
  return rows;
}

function rclone(
  space: TestSpace,
  { what, folder }: { readonly what: WorkerPlan['what']; readonly folder: string },
): Promise<Omit<Measured, 'delay'>> {
  const remote = `spaceport:${space.bucket}/theirs`;
  const places = what === 'upload' ? [folder, remote] : [remote, folder];
  return measuredTool(['rclone', ...RCLONE, ...places], environmentOf(space));
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
    delayRow(what, ours.delay),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => console.table(await benchTransfers(Number(process.argv[2] ?? 1))));
