import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createUnfinished } from '../../../../src/core/unfinished.ts';
import { createLedger } from '../../../../src/vscode/shares/ledger.ts';
import { acrossPages } from '../../../../src/vscode/shares/pages.ts';
import { BrowserStorage } from '../../../support/fakes/pages.ts';
import { FakeLog } from '../../../support/fakes/small.ts';
import { shareOf } from '../../core/shareOf.ts';

const NOW = Date.UTC(2026, 10, 24, 8, 0, 0);
const { id: _id, ...entry } = shareOf();

/** Ends what the fakes have begun, and what that has begun. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

function open(storage: BrowserStorage, log = new FakeLog()) {
  const place = acrossPages(storage.openPage(), log);
  const unfinished = createUnfinished();
  const onLost = (error: unknown) => assert.fail(String(error));
  const ledger = createLedger({ ...place, random: Math.random, now: () => NOW, log, unfinished, onLost });
  const add = async (key: string) => {
    await ledger.add({ ...entry, what: { key } });
    await unfinished.settled();
  };
  const shares = async () =>
    (await ledger.list()).map(({ id, what }) => ({ id, key: 'key' in what ? what.key : '' }));
  const keys = async () => (await shares()).map(({ key }) => key).sort();
  const forget = async (key: string) =>
    ledger.forget((await shares()).filter((each) => each.key === key).map(({ id }) => id));
  return { ledger, log, add, keys, forget };
}

type Page = ReturnType<typeof open>;

async function addOne({ add }: Page, key: string, kept: Set<string>): Promise<void> {
  await add(key);
  kept.add(key);
}

/** Of what this page knows. Only what is surely written: an addition under way is not taken back. */
async function forgetOne({ keys, forget }: Page, at: number, kept: Set<string>): Promise<void> {
  const known = (await keys()).filter((key) => kept.has(key));
  const key = known[at % Math.max(1, known.length)];
  if (key === undefined) return;
  kept.delete(key);
  await forget(key);
}

describe("the ledger in a browser's own storage", () => {
  it("without what pages tell each other a page does not see another's files", async () => {
    const storage = new BrowserStorage();
    const [one, other] = [storage.openPage(), storage.openPage()];
    const file = one.joinPath(one.folder, 'aaaaaaaaaa.json');
    await one.fs.writeFile(file, new Uint8Array());
    await assert.rejects(async () => other.fs.readFile(file), /EntryNotFound/);
    await assert.rejects(async () => other.fs.delete(file), /EntryNotFound/);
    assert.deepEqual(await other.fs.readDirectory(other.folder), []);
  });

  it('pages hear of what others add, and can forget it', async () => {
    const storage = new BrowserStorage();
    const [one, other] = [open(storage), open(storage)];
    assert.deepEqual([await one.keys(), await other.keys()], [[], []]);
    await one.add('a');
    await settle();
    assert.deepEqual(await other.keys(), ['a']);
    await other.add('b');
    await one.add('c');
    await settle();
    assert.deepEqual(
      [await one.keys(), await other.keys()],
      [
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ],
    );
    await other.forget('a');
    await one.forget('b');
    await settle();
    assert.deepEqual([await one.keys(), await other.keys()], [['c'], ['c']]);
    assert.deepEqual(await open(storage).keys(), ['c'], 'a page opened afterwards');
    const left = [...storage.files.keys()].filter((path) => !path.endsWith('changed.json'));
    assert.equal(left.length, 1, 'the files themselves are gone');
  });

  it('what was there before is forgotten everywhere', async () => {
    const storage = new BrowserStorage();
    await open(storage).add('old');
    const [one, other] = [open(storage), open(storage)];
    assert.deepEqual([await one.keys(), await other.keys()], [['old'], ['old']]);
    await one.forget('old');
    await settle();
    assert.deepEqual(await other.keys(), []);
  });

  it('news that can not be read are written anew, and do not go round', async () => {
    const storage = new BrowserStorage();
    const stranger = storage.openPage();
    const [one, other] = [open(storage), open(storage)];
    await one.add('a');
    await settle();
    await stranger.fs.writeFile(
      stranger.joinPath(stranger.folder, 'changed.json'),
      new TextEncoder().encode('{"added":'),
    );
    await settle();
    await other.add('b');
    await settle();
    assert.deepEqual(
      [await one.keys(), await other.keys()],
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    );
  });

  it('property: three pages come to the same, whatever they add and forget at once, and so does a fourth', async function () {
    this.timeout(60_000);
    const action = fc.record({ page: fc.nat(2), forgets: fc.boolean(), at: fc.nat(9), waits: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 15 }), async (actions) => {
        const storage = new BrowserStorage();
        const pages = [open(storage), open(storage), open(storage)];
        const kept = new Set<string>();
        for (const [number, { page, forgets, at, waits }] of actions.entries()) {
          const own = pages[page] ?? open(storage);
          const doing = forgets ? forgetOne(own, at, kept) : addOne(own, String(number), kept);
          if (waits) await doing.then(settle);
        }
        await settle();
        const expected = [...kept].sort();
        for (const { keys } of [...pages, open(storage)]) assert.deepEqual(await keys(), expected);
      }),
      { numRuns: 50 },
    );
  });
});
