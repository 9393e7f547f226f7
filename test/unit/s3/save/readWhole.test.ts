import assert from 'node:assert/strict';
import { createObjectSaves } from '../../../../src/s3/save.ts';
import { realStore } from '../../../support/realStore.ts';
import { type Rig, startRig } from '../bytes/rig.ts';

const { signal } = new AbortController();
const MIB = 1024 * 1024;
const ALL = { maxBytes: 100 * MIB };

describe('reading an object for an editor', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await startRig();
  });
  afterEach(() => rig.stop());

  const read = (options = ALL, by = signal) => {
    const { reads } = realStore(rig.store.credentials);
    const saves = createObjectSaves({ ...reads, sleep: async () => {}, wishes: () => ({}) });
    return saves.read(rig.at('a'), options, by);
  };
  const fill = (size: number, words = 'spaceport ') => {
    const content = Buffer.alloc(size, words);
    rig.store.put('photos', 'a', content);
    return content;
  };
  const gets = () => rig.store.requests().filter(({ method }) => method === 'GET').length;

  for (const [size, requests] of [
    [0, 1],
    [1, 1],
    [8 * MIB, 1],
    [8 * MIB + 1, 2],
    [20 * MIB, 3],
  ] as const) {
    it(`${size} bytes in ${requests} requests`, async () => {
      const content = fill(size);
      const found = await read();
      assert.ok(content.equals(found.content));
      assert.equal(found.facts.size, size);
      assert.equal(gets(), requests);
    });
  }

  it('what is larger than wanted is not read, and says so', async () => {
    fill(8 * MIB);
    await assert.rejects(read({ maxBytes: 8 * MIB - 1 }), { code: 'badArguments', message: /larger.*: a$/ });
    assert.equal(gets(), 1);
  });

  for (const size of [MIB, 20 * MIB]) {
    it(`what breaks off is asked for again: ${size} bytes`, async () => {
      const content = fill(size);
      rig.proxy.setPlan(({ occurrence }) =>
        occurrence <= 1 ? { kind: 'cutAnswer', at: 500_000 } : undefined,
      );
      assert.ok(content.equals((await read()).content));
    });
  }

  it('what is written to meanwhile is begun anew: no mixture of two states', async () => {
    fill(20 * MIB, 'old ');
    let seen = 0;
    let now: Buffer | undefined;
    rig.proxy.setPlan(() => {
      if (++seen === 3) now = fill(18 * MIB, 'new ');
      return undefined;
    });
    const { content, facts } = await read();
    assert.ok(now?.equals(content));
    assert.equal(facts.etag, rig.store.get('photos', 'a')?.etag);
  });

  it('what never stays the same is given up', async () => {
    let count = 0;
    rig.proxy.setPlan(() => {
      fill(9 * MIB, `${count++}`);
      return undefined;
    });
    await assert.rejects(read(), { code: 'changed' });
  });

  it('cancelled, it ends', async () => {
    fill(20 * MIB);
    const cancel = new AbortController();
    rig.proxy.setPlan(({ index }) => {
      if (index === 3) cancel.abort();
      return index >= 3 ? { kind: 'hang' } : undefined;
    });
    await assert.rejects(read(ALL, cancel.signal), { name: 'Cancelled' });
  });

  it('what is not there', async () => {
    await assert.rejects(read(), { code: 'noSuchObject' });
  });
});
