// Listing 100,000 keys beside other tools, on the same gateway, and the memory for a million. `node test/bench/list.ts` runs
// these alone; a number behind it makes all of it so many times smaller.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMain } from '../support/bootstrap.mjs';
import { stopSharedCeph, type TestSpace } from '../support/cephForTests.ts';
import { ensureGroups } from '../support/debian.mjs';
import { spaceOf } from './listFill.ts';
import { type Peer, timeOf } from './listPeers.ts';
import type { Listed, ListPlan } from './listWorker.ts';
import { type BenchRow, delayRow, kilobytes, median, milliseconds, shuffled } from './row.ts';
import { bundled, measuredIn } from './worker.ts';

const ROUNDS = 3;
const MEMORY = 100 * 1024 * 1024;
const PEERS: readonly Peer[] = ['rclone', 'rclone --fast-list', 'aws', 's3cmd'];

interface Shape {
  readonly name: string;
  keyOf(index: number): string;
  /** How many times as fast as each, at least. */
  readonly goals: { readonly rclone: number; readonly aws?: number; readonly s3cmd?: number };
}

const SHAPES: readonly Shape[] = [
  {
    name: 'in folders (10 × 100 × 100)',
    keyOf: (index) => {
      const digits = String(index).padStart(5, '0');
      return `${digits[0]}/${digits.slice(1, 3)}/${digits}.jpg`;
    },
    goals: { rclone: 2, aws: 6, s3cmd: 8 },
  },
  {
    name: 'in one folder',
    keyOf: (index) => `object-${String(index).padStart(6, '0')}`,
    goals: { rclone: 1.3 },
  },
];

export async function benchList(smaller = 1): Promise<BenchRow[]> {
  await ensureGroups(['peers']);
  const worker = await bundled('listWorker.ts');
  const rows: BenchRow[] = [];
  try {
    for (const shape of SHAPES) rows.push(...(await measureShape(shape, 100_000 / smaller, worker)));
  } finally {
    await stopSharedCeph();
  }
  rows.push(...(await measureMillion(1_000_000 / smaller, worker)));
  return rows;
}

async function measureShape(shape: Shape, count: number, worker: string): Promise<BenchRow[]> {
  const space = await spaceOf(Array.from({ length: count }, (_, index) => shape.keyOf(index)));
  const times = new Map<Peer | 'ours', number[]>([...PEERS, 'ours' as const].map((each) => [each, []]));
  const delays: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [peer, own] of shuffled([...times])) {
      if (peer !== 'ours') own.push(await timeOf(peer, space, count));
      else {
        const listed = await list(worker, planOf(space), count);
        own.push(listed.whole);
        delays.push(listed.delay);
      }
    }
  }
  const medians = new Map([...times].map(([peer, own]) => [peer, median(own)]));
  return rowsOf(shape, `list ${count.toLocaleString('en')} keys ${shape.name}`, medians, median(delays));
}

function planOf({ endpoint, region, keys, bucket }: TestSpace): ListPlan {
  return { store: { endpoint, region }, keys, space: bucket };
}

function rowsOf(
  { goals }: Shape,
  what: string,
  medians: ReadonlyMap<Peer | 'ours', number>,
  delay: number,
): BenchRow[] {
  const of = (peer: Peer | 'ours') => medians.get(peer) ?? Number.NaN;
  const ours = of('ours');
  const beside = (against: string, theirs: number, goal: number): BenchRow => ({
    what: `${what}: Calculate Size, in a process of its own`,
    against,
    goal: `≥ ${goal}×`,
    measured: `${(theirs / ours).toFixed(1)}× (${milliseconds(ours)} against ${milliseconds(theirs)})`,
    isMet: theirs / ours >= goal,
  });
  const [one, other] = [of('rclone'), of('rclone --fast-list')];
  const rows = [
    beside(`rclone, ${one < other ? 'without' : 'with'} --fast-list`, Math.min(one, other), goals.rclone),
  ];
  if (goals.aws !== undefined) rows.push(beside('aws s3 ls --recursive', of('aws'), goals.aws));
  if (goals.s3cmd !== undefined) rows.push(beside('s3cmd ls -r', of('s3cmd'), goals.s3cmd));
  return [...rows, delayRow(what, delay)];
}

async function measureMillion(count: number, worker: string): Promise<BenchRow[]> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'listServer.ts'), String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(server, 'close');
  try {
    const [line] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
    const plan = JSON.parse(line) as ListPlan;
    const runs: Listed[] = [];
    for (let round = 0; round < ROUNDS; round++) runs.push(await list(worker, plan, count));
    const [memory, delay, whole] = (['memory', 'delay', 'whole'] as const).map((fact) =>
      median(runs.map((run) => run[fact])),
    ) as [number, number, number];
    const what = `list ${count.toLocaleString('en')} keys`;
    return [
      {
        what: `${what}: heap and external memory over idle, sampled`,
        against: `nothing: the whole takes ${milliseconds(whole)}`,
        goal: `≤ ${kilobytes(MEMORY)}`,
        measured: kilobytes(memory),
        isMet: memory <= MEMORY,
      },
      delayRow(what, delay),
    ];
  } finally {
    server.stdin.end();
    await ended;
  }
}

async function list(script: string, plan: ListPlan, count: number): Promise<Listed> {
  const listed = await measuredIn<Listed>(script, plan);
  if (listed.count !== count) throw new Error(`${listed.count} keys were listed`);
  return listed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => console.table(await benchList(Number(process.argv[2] ?? 1))));
