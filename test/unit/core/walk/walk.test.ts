import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isCancelled, SpacesError } from '../../../../src/core/errors.ts';
import { walk } from '../../../../src/core/listingWalk.ts';
import type { WalkOptions } from '../../../../src/core/walk/walk.ts';
import { KeySpace, type Quirks } from '../../../support/fakes/keySpace.ts';
import { folder, keysBelow } from '../../../support/fakes/listing.ts';

const NEVER = new AbortController().signal;

async function keysOf(
  store: KeySpace,
  { prefix = '', ...options }: WalkOptions & { prefix?: string } = {},
): Promise<string[]> {
  const keys: string[] = [];
  for await (const page of walk(store, folder(prefix), NEVER, options)) {
    assert.ok(page.length > 0);
    keys.push(...page.map(({ key }) => key));
  }
  return keys;
}

/** The order of stores, by other means than the walk's. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const sorted = (keys: Iterable<string>) => [...keys].sort(byBytes);

const odd = fc
  .array(
    fc.constantFrom(
      ...['a', 'b', '0', '1', '/', '//', '.', 'é', '漢', '\u0001', '\u007f', '\uffff', '\ue000', '😀'],
      ...['\u{10fffd}', '\u{10ffff}', ' ', '%', '\\', 'x'.repeat(700), '\u0000'],
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .filter((key) => Buffer.byteLength(key) <= 1024);
/** Numbered names, in folders and without, so that there is something to divide. */
const numbered = fc
  .record({
    name: fc.constantFrom('', 'img-', 'a/b/', 'd/', 'é'),
    step: fc.constantFrom(1, 7, 1000),
    width: fc.integer({ min: 1, max: 6 }),
    radix: fc.constantFrom(10, 16, 36),
    folders: fc.constantFrom(0, 1, 2),
    count: fc.integer({ min: 0, max: 120 }),
  })
  .map(({ name, step, width, radix, folders, count }) =>
    Array.from({ length: count }, (_, index) => {
      const number = (index * step).toString(radix).padStart(width, '0');
      return name + [...number].map((digit, at) => (at < folders ? `${digit}/` : digit)).join('');
    }),
  );
const keySets = fc
  .tuple(fc.array(odd, { maxLength: 40 }), fc.array(numbered, { maxLength: 3 }))
  .map(([few, many]) => [...new Set([...few, ...many.flat()])]);
const pageSizes = fc.integer({ min: 1, max: 10 });
const turns = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 7 });
const orders = fc.constantFrom<WalkOptions['order'][]>('any', 'key', undefined);
const prefixes = fc.constantFrom('', '', 'a', 'a/', 'img', 'd/1', '😀');

