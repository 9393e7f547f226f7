import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pickChanged } from '../../../../src/commands/transfers/compare.ts';
import type { TransferFlowsDeps } from '../../../../src/commands/transfers/deps.ts';
import type { Planned } from '../../../../src/commands/transfers/planned.ts';
import { MIB } from '../../../../src/core/transfers/partPlan.ts';
import { transferFiles } from '../../../../src/platform/transferFiles.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';
import { FakePrompts, pickMany } from '../../../support/fakes/prompts.ts';
import { FakeProgress } from '../../../support/fakes/small.ts';
import { scratchFolder } from '../../../support/scratch.mjs';

/** No tool cuts by it when it is not told to. MiB. */
const PART_SIZE = 7;
const STORED = 1_000_000;
const OTHER = '0'.repeat(32);

describe('what is there already, compared', () => {
  const localPath = join(scratchFolder('compare'), 'file');
  const bytes = Buffer.alloc(PART_SIZE * MIB + 1, 'x');
  writeFileSync(localPath, bytes);
  const md5 = (...all: readonly Uint8Array[]) =>
    all.reduce((hash, each) => hash.update(each), createHash('md5')).digest();
  const whole = md5(bytes).toString('hex');
  const cut = [bytes.subarray(0, PART_SIZE * MIB), bytes.subarray(PART_SIZE * MIB)];
  const inParts = `${md5(...cut.map((part) => md5(part))).toString('hex')}-2`;

  /** Whether a file that was changed so long after the object was stored is offered as another one. */
  const differs = async (there: Partial<Planned['own']>, after: number) => {
    const prompts = new FakePrompts().answer(pickMany('file'));
    const deps = {
      files: transferFiles,
      bytes: { facts: async () => ({ metadata: {}, lastModified: STORED }) },
      notices: new FakeNotices(),
      prompts,
      progress: new FakeProgress(),
      settings: { get: () => PART_SIZE },
      moments: { locale: 'en' },
    } as unknown as TransferFlowsDeps;
    const planned: Planned = {
      object: { connection: LOCAL, space: 'box', key: 'file' },
      localPath,
      own: { size: bytes.length, modified: STORED + after },
      there: { size: bytes.length, modified: STORED, ...there },
    };
    const changed = await pickChanged(deps, [planned], () => 'file');
    assert.equal(prompts.asked.length, changed.length);
    return changed.length > 0;
  };

  it('is the same by its checksum, whatever the time says: of parts as large as the setting, too', async () => {
    for (const etag of [whole, inParts]) assert.equal(await differs({ etag }, 60_000), false, etag);
  });

  it('differs by its size, or the checksum of the whole, whatever the time says', async () => {
    assert.equal(await differs({ etag: whole, size: 1 }, 0), true);
    assert.equal(await differs({ etag: OTHER }, 0), true);
  });

  it('is told apart by time where no checksum is the same', async () => {
    for (const etag of [`${OTHER}-2`, `${OTHER}-9`, 'strange', undefined]) {
      assert.equal(await differs({ etag }, 2_000), false, etag);
      assert.equal(await differs({ etag }, 2_001), true, etag);
    }
  });
});
