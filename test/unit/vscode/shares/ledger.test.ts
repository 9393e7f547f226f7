import assert from 'node:assert/strict';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { createLedger, type FileLedger } from '../../../../src/vscode/shares/ledger.ts';
import type { SharedFolder } from '../../../support/fakes/folder.ts';
import type { FakeLog } from '../../../support/fakes/small.ts';
import { shareOf } from '../../core/shareOf.ts';
import { entry, keysOf, NOW, scratchShares, windows } from './ledgerSetup.ts';

const DAY = 86_400_000;

describe('the ledger', () => {
  let path: string;
  let folder: SharedFolder;
  let log: FakeLog;
  let files: () => Promise<readonly string[]>;

  beforeEach(() => {
    ({ path, folder, log, files } = scratchShares());
  });

  const { unfinished, common } = windows();
  const open = (options: { isDeaf?: boolean } = {}): FileLedger =>
    createLedger({ ...folder.open(options), ...common, log });
  /** Until it is written. */
  const add = async (ledger: FileLedger, key: string) => {
    const id = await ledger.add({ ...entry, what: { key } });
    await unfinished.settled();
    return id;
  };
  /** Of what this window knows. Only what is surely written: an addition under way is not taken back. */
  const forgetOne = async (ledger: FileLedger, at: number, kept: Set<string>) => {
    const shares = (await ledger.list()).filter(({ what }) => 'key' in what && kept.has(what.key));
    const share = shares[at % Math.max(1, shares.length)];
    if (share === undefined || !('key' in share.what)) return;
    kept.delete(share.what.key);
    await ledger.forget([share.id]);
  };

  it('is empty before the first share, without a folder', async () => {
    assert.deepEqual(await open().list(), []);
  });

  it('gives back what was added, in this window, in another and in a later one', async () => {
    const [first, second] = [open(), open()];
    assert.deepEqual(await second.list(), []);
    const full = { ...entry, link: { filename: 'ä.pdf', disposition: 'inline' as const } };
    await first.add(full);
    await unfinished.settled();
    const [share] = await first.list();
    const { id, ...rest } = share ?? shareOf();
    assert.match(id, /^[a-z0-9]{10}$/);
    assert.deepEqual(rest, full);
    await second.refresh();
    assert.deepEqual(await second.list(), [share]);
    assert.deepEqual(await open().list(), [share]);
    assert.deepEqual(await files(), [`${id}.json`]);
  });

  it('tells of additions and of what is forgotten, once each, in both windows', async () => {
    const [first, second] = [open(), open()];
    const heard: string[] = [];
    for (const [name, ledger] of Object.entries({ first, second })) {
      await ledger.list();
      ledger.onDidChange(() => heard.push(name));
    }
    await add(first, 'a');
    await second.refresh();
    assert.deepEqual(heard.sort(), ['first', 'second']);
    await second.forget((await second.list()).map(({ id }) => id));
    await first.refresh();
    assert.deepEqual(heard.sort(), ['first', 'first', 'second', 'second']);
    assert.deepEqual([await first.list(), await second.list()], [[], []]);
  });

  it('a window that no event reaches finds all with its next look', async () => {
    const [first, deaf] = [open(), open({ isDeaf: true })];
    await add(first, 'a');
    await add(first, 'b');
    assert.deepEqual(keysOf(await deaf.list()), ['a', 'b']);
    await add(first, 'c');
    await first.forget(
      (await first.list()).filter(({ what }) => 'key' in what && what.key === 'a').map(({ id }) => id),
    );
    assert.deepEqual(keysOf(await deaf.list()), ['a', 'b']);
    await deaf.refresh();
    assert.deepEqual(keysOf(await deaf.list()), ['b', 'c']);
  });

  it("a folder's list that is behind, as in a browser, hides no share that an event told of", async () => {
    const first = open();
    const view = folder.open();
    let names: [string, number][] = [];
    const behind = createLedger({
      ...view,
      fs: { ...view.fs, readDirectory: async () => names },
      ...common,
      log,
    });
    assert.deepEqual(await behind.list(), []);
    const told = () => new Promise<void>((resolve) => void behind.onDidChange(resolve));
    await Promise.all([told(), add(first, 'a')]);
    await behind.refresh();
    assert.deepEqual(keysOf(await behind.list()), ['a']);
    const [share] = await first.list();
    names = [[`${share?.id}.json`, 1]];
    await Promise.all([told(), first.forget([share?.id ?? ''])]);
    await behind.refresh();
    assert.deepEqual(await behind.list(), [], 'listed still, and gone');
  });

  it('no lost entry under 200 interleaved writes of two windows, with a reload in the middle and a kill in mid-write', async function () {
    this.timeout(20_000);
    let windows = [open(), open()];
    const kept = new Set<string>();
    const step = async (ledger: FileLedger, number: number, forgets: boolean) => {
      const key = `${number}`;
      await add(ledger, key);
      kept.add(key);
      if (forgets) await forgetOne(ledger, 0, kept);
    };
    // Both write at once, a hundred times each; nothing waits for the other.
    const half = (from: number) =>
      Promise.all(
        windows.map(async (ledger, window) => {
          for (let number = from; number < from + 50; number++)
            await step(ledger, number * 2 + window, number % 7 === 0);
        }),
      );
    await half(0);
    // Killed in mid-write: a temporary file, torn at every length, is all that is left of a share.
    const whole = await readFile(join(path, (await files()).find((name) => name.endsWith('.json')) ?? ''));
    for (let length = 0; length < whole.length; length += 17)
      await writeFile(
        join(path, `tornentry0.${String(length).padStart(10, '0')}.tmp`),
        whole.subarray(0, length),
      );
    for (const each of windows) each.dispose();
    windows = [open(), open()];
    await half(50);
    for (const ledger of [...windows, open()]) {
      await ledger.refresh();
      assert.deepEqual(keysOf(await ledger.list()), [...kept].sort());
    }
    assert.ok(kept.size > 150, `${kept.size} are left`);
  });

  it('property: whatever two windows add and forget, in whatever order, both and a third see what is left', async function () {
    this.timeout(60_000);
    const action = fc.record({
      window: fc.constantFrom(0 as const, 1 as const),
      forgets: fc.boolean(),
      at: fc.nat(9),
      waits: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 20 }), async (actions) => {
        ({ folder } = scratchShares());
        const windows = [open(), open()] as const;
        const kept = new Set<string>();
        let pending: Promise<void>[] = [];
        for (const [number, { window, forgets, at, waits }] of actions.entries()) {
          const ledger = windows[window];
          if (forgets) pending.push(forgetOne(ledger, at, kept));
          else pending.push(add(ledger, String(number)).then(() => void kept.add(String(number))));
          if (!waits) continue;
          await Promise.all(pending);
          pending = [];
        }
        await Promise.all(pending);
        for (const ledger of [...windows, open()]) {
          await ledger.refresh();
          assert.deepEqual(keysOf(await ledger.list()), [...kept].sort());
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is added to while the others are still being read, and has all in the end', async () => {
    await add(open(), 'earlier');
    const { promise, resolve } = Promise.withResolvers<void>();
    const window = folder.open();
    const slow: typeof window.fs.readFile = async (file) => promise.then(() => window.fs.readFile(file));
    const deps = { ...window, fs: { ...window.fs, readFile: slow } };
    const ledger = createLedger({ ...deps, ...common, log });
    const listed = ledger.list();
    assert.match((await add(ledger, 'later')) ?? '', /^[a-z0-9]{10}$/);
    resolve();
    await listed;
    assert.deepEqual(keysOf(await ledger.list()), ['earlier', 'later']);
  });

  it('leaves alone what it can not read, and says so in the trace', async () => {
    await mkdir(path, { recursive: true });
    const ours = JSON.stringify({ version: 1, ...entry });
    const foreign: Readonly<Record<string, string>> = {
      'aaaaaaaaa1.json': '',
      'aaaaaaaaa2.json': ours.slice(0, 40),
      'aaaaaaaaa3.json': JSON.stringify({ version: 2, ...entry }),
      'aaaaaaaaa4.json': '[]',
      'aaaaaaaaa5.json': JSON.stringify({ version: 1, ...entry, expiresAt: 'soon' }),
      'not-ours.json': ours,
      'notes.txt': 'mine',
    };
    for (const [name, text] of Object.entries(foreign)) await writeFile(join(path, name), text);
    await writeFile(join(path, 'aaaaaaaaa0.json'), ours);
    const ledger = open();
    assert.deepEqual(
      (await ledger.list()).map(({ id }) => id),
      ['aaaaaaaaa0'],
    );
    await ledger.refresh();
    assert.deepEqual(await files(), ['aaaaaaaaa0.json', ...Object.keys(foreign)].sort());
    for (let number = 1; number <= 5; number++)
      assert.match(log.lines.join('\n'), new RegExp(`aaaaaaaaa${number} is left alone`));
  });

  it('a file that was half written is read once it is whole', async () => {
    const ledger = open();
    const { fs, joinPath, folder: uri } = folder.open();
    await ledger.list();
    await mkdir(path);
    const whole = JSON.stringify({ version: 1, ...entry });
    for (const text of [whole.slice(0, 50), whole])
      await fs.writeFile(joinPath(uri, 'aaaaaaaaa1.json'), new TextEncoder().encode(text));
    await ledger.refresh();
    assert.deepEqual(
      (await ledger.list()).map(({ id }) => id),
      ['aaaaaaaaa1'],
    );
  });

  it('keeps what has ended for 30 days, and a temporary file for one', async () => {
    const ledger = open();
    await ledger.add({ ...entry, expiresAt: new Date(NOW - 29 * DAY).toISOString(), what: { key: 'kept' } });
    await ledger.add({ ...entry, expiresAt: new Date(NOW - 31 * DAY).toISOString(), what: { key: 'old' } });
    await unfinished.settled();
    for (const [name, age] of [
      ['aaaaaaaaaa.bbbbbbbbbb.tmp', 2],
      ['aaaaaaaaaa.cccccccccc.tmp', 0.5],
      ['a.tmp', 9],
    ] as const) {
      await writeFile(join(path, name), 'torn');
      await utimes(join(path, name), new Date(NOW - age * DAY), new Date(NOW - age * DAY));
    }
    assert.deepEqual(keysOf(await open().list()), ['kept']);
    assert.deepEqual(
      (await files()).filter((name) => name.endsWith('.tmp')),
      ['a.tmp', 'aaaaaaaaaa.cccccccccc.tmp'],
    );
    assert.equal((await files()).filter((name) => name.endsWith('.json')).length, 1);
  });

  it('forgets what another window forgot already, and no file that is not its own', async () => {
    const [first, second] = [open(), open({ isDeaf: true })];
    await add(first, 'a');
    const ids = (await second.list()).map(({ id }) => id);
    await first.forget(ids);
    await second.forget([...ids, '../../x', 'notes']);
    assert.deepEqual(await second.list(), []);
  });
});
