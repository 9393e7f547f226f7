import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { SpacesError } from '../../../../src/core/errors.ts';
import { setup } from './setup.ts';

describe('what is half done of a transfer and can not be taken back', () => {
  /** Cancelled after its first parts, while the store can not be reached. */
  async function cancelled() {
    const made = setup();
    const { store, queue, job, until } = made;
    const abandon = store.bytes.abandon;
    store.bytes.abandon = async () => Promise.reject(new SpacesError('network', 'No network.'));
    const asked: string[] = [];
    const { begin, parts } = store.bytes;
    store.bytes.begin = (...all) => {
      asked.push('begin');
      return begin(...all);
    };
    store.bytes.parts = (...all) => {
      asked.push('parts');
      return parts(...all);
    };
    void queue.add([job('a', 'large')]);
    await until(() => store.waiting.length === 3);
    queue.cancel();
    await queue.idle();
    const connect = () => {
      store.bytes.abandon = abandon;
    };
    return { ...made, asked, connect };
  }

  it('is what it goes on with when it is tried again', async () => {
    const { store, queue, states, asked, journal } = await cancelled();
    store.isAutomatic = true;
    queue.retry();
    await queue.idle();
    assert.deepEqual([states(), asked], [['done'], ['begin', 'parts']]);
    assert.deepEqual([store.abandoned, journal.entries.size, journal.jobs.size], [[], 0, 0]);
  });

  it('is written down as what goes on, and is taken back with the next cancel', async () => {
    const { store, queue, until, journal, connect } = await cancelled();
    queue.retry();
    await until(() => store.waiting.length === 6);
    assert.deepEqual(
      Array.from(journal.entries.values(), ({ isCancelled }) => isCancelled),
      [undefined],
    );
    connect();
    queue.cancel();
    await queue.idle();
    assert.deepEqual([store.abandoned, journal.entries.size, journal.jobs.size], [['u1'], 0, 0]);
  });

  it('is for the next start, also where the store has the whole object already', async () => {
    const { store, journal, queue, job, until, make } = setup();
    void queue.add([job('a', 'large')]);
    await until(() => store.waiting.length === 3);
    await queue.close();
    const { abandon } = store.bytes;
    store.bytes.abandon = async () => Promise.reject(new SpacesError('network', 'No network.'));
    const etag = createHash('md5').update(Buffer.alloc(2001, 7)).digest('hex');
    store.bytes.facts = async () => ({ ...{ size: 2001, etag, lastModified: 1 }, headers: {}, metadata: {} });
    const second = make();
    await second.restore();
    second.resume();
    await second.idle();
    assert.deepEqual(
      second.list().map(({ state }) => state),
      ['done'],
    );
    assert.deepEqual([journal.entries.size, journal.jobs.size], [1, 1]);
    store.bytes.abandon = abandon;
    const third = make();
    assert.equal((await third.restore()).count, 0);
    await third.idle();
    assert.deepEqual([store.abandoned, journal.entries.size, journal.jobs.size], [['u1'], 0, 0]);
  });
});
