// Deleting a folder against the aws cli: the same gateway and objects. `node test/bench/delete.ts` runs this alone; a
// number behind it makes it so many times smaller.
import { pathToFileURL } from 'node:url';
import { inParallel } from '../../src/core/manage/inParallel.ts';
import { runMain } from '../support/bootstrap.mjs';
import { freshSpace, stopSharedCeph, type TestSpace } from '../support/cephForTests.ts';
import { ensureGroups } from '../support/debian.mjs';
import { manageDeps } from '../support/manageDeps.ts';
import { connectionTo } from '../support/realStore.ts';
import type { DeletePlan } from './deleteWorker.ts';
import { environmentOf } from './listPeers.ts';
import type { Measured } from './measured.ts';
import { type BenchRow, delayRow, kilobytes, milliseconds } from './row.ts';
import { bundled, measuredIn, measuredTool } from './worker.ts';

export async function benchDelete(smaller = 1): Promise<BenchRow[]> {
  await ensureGroups(['peers']);
  const count = 10_000 / smaller;
  const script = await bundled('deleteWorker.ts');
  try {
    const space = await freshSpace();
    await fill(space, ['ours/', 'theirs/'], count);
    const tool = ['aws', 's3', 'rm', '--recursive', '--quiet', '--endpoint-url', space.endpoint];
    const theirs = await measuredTool([...tool, `s3://${space.bucket}/theirs/`], environmentOf(space));
    const { endpoint, region, keys, bucket } = space;
    const plan = {
      store: { endpoint, region },
      keys,
      space: bucket,
      prefix: 'ours/',
      count,
    } satisfies DeletePlan;
    return rowsOf(`delete ${count.toLocaleString('en')} objects`, await measuredIn(script, plan), theirs);
  } finally {
    await stopSharedCeph();
  }
}

async function fill(space: TestSpace, prefixes: readonly string[], count: number): Promise<void> {
  const { deps } = manageDeps({ keys: space.keys });
  const { signal } = new AbortController();
  const keys = prefixes.flatMap((prefix) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index % 100}/${index}`),
  );
  await inParallel(16, keys, async (key) => {
    const target = { connection: connectionTo(space), space: space.bucket, key };
    await deps.bytes.write(target, new Uint8Array(1), {}, signal);
  });
}

function rowsOf(what: string, ours: Measured, theirs: Omit<Measured, 'delay'>): BenchRow[] {
  const ratio = theirs.whole / ours.whole;
  const memory = `${kilobytes(ours.peak)} against ${kilobytes(theirs.peak)}`;
  return [
    {
      what: `${what}: the whole flow, in a process of its own`,
      against: '`aws s3 rm --recursive`',
      goal: '≥ 5×',
      measured: `${ratio.toFixed(1)}× (${milliseconds(ours.whole)} against ${milliseconds(theirs.whole)}; peak memory ${memory})`,
      isMet: ratio >= 5,
    },
    delayRow(what, ours.delay),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => console.log(await benchDelete(Number(process.argv[2] ?? 1))));
