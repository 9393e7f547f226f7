import assert from 'node:assert/strict';
import { setImmediate as aTurn } from 'node:timers/promises';
import { createLedger } from '../../../../src/vscode/shares/ledger.ts';
import { entry, keysOf, scratchShares, windows } from './ledgerSetup.ts';

type LetGo = () => void;

/** What was read, to be handed out when a test says so. */
class Held {
  isHolding = false;
  readonly #held: [name: string, letGo: LetGo][] = [];
  readonly #asked: (() => void)[] = [];

  async add(name: string): Promise<void> {
    if (!this.isHolding) return;
    await new Promise<void>((letGo) => {
      this.#held.push([name, letGo]);
      for (const look of this.#asked.splice(0)) look();
    });
  }

  /** The first read of that file. */
  async next(name: string): Promise<LetGo> {
    for (;;) {
      const index = this.#held.findIndex(([each]) => each === name);
      const [found] = index < 0 ? [] : this.#held.splice(index, 1);
      if (found) return found[1];
      await new Promise<void>((look) => this.#asked.push(look));
    }
  }
}

describe('the ledger, while it reads', () => {
  const { unfinished, common } = windows();
  const setUp = ({ isDeaf = false } = {}) => {
    const { folder, log } = scratchShares();
    const others = createLedger({ ...folder.open(), ...common, log });
    const view = folder.open({ isDeaf });
    const held = new Held();
    const fs = {
      ...view.fs,
      readFile: async (file: Parameters<typeof view.fs.readFile>[0]) => {
        const [content] = await Promise.allSettled([view.fs.readFile(file)]);
        await held.add(file.path.slice(file.path.lastIndexOf('/') + 1, -'.json'.length));
        if (content.status === 'rejected') throw content.reason;
        return content.value;
      },
    };
    const ledger = createLedger({ ...view, ...common, log, fs });
    const add = async (key: string) => {
      const id = await others.add({ ...entry, what: { key } });
      await unfinished.settled();
      return id ?? '';
    };
    return { folder, fs, others, ledger, held, add };
  };

  it('what is forgotten meanwhile does not come back', async () => {
    const { folder, fs, ledger, held, add } = setUp({ isDeaf: true });
    const id = await add('a');
    assert.deepEqual(keysOf(await ledger.list()), ['a']);
    held.isHolding = true;
    // What a list that is behind lacks is looked for by name.
    fs.readDirectory = async () => [];
    const looking = ledger.refresh();
    const letGo = await held.next(id);
    const deleted = new Promise<unknown>((resolve) => void folder.open().onDidChangeFile(resolve));
    const forgotten = ledger.forget([id]);
    await deleted;
    await aTurn();
    letGo();
    await Promise.all([looking, forgotten]);
    assert.deepEqual(await ledger.list(), []);
  });

  it('a look waits for what an event has told of', async () => {
    const { fs, others, ledger, held, add } = setUp();
    await ledger.list();
    held.isHolding = true;
    const [a, b] = [await add('a'), await add('b')];
    const [ofA, ofB] = [await held.next(a), await held.next(b)];
    await others.forget([a]);
    const { readDirectory } = fs;
    const listed = Promise.withResolvers<void>();
    fs.readDirectory = async (uri) => {
      const names = await readDirectory(uri);
      listed.resolve();
      return names;
    };
    const looked = ledger.refresh().then(() => ledger.list());
    await listed.promise;
    await aTurn();
    const isKnown = new Promise<void>((resolve) => void ledger.onDidChange(resolve));
    ofA();
    await isKnown;
    ofB();
    (await held.next(b))();
    await aTurn();
    const lastOfA = await held.next(a);
    held.isHolding = false;
    lastOfA();
    assert.deepEqual(keysOf(await looked), ['b']);
  });
});
