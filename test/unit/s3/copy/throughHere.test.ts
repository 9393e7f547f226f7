import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { CopySource } from '../../../../src/core/manage/copier.ts';
import { Slots } from '../../../../src/core/transfers/slots.ts';
import { copyThroughHere } from '../../../../src/s3/copy/throughHere.ts';
import { createCopier } from '../../../../src/s3/copy.ts';
import type { Passing } from '../../../support/faultPlan.ts';
import { type Rig, startRig } from '../bytes/rig.ts';
import { between } from './copies.ts';

const { signal } = new AbortController();
const CONTENT = 'what is in it '.repeat(20);

describe('a copy through here, on a line that changes bytes', () => {
  let rig: Rig;
  let discarded: number;

  beforeEach(async () => {
    rig = await startRig();
    discarded = 0;
    rig.store.put('photos', 'from', CONTENT);
  });
  afterEach(() => rig.stop());

  const copy = (partSize: number, changes: Partial<CopySource> = {}, by = signal, bytes = rig.bytes) => {
    const etag = createHash('md5').update(CONTENT).digest('hex');
    const source: CopySource = { ...rig.at('from'), size: CONTENT.length, etag, ...changes };
    const discard = async () => {
      discarded++;
      rig.store.delete('photos', 'to');
    };
    const more = { options: { isNew: true }, memory: new Slots(1_000), discard };
    return copyThroughHere(bytes, { ...more, source, to: rig.at('to'), partSize }, by);
  };
  const copied = () => rig.store.get('photos', 'to')?.body().toString();
  const isRead = ({ method, url }: Passing) => method === 'GET' && url.startsWith('/photos/from');
  const harm = (isIt: (request: Passing) => boolean) =>
    rig.proxy.setPlan((request) => (isIt(request) ? { kind: 'corruptAnswer', at: 0.5 } : undefined));

  it('a part that was read wrong once is right in the copy', async () => {
    harm((request) => isRead(request) && request.index === 3);
    await copy(100);
    assert.equal(copied(), CONTENT);
  });

  it('parts that are never read alike make no copy', async () => {
    let at = 0;
    rig.proxy.setPlan((request) =>
      isRead(request) ? { kind: 'corruptAnswer', at: (at++ % 90) / 100 } : undefined,
    );
    await assert.rejects(copy(100), { code: 'damaged' });
    assert.deepEqual([copied(), rig.store.uploads('photos')], [undefined, []]);
  });

  it('one piece whose digest tells that it is wrong is taken back', async () => {
    harm((request) => isRead(request) && request.occurrence === 1);
    await assert.rejects(copy(1_000), { code: 'damaged' });
    assert.deepEqual([copied(), discarded], [undefined, 1]);
  });

  it('cancelled while it looks again, it leaves no wrong one', async () => {
    const cancel = new AbortController();
    rig.proxy.setPlan((request) => {
      if (!isRead(request)) return undefined;
      if (request.occurrence === 1) return { kind: 'corruptAnswer', at: 0.5 };
      cancel.abort();
      return { kind: 'hang' };
    });
    await assert.rejects(copy(1_000, {}, cancel.signal), { name: 'Cancelled' });
    assert.deepEqual([copied(), discarded], [undefined, 1]);
  });

  for (const [scheme, times] of [
    ['http', 2],
    ['https', 1],
  ] as const) {
    it(`over ${scheme} each part is read ${times} times`, async () => {
      let reads = 0;
      const bytes: typeof rig.bytes = {
        ...rig.bytes,
        read: (_object, ...rest) => {
          reads++;
          return rig.bytes.read(rig.at('from'), ...rest);
        },
      };
      const connection = { ...rig.at('from').connection, endpoint: `${scheme}://elsewhere.example` };
      await copy(100, { connection }, signal, bytes);
      assert.deepEqual([copied(), reads], [CONTENT, 3 * times]);
    });
  }

  it('there are a few parts in memory at a time, however many objects there are', async () => {
    const other = await startRig();
    let [held, most] = [0, 0];
    const seen = new Set<string>();
    const bytes: typeof rig.bytes = {
      ...rig.bytesWith({}),
      async read(...args) {
        const [{ key }, { range }] = args;
        const part = `${key} ${range?.start}`;
        // Read once more to be compared, it is in memory no second time.
        if (!seen.has(part)) most = Math.max(most, ++held);
        seen.add(part);
        return rig.bytes.read(...args);
      },
      begin: other.bytes.begin,
      finish: other.bytes.finish,
      async writePart(...args) {
        const part = await other.bytes.writePart(...args);
        held--;
        return part;
      },
    };
    const copier = createCopier({ ...between(rig, other), bytes, sizes: { sentPart: 4 } });
    const keys = Array.from({ length: 8 }, (_, index) => `k${index}`);
    for (const key of keys) rig.store.put('photos', key, 'x'.repeat(32));
    const { etag = '' } = rig.store.get('photos', 'k0') ?? {};
    try {
      await Promise.all(
        keys.map((key) =>
          copier.copy({ ...rig.at(key), size: 32, etag }, other.at(key), { isNew: true }, signal),
        ),
      );
      assert.equal(other.store.get('photos', 'k7')?.body().toString(), 'x'.repeat(32));
      assert.ok(most > 1 && most <= 8, String(most));
    } finally {
      await other.stop();
    }
  });
});
