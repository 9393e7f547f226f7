import assert from 'node:assert/strict';
import { SpacesError } from '../../../../src/core/errors.ts';
import { createFormats } from '../../../../src/core/format.ts';
import { announceEnds } from '../../../../src/vscode/transfers/announce.ts';
import { watchBatches } from '../../../../src/vscode/transfers/batches.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';
import { FakeTransfers, transferOf } from '../../../support/fakes/transfers.ts';

const error = new SpacesError('accessDenied', 'The key may not write here.');
const batch = 'many';

function setup() {
  let now = 0;
  const transfers = new FakeTransfers();
  const batches = watchBatches(transfers);
  const notices = new FakeNotices();
  const quiet = new Set<string>();
  const shown: string[] = [];
  announceEnds({
    ...{ transfers, batches, notices, formats: createFormats('en'), now: () => now },
    isQuiet: (id) => quiet.has(id),
    show: (id) => shown.push(id),
  });
  const wait = (seconds: number) => {
    now += seconds * 1000;
  };
  return { transfers, notices, quiet, shown, wait };
}

describe('the end of a batch', () => {
  it('is not told where all went well and soon, nor where a person stopped it', () => {
    const { transfers, notices } = setup();
    transfers.set(transferOf('a', 'running'), transferOf('b', 'running'), transferOf('c', 'queued'));
    transfers.set(transferOf('a', 'done'), transferOf('b', 'cancelled'), transferOf('c', 'skipped'));
    assert.deepEqual(notices.shown, []);
  });

  it('is told once where it took long', async () => {
    const { transfers, notices, shown, wait } = setup();
    transfers.set(transferOf('a', 'running'));
    wait(40);
    transfers.set(transferOf('a', 'done'));
    transfers.set(transferOf('a', 'done'));
    assert.deepEqual(notices.messages, ['Uploaded: a']);
    await notices.press('Show');
    assert.deepEqual(shown, ['a']);
  });

  it('says how many failed and why the first did, with Retry for those alone', async () => {
    const { transfers, notices } = setup();
    const names = ['a', 'b', 'c'];
    transfers.set(...names.map((name) => transferOf(name, 'queued', { batch, kind: 'download' })));
    transfers.set(transferOf('a', 'done', { batch, kind: 'download' }));
    transfers.set(
      transferOf('b', 'failed', { batch, kind: 'download', error }),
      transferOf('c', 'failed', { batch, kind: 'download', error }),
    );
    assert.deepEqual(notices.messages, [
      'Download: 2 of 3 files failed. The first one: The key may not write here.',
    ]);
    await notices.press('Retry');
    assert.deepEqual(transfers.wishes, ['retry b c']);
  });

  it('is told of one that was over before it began', () => {
    const { transfers, notices } = setup();
    transfers.set(transferOf('a', 'failed', { error }));
    transfers.set(transferOf('a', 'failed', { error }));
    assert.deepEqual(notices.messages, ['Upload: The key may not write here.']);
  });

  it('is told again where a retry failed again', () => {
    const { transfers, notices } = setup();
    for (let attempt = 0; attempt < 2; attempt++) {
      transfers.set(transferOf('a', 'running'));
      transfers.set(transferOf('a', 'failed', { error }));
    }
    assert.equal(notices.shown.length, 2);
    assert.equal(notices.last.message, 'Upload: The key may not write here.');
  });

  it('is not shown to one who called it by its arguments', () => {
    const { transfers, notices, quiet } = setup();
    quiet.add(batch);
    transfers.set(transferOf('a', 'running', { batch }));
    transfers.set(transferOf('a', 'failed', { batch, error }));
    assert.deepEqual(notices.shown, []);
  });
});
