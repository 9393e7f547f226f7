import assert from 'node:assert/strict';
import { settleConflicts } from '../../../../src/commands/transfers/conflicts.ts';
import type { TransferFlowsDeps } from '../../../../src/commands/transfers/deps.ts';
import type { Planned } from '../../../../src/commands/transfers/planned.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const HOUR = 3_600_000;

describe('what is there already, asked about', () => {
  /** What is told of two of these ages, in hours. */
  const detail = async (own: number, there: number) => {
    const notices = new FakeNotices().answer('Skip');
    const moments = { locale: 'en-US', timeZone: 'Asia/Kolkata' };
    const deps = { notices, moments, now: () => NOW } as unknown as TransferFlowsDeps;
    const planned: Planned = {
      object: { connection: LOCAL, space: 'box', key: 'file' },
      localPath: '/file',
      own: { size: 1, modified: NOW - own * HOUR },
      there: { size: 2, modified: NOW - there * HOUR },
    };
    const settled = await settleConflicts(deps, {
      ...{ planned: [planned], onConflict: 'ask' },
      nameOf: () => 'file',
      beside: () => assert.fail(),
    });
    assert.deepEqual(settled, { go: [], skipped: [planned] });
    return notices.last.detail;
  };

  it('is told of by its age', async () => {
    assert.equal(await detail(1, 30), 'There already: 2 bytes (1d ago)\nTo replace it: 1 byte (1h ago)');
  });

  it('is told of by the moment in the zone of the person, where the ages are the same in words', async () => {
    assert.equal(
      await detail(30, 40),
      [
        'There already: 2 bytes (Nov 25, 2026, 1:30:00 AM GMT+5:30)',
        'To replace it: 1 byte (Nov 25, 2026, 11:30:00 AM GMT+5:30)',
      ].join('\n'),
    );
  });
});
