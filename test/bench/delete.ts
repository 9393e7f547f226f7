// Deleting a folder against the aws cli: the same gateway and objects. `node test/bench/delete.ts` runs this alone; a
// number behind it makes it so many times smaller.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { deleteObjects } from '../../src/commands/manage/deleteObjects.ts';
import { inParallel } from '../../src/core/manage/inParallel.ts';
import { runMain } from '../support/bootstrap.mjs';
import { freshSpace, stopSharedCeph, type TestSpace } from '../support/cephForTests.ts';
import { ensureGroups } from '../support/debian.mjs';
import { manageDeps } from '../support/manageDeps.ts';
import { connectionTo } from '../support/realStore.ts';
import { type BenchRow, milliseconds } from './row.ts';

export async function benchDelete(smaller = 1): Promise<BenchRow[]> {
  await ensureGroups(['peers']);
  const count = 10_000 / smaller;
  try {
    const space = await freshSpace();
    await fill(space, ['ours/', 'theirs/'], count);
    const theirs = await awsCli(space, 'theirs/');
    const ours = await spaceport(space, 'ours/', count);
    const against = `\`aws s3 rm --recursive\`: ${milliseconds(theirs)}`;
    const measured = `${(theirs / ours).toFixed(1)}× (${milliseconds(ours)})`;
    const what = `delete ${count.toLocaleString('en')} objects`;
    return [{ what, against, goal: '≥ 5×', measured, isMet: theirs / ours >= 5 }];
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

/** Counting, deleting and telling, as after the question. */
async function spaceport(space: TestSpace, prefix: string, count: number): Promise<number> {
  const { deps } = manageDeps({ keys: space.keys });
  const targets = [{ connection: connectionTo(space), space: space.bucket, prefix }];
  const start = performance.now();
  const { deleted } = await deleteObjects(deps, { targets, confirmed: true });
  if (deleted !== count) throw new Error(`${deleted} were deleted`);
  return performance.now() - start;
}

async function awsCli(space: TestSpace, prefix: string): Promise<number> {
  const start = performance.now();
  const args = ['s3', 'rm', '--recursive', '--quiet', '--endpoint-url', space.endpoint];
  const child = spawn('aws', [...args, `s3://${space.bucket}/${prefix}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_ACCESS_KEY_ID: space.keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: space.keys.secretAccessKey,
      AWS_DEFAULT_REGION: space.region,
    },
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the aws cli ended with ${code}`);
  return performance.now() - start;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => console.log(await benchDelete(Number(process.argv[2] ?? 1))));