describe('walk, several places at a time', () => {
  it('gives every key once, in order where it is asked to', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(
        keySets,
        pageSizes,
        turns,
        orders,
        prefixes,
        async (keys, pageSize, each, order, prefix) => {
          const store = new KeySpace(keys, { pageSize, turns: each });
          const found = await keysOf(store, { prefix, ...(order && { order }) });
          const wanted = sorted(keys.filter((key) => key.startsWith(prefix)));
          assert.deepEqual(order === 'any' ? sorted(found) : found, wanted);
          assert.ok(store.mostRunning <= 8);
          for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
          assert.equal(store.running, 0);
        },
      ),
      { numRuns: 300 },
    );
  });

  const habits: readonly (readonly [string, Quirks])[] = [
    ['does not know start-after', { ignores: 'startAfter' }],
    ['does not know delimiters', { ignores: 'delimiter' }],
    ['lets one prefix be listed, and no other', { onlyPrefix: '' }],
  ];
  for (const [name, quirks] of habits) {
    it(`the same of a store that ${name}`, async function () {
      this.timeout(60_000);
      await fc.assert(
        fc.asyncProperty(keySets, pageSizes, turns, orders, async (keys, pageSize, each, order) => {
          const store = new KeySpace(keys, { ...quirks, pageSize, turns: each });
          const found = await keysOf(store, order && { order });
          assert.deepEqual(order === 'any' ? sorted(found) : found, sorted(keys));
        }),
        { numRuns: 100 },
      );
    });
  }

  it('gives what is there all the time once, while others are written and deleted', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(
        keySets,
        keySets,
        pageSizes,
        turns,
        orders,
        async (kept, others, pageSize, each, order) => {
          const passing = others.filter((key) => !kept.includes(key));
          let asked = 0;
          const before = ({ keys }: KeySpace) => {
            for (const [index, key] of passing.entries())
              if ((asked + index) % 3 === 0) keys.delete(key);
              else keys.add(key);
            asked++;
          };
          const store = new KeySpace([...kept, ...passing], { pageSize, turns: each, before });
          const found = await keysOf(store, order && { order });
          assert.equal(new Set(found).size, found.length);
          const all = new Set(found);
          assert.deepEqual(
            kept.filter((key) => !all.has(key)),
            [],
          );
          if (order !== 'any') assert.deepEqual(found, sorted(found));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads a store without order page after page, where its first page shows it', async () => {
    const backwards = (key: string) => [...key].reverse().join('');
    const order = (a: string, b: string) => byBytes(backwards(a), backwards(b));
    const keys = keysBelow('', 3000);
    const store = new KeySpace(keys, { order, pageSize: 100 });
    assert.deepEqual(await keysOf(store, { order: 'any' }), keys.toSorted(order));
    assert.equal(store.mostRunning, 1);
  });

  it('says so of a store that shows it later', async () => {
    const isLate = (key: string) => (key.startsWith('a') ? 1 : 0);
    const order = (a: string, b: string) => isLate(a) - isLate(b) || byBytes(a, b);
    const store = new KeySpace([...keysBelow('a', 300), ...keysBelow('b', 2000)], { order, pageSize: 100 });
    for (const asked of ['any', 'key'] as const)
      await assert.rejects(keysOf(store, { order: asked }), /in their order|repeats/);
  });

  it('asks once for what is on one page, and for a few more than need be of what is on two', async () => {
    const small = new KeySpace(keysBelow('a/', 1000));
    assert.equal((await keysOf(small)).length, 1000);
    assert.equal(small.requests.length, 1);
    const larger = new KeySpace(keysBelow('a/', 1500));
    assert.equal((await keysOf(larger)).length, 1500);
    assert.ok(larger.requests.length <= 5, `${larger.requests.length} requests`);
  });

  const shapes: Readonly<Record<string, readonly string[]>> = {
    'a flat Space': keysBelow('obj-', 10_000),
    'hexadecimal names': Array.from({ length: 10_000 }, (_, index) =>
      ((index * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0'),
    ),
    'folders in folders': Array.from(
      { length: 10_000 },
      (_, index) => `top/${index % 10}/${index % 100}/${index}`,
    ),
    'folders by day': Array.from(
      { length: 10_000 },
      (_, index) => `${2024 + (index % 3)}/${String(index % 12).padStart(2, '0')}/IMG_${index}.jpg`,
    ),
    'other scripts': Array.from(
      { length: 10_000 },
      (_, index) => `${String.fromCodePoint(0x4e00 + index * 2)}.txt`,
    ),
  };
  for (const [name, keys] of Object.entries(shapes)) {
    it(`${name}: eight requests at a time, and few in vain`, async () => {
      const store = new KeySpace(keys, { pageSize: 100 });
      assert.deepEqual(sorted(await keysOf(store, { order: 'any' })), sorted(keys));
      assert.equal(store.mostRunning, 8);
      assert.ok(store.requests.length <= 150, `${store.requests.length} requests`);
      const ordered = new KeySpace(keys, { pageSize: 100 });
      assert.deepEqual(await keysOf(ordered), sorted(keys));
      assert.equal(ordered.mostRunning, 8);
      assert.ok(ordered.requests.length <= 180, `${ordered.requests.length} requests in order`);
    });
  }
});

describe('walk and who takes its pages', () => {
  const many = keysBelow('obj-', 20_000);

  for (const [order, most] of [
    ['any', 24],
    ['key', 60],
  ] as const) {
    it(`a slow one holds the requests (${order})`, async () => {
      const store = new KeySpace(many, { pageSize: 100 });
      const pages = walk(store, folder(''), NEVER, { order });
      for (let taken = 0; taken < 3; taken++) await pages.next();
      for (let turn = 0; turn < 300; turn++) await new Promise(setImmediate);
      assert.equal(store.running, 0);
      assert.ok(store.requests.length <= most, `${store.requests.length} requests`);
      await pages.return();
    });
  }

  it('a cancelled one gets nothing more, at once, and nothing goes on', async () => {
    const abort = new AbortController();
    const store = new KeySpace(many, { pageSize: 100, turns: [50] });
    const pages = walk(store, folder(''), abort.signal, { order: 'any' });
    for (let taken = 0; taken < 3; taken++) await pages.next();
    const next = Array.from({ length: 20 }, () => pages.next());
    abort.abort();
    const asked = store.requests.length;
    const results = await Promise.allSettled(next);
    assert.ok(results.some((result) => result.status === 'rejected' && isCancelled(result.reason)));
    assert.equal(store.requests.length, asked);
    await assert.rejects(walk(store, folder(''), abort.signal).next(), isCancelled);
    assert.equal(store.requests.length, asked);
  });

  it('a failure ends all', async () => {
    const failure = new SpacesError('server', 'broken');
    const before = (_: KeySpace, { startAfter = '' }: { startAfter?: string | undefined }) => {
      if (startAfter !== '') throw failure;
    };
    const store = new KeySpace(many, { pageSize: 100, before });
    await assert.rejects(keysOf(store, { order: 'any' }), (error) => error === failure);
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    assert.equal(store.running, 0);
  });

  it('an endless listing is refused, whatever its tokens are', async () => {
    const page = { prefixes: [], objects: [{ key: 'a', size: 1, lastModified: 0, etag: '' }] };
    let count = 0;
    const fresh = { listPage: async () => ({ ...page, nextToken: `t${count++}` }) };
    await assert.rejects(keysOf(fresh as unknown as KeySpace), /repeats/);
    const empty = { listPage: async () => ({ prefixes: [], objects: [], nextToken: `t${count++ % 3}` }) };
    await assert.rejects(keysOf(empty as unknown as KeySpace), /repeats/);
  });
});
