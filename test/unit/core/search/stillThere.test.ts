import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stillThere } from '../../../../src/core/search/stillThere.ts';
import { compareKeys } from '../../../../src/core/walk/keyOrder.ts';
import { KeySpace } from '../../../support/fakes/keySpace.ts';
import { folder, keysBelow } from '../../../support/fakes/listing.ts';

const backwards = (text: string) => [...text].reverse().join('');
const NEVER = new AbortController().signal;

async function asked(store: KeySpace, keys: readonly string[]): Promise<string[]> {
  return [...(await stillThere(store, folder(''), keys, NEVER)).keys()].sort();
}

describe('which objects are still there', () => {
  it('few are asked for by themselves', async () => {
    const store = new KeySpace(['a', 'ab', 'b/../c']);
    assert.deepEqual(await asked(store, ['a', 'aa', 'b/../c', 'b']), ['a', 'b/../c']);
    assert.equal(store.requests.length, 4);
  });

  it('many by pages, wherever they are among others', async () => {
    const store = new KeySpace(keysBelow('img-', 20_000));
    const there = keysBelow('img-', 20_000).slice(5_000, 9_000);
    const gone = there.map((key) => `${key}x`);
    assert.deepEqual(await asked(store, [...gone, ...there]), there);
    assert.ok(store.requests.length < 10, `${store.requests.length}`);
  });

  for (const quirks of [
    { ignores: 'startAfter' },
    {
      ignores: 'startAfter',
      order: (one: string, other: string) => compareKeys(backwards(one), backwards(other)),
    },
  ] as const) {
    it(`of a store that ${'order' in quirks ? 'has no order' : 'knows no start-after'}`, async () => {
      const all = keysBelow('k', 400);
      const store = new KeySpace(all, { pageSize: 50, ...quirks });
      const there = all.slice(100, 300);
      assert.deepEqual(await asked(store, [...there, ...there.map((key) => `${key}x`)]), there);
    });
  }

  it('as the store has them, whatever the keys', async function () {
    this.timeout(30_000);
    const key = fc
      .array(fc.constantFrom('a', 'b', '/', '0', '1', 'é', '😀', '\uffff'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(''));
    const sets = fc.uniqueArray(key, { minLength: 60, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(sets, sets, fc.integer({ min: 1, max: 30 }), async (inStore, wanted, pageSize) => {
        const store = new KeySpace(inStore, { pageSize, turns: [0] });
        const expected = wanted.filter((each) => inStore.includes(each)).sort();
        assert.deepEqual(await asked(store, wanted), expected);
      }),
      { numRuns: 60 },
    );
  });
});
