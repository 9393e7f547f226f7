import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Server, send } from './client.ts';
import { keysOf, one, prefixesOf } from './page.ts';
import { cephSubject, mustSend, startMemorySubject } from './subject.ts';

const space = `agree-${Date.now()}`;
const letter = fc.constantFrom('a', 'b', '/', '+', ' ', 'é', '\ufb01', '\u{1f600}');
const name = fc.string({ unit: letter, minLength: 1, maxLength: 5 });

/** Parameters of a listing, with values near to what is there. */
const query = fc.record(
  {
    prefix: fc.string({ unit: letter, maxLength: 2 }),
    delimiter: fc.constantFrom('/', 'a', '+b'),
    'start-after': name,
    'max-keys': fc.constantFrom('1', '2', '5', '40'),
  },
  { requiredKeys: [] },
);

describe('random listings of the in-memory store and Ceph', () => {
  let ceph: Server;
  let memory: Awaited<ReturnType<typeof startMemorySubject>>;

  before(async () => {
    ceph = await cephSubject();
    memory = await startMemorySubject();
    const keys = fc.sample(name, { numRuns: 120, seed: 42 });
    for (const server of [ceph, memory]) {
      await mustSend(server, { method: 'PUT', space });
      await Promise.all(keys.map((key) => mustSend(server, { method: 'PUT', space, key, body: key })));
    }
  });
  after(() => memory.stop());

  const list = async (server: Server, parameters: Readonly<Record<string, string | undefined>>) => {
    const given = Object.entries(parameters).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    );
    const fixed = [
      ['list-type', '2'],
      ['encoding-type', 'url'],
    ] as const;
    const page = await send(server, { space, query: [...fixed, ...given] });
    return {
      status: page.status,
      keys: keysOf(page),
      prefixes: prefixesOf(page),
      isTruncated: one(page, 'IsTruncated'),
      count: one(page, 'KeyCount'),
    };
  };

  it('are the same', async () => {
    await fc.assert(
      fc.asyncProperty(query, async (parameters) => {
        assert.deepEqual(await list(memory, parameters), await list(ceph, parameters));
      }),
      { numRuns: 300 },
    );
  });
});
