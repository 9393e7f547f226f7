import assert from 'node:assert/strict';
import {
  CONTEXT_HAS_FAILED_TRANSFERS,
  CONTEXT_HAS_FINISHED_TRANSFERS,
  CONTEXT_HAS_PAUSED_TRANSFERS,
  CONTEXT_HAS_RUNNING_TRANSFERS,
  CONTEXT_HAS_TRANSFERS,
} from '../../../../src/contributions.ts';
import { createFormats } from '../../../../src/core/format.ts';
import type { Transfer } from '../../../../src/core/transfers/transfer.ts';
import { watchBatches } from '../../../../src/vscode/transfers/batches.ts';
import { overviewOf } from '../../../../src/vscode/transfers/overview.ts';
import { progressWords } from '../../../../src/vscode/transfers/words.ts';
import { FakeTransfers, transferOf } from '../../../support/fakes/transfers.ts';

const overview = (...all: readonly Transfer[]) => {
  const { context, item, ...rest } = overviewOf({
    batches: watchBatches(new FakeTransfers(all)),
    ...{ formats: createFormats('en'), words: progressWords('en') },
  });
  const keys = Object.keys(context).filter((key) => context[key]);
  return { ...rest, keys, text: item?.text.replace(/\s/gu, ' '), words: item?.words.replace(/\s/gu, ' ') };
};

describe('what all transfers come to', () => {
  it('nothing, where there are none', () => {
    assert.deepEqual(overview(), {
      description: '',
      badge: undefined,
      keys: [],
      text: undefined,
      words: undefined,
    });
  });

  it('how far what moves is, in both directions; what was over before does not count', () => {
    const { text, words, badge, description, keys } = overview(
      transferOf('old', 'done'),
      transferOf('up', 'running', { doneBytes: 500, bytesPerSecond: 1e6, secondsLeft: 1 }),
      transferOf('down', 'queued', { kind: 'download' }),
    );
    assert.equal(text, '$(arrow-up)$(arrow-down) 25% · 1 MB/s · 1 sec left');
    assert.equal(words, 'Transfers: 2. 25%, 1 megabyte per second, 1 minute left');
    assert.deepEqual(badge, { value: 2, tooltip: 'Transfers: 2' });
    assert.equal(description.replace(/\s/gu, ' '), '25% · 1 MB/s · 1 sec left');
    assert.deepEqual(keys, [
      CONTEXT_HAS_TRANSFERS,
      CONTEXT_HAS_RUNNING_TRANSFERS,
      CONTEXT_HAS_FINISHED_TRANSFERS,
    ]);
  });

  it('that all bytes are sent and the answer is awaited: no speed, and no time that does not pass', () => {
    const sent = { doneBytes: 1000, bytesPerSecond: 5000, secondsLeft: 0 };
    const { text, words } = overview(transferOf('up', 'running', sent));
    assert.equal(text, '$(arrow-up) 100% · finishing');
    assert.equal(words, 'Transfers: 1. 100%, finishing');
  });

  it('that all bytes are sent, and nothing runs', () => {
    const { text, words } = overview(transferOf('a', 'paused', { doneBytes: 1000 }));
    assert.equal(text, '$(debug-pause) paused · 100%');
    assert.equal(words, 'Transfers: 1. 100%');
    const queued = overview(transferOf('a', 'queued', { doneBytes: 1000 }));
    assert.equal(queued.text, '$(arrow-up) 100%');
  });

  it('that all is paused', () => {
    const { text, keys } = overview(transferOf('a', 'paused', { doneBytes: 100 }));
    assert.equal(text, '$(debug-pause) paused · 10%');
    assert.deepEqual(keys, [CONTEXT_HAS_TRANSFERS, CONTEXT_HAS_PAUSED_TRANSFERS]);
  });

  it('how many failed, for as long as they do', () => {
    const { text, words, badge, keys } = overview(transferOf('a', 'failed'), transferOf('b', 'done'));
    assert.equal(text, '$(warning) 1');
    assert.equal(words, 'Transfers, failed: 1');
    assert.equal(badge, undefined);
    assert.ok(keys.includes(CONTEXT_HAS_FAILED_TRANSFERS));
  });

  it('nothing to say of what went well', () => {
    assert.equal(overview(transferOf('a', 'done')).text, undefined);
  });
});
