import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SpacesError } from '../../../../src/core/errors.ts';
import type { ObjectFacts } from '../../../../src/core/objects.ts';
import { isDoneAlready } from '../../../../src/core/transfers/doneAlready.ts';
import type { Engine, Run } from '../../../../src/core/transfers/engine.ts';
import type { TransferJob } from '../../../../src/core/transfers/jobs.ts';
import { MIB } from '../../../../src/core/transfers/partPlan.ts';
import { transferFiles } from '../../../../src/platform/transferFiles.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { scratchFolder } from '../../../support/scratch.mjs';

const PART = 5 * MIB;
const OTHER = '0'.repeat(32);

describe('whether a transfer is done already', () => {
  const localPath = join(scratchFolder('done'), 'file');
  const bytes = Buffer.alloc(2 * PART + 1, 'x');
  writeFileSync(localPath, bytes);
  const md5 = (...all: readonly Uint8Array[]) =>
    all.reduce((hash, each) => hash.update(each), createHash('md5')).digest();
  const parts = [0, PART, 2 * PART].map((start) => md5(bytes.subarray(start, start + PART)));

  const isDone = (facts: Partial<ObjectFacts> | SpacesError, more: Partial<TransferJob> = {}) => {
    const there = { size: bytes.length, headers: {}, metadata: {}, ...facts };
    const engine = {
      bytes: { facts: async () => (facts instanceof SpacesError ? Promise.reject(facts) : there) },
      files: transferFiles,
      limits: () => ({ files: 1, parts: 1, partSize: PART }),
      pace: { run: async (work: () => Promise<unknown>) => work() },
    } as unknown as Engine;
    const object = { connection: LOCAL, space: 'box', key: 'file' };
    const job = { kind: 'download', object, localPath, size: bytes.length, ...more } as TransferJob;
    const run = { signal: new AbortController().signal } as Run;
    return isDoneAlready({ engine, job, run, begunMs: 5_000 });
  };
  const lastModified = statSync(localPath).mtimeMs;

  it('by the digest, where the store tells one', async () => {
    const etags = [md5(bytes).toString('hex'), `${md5(...parts).toString('hex')}-3`];
    for (const etag of etags) assert.equal(await isDone({ etag, lastModified: 1 }), true);
  });

  it('not where the digest speaks against it, whatever the time says', async () => {
    for (const etag of [OTHER, `${OTHER}-3`]) assert.equal(await isDone({ etag, lastModified }), false, etag);
  });

  it('by size and time where no digest tells anything: of parts that another cut, too', async () => {
    for (const etag of [`${OTHER}-11`, 'strange']) {
      assert.equal(await isDone({ etag, lastModified: lastModified + 1_000 }), true, etag);
      assert.equal(await isDone({ etag, lastModified: lastModified + 3_000 }), false, etag);
      assert.equal(await isDone({ etag, lastModified, size: 1 }), false, etag);
    }
  });

  it('not where nothing is there, or it may not be asked about', async () => {
    for (const code of ['noSuchObject', 'accessDenied'] as const)
      assert.equal(await isDone(new SpacesError(code, 'No.')), false);
    await assert.rejects(isDone(new SpacesError('network', 'No.')), { code: 'network' });
    const etag = md5(bytes).toString('hex');
    assert.equal(await isDone({ etag, lastModified }, { localPath: `${localPath}-not` }), false);
  });

  it('not where what was there before is to be replaced', async () => {
    const etag = md5(bytes).toString('hex');
    const job = { kind: 'upload', mayReplace: true, wishes: {} } as const;
    assert.equal(await isDone({ etag, lastModified: 4_999 }, job), false);
    assert.equal(await isDone({ etag, lastModified: 5_000 }, job), true);
  });
});
