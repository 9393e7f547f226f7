import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectBytes } from '../../../../src/core/objects.ts';
import { runDownload } from '../../../../src/core/transfers/download.ts';
import type { Engine, Run } from '../../../../src/core/transfers/engine.ts';
import type { DownloadJob } from '../../../../src/core/transfers/jobs.ts';
import type { LocalFiles } from '../../../../src/core/transfers/localFiles.ts';
import { MIB } from '../../../../src/core/transfers/partPlan.ts';
import { transferFiles } from '../../../../src/platform/transferFiles.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeLog } from '../../../support/fakes/small.ts';
import { scratchFolder } from '../../../support/scratch.mjs';

/** What a download tells the disk, in its order. */
async function fetched(size: number, mayReplace: boolean): Promise<readonly string[]> {
  const body = Buffer.alloc(size, 'x');
  const etag = createHash('md5').update(body).digest('hex');
  const steps: string[] = [];
  const files: LocalFiles = {
    ...transferFiles,
    create: async (path) => {
      const target = await transferFiles.create(path);
      return {
        write: (bytes, at) => target.write(bytes, at),
        setTime: (time) => target.setTime(time),
        close: () => target.close(),
        sync: async () => {
          steps.push('sync');
          await target.sync();
        },
      };
    },
    publish: async (...all) => {
      steps.push('publish');
      await transferFiles.publish(...all);
    },
  };
  const facts = { size, etag, lastModified: 1_000, headers: {}, metadata: {} };
  const engine = {
    bytes: { read: async () => ({ facts, body: [Uint8Array.from(body)] }) } as unknown as ObjectBytes,
    ...{ files, log: new FakeLog(), limits: () => ({ files: 1, parts: 1, partSize: 8 * MIB }) },
    pace: { run: async (work: () => Promise<unknown>) => work() },
  } as unknown as Engine;
  const localPath = join(scratchFolder('download'), 'file');
  const object = { connection: LOCAL, space: 'box', key: 'file' };
  const job: DownloadJob = {
    ...{ kind: 'download', id: 'aaaaaaaaaa', batch: 'bbbbbbbbbb', object, localPath, size, mayReplace },
  };
  const run = {
    ...{ signal: new AbortController().signal, sized: () => {}, report: () => {} },
    forget: async () => void steps.push('forget'),
  } as unknown as Run;
  await runDownload(engine, job, run);
  assert.ok(readFileSync(localPath).equals(body));
  return steps;
}

describe('a download', () => {
  it('is on the disk before it has its name, unless it is small and takes the place of nothing', async () => {
    const synced = ['sync', 'publish', 'forget'];
    assert.deepEqual(await fetched(MIB, false), synced);
    assert.deepEqual(await fetched(5, true), synced);
    assert.deepEqual(await fetched(MIB - 1, false), ['publish', 'forget']);
  });
});
