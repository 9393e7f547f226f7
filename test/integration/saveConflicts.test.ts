// Two windows that edit one object on the real gateway: no order of what they do loses what one of them saved.
import assert from 'node:assert/strict';
import { Saves } from '../../src/core/files/saves.ts';
import { forEachAtOnce } from '../../src/core/transfers/engine.ts';
import type { Fetch } from '../../src/s3/exchange.ts';
import { createObjectSaves } from '../../src/s3/save.ts';
import { attributeSpace, signal } from '../support/attributeSpace.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { realStore } from '../support/realStore.ts';

/**
 * What a window asks for, in its order. A save is three steps: all up to its first write; that write, whose ETag in quotes
 * this gateway refuses, and the look after it; and the write with the bare one.
 */
const STEPS = ['read', 'stat', 'look', 'tryFirst', 'write'] as const;
const LONG = 8;
const AT_ONCE = 6;

/** Every order of two sequences of so many steps each: `0` and `1` say whose turn it is. */
function orders(a: number, b: number): readonly (readonly number[])[] {
  if (a === 0 || b === 0) return [[...Array<number>(a).fill(0), ...Array<number>(b).fill(1)]];
  return [...orders(a - 1, b).map((rest) => [0, ...rest]), ...orders(a, b - 1).map((rest) => [1, ...rest])];
}

/** Those that the first window begins; the others are the same with the windows changed. */
const ORDERS = orders(STEPS.length - 1, STEPS.length).map((rest) => [0, ...rest]);

/** Whether the one who saved last had read what the other saved. */
function isInTurn(order: readonly number[]): boolean {
  const last = order.at(-1);
  const reads = order.flatMap((turn, at) => (turn === last ? [at] : []))[STEPS.indexOf('read')] ?? 0;
  return reads > order.findLastIndex((turn) => turn !== last);
}

/** Holds each write of an object back until it is its turn. */
class Held {
  isOpen = false;
  #release = () => {};
  #onHeld = () => {};

  readonly fetch: Fetch = async (url, init) => {
    const isWrite = init?.method === 'PUT' && !String(url).includes('?');
    if (isWrite && !this.isOpen)
      await new Promise<void>((resolve) => {
        this.#release = resolve;
        this.#onHeld();
      });
    return fetch(url, init);
  };

  /** Lets go what is held, and waits for the next one, or for the end. */
  async goOn(saving: Promise<unknown>): Promise<void> {
    const held = new Promise<void>((resolve) => {
      this.#onHeld = resolve;
    });
    this.#release();
    await Promise.race([saving, held]);
  }
}

describe('two windows that save one object, on the real gateway', () => {
  let space: TestSpace;
  let tools: ReturnType<typeof attributeSpace>;

  before(async () => {
    space = await freshSpace();
    tools = attributeSpace(space);
  });

  /** What a window does with one object: each adds its letter, so that what was saved can be seen in what is there. */
  const windowOn = (key: string, letter: string, isPadded: boolean) => {
    const { bytes, reads } = realStore(space.keys);
    const held = new Held();
    const objects = createObjectSaves({ ...reads, fetch: held.fetch, wishes: () => ({}) });
    const saves = new Saves(() => 1_000_000);
    const target = tools.at(key);
    let content = '';
    let saving: Promise<boolean> = Promise.resolve(false);
    const stat = async () => void saves.stated(key, await bytes.facts(target, signal));
    const read = async () => {
      const found = await objects.read(target, { maxBytes: 100 }, signal);
      saves.read(key, found.facts);
      saves.opened(key, false);
      content = Buffer.from(found.content).toString();
    };
    /** Whether it was taken. */
    const save = async () => {
      saves.edited(key);
      const base = saves.baseToSave(key);
      assert.ok(typeof base === 'object');
      const words = content.trimEnd() + letter;
      const body = new TextEncoder().encode(isPadded ? words.padEnd(LONG) : words);
      try {
        saves.wrote(key, await objects.save(target, body, base, signal));
        return true;
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'changed');
        return false;
      }
    };
    const look = async () => {
      saving = save();
      await held.goOn(saving);
    };
    const tryFirst = () => held.goOn(saving);
    const write = async () => {
      held.isOpen = true;
      await held.goOn(saving);
      return saving;
    };
    const saveAtOnce = () => {
      held.isOpen = true;
      return save();
    };
    return { stat, read, look, tryFirst, write, saveAtOnce };
  };
  const contentOf = async (key: string) => {
    const objects = createObjectSaves({ ...realStore(space.keys).reads, wishes: () => ({}) });
    return Buffer.from((await objects.read(tools.at(key), { maxBytes: 100 }, signal)).content)
      .toString()
      .trim();
  };

  /** Goes through an order, and gives the letters of those that were taken. */
  const goThrough = async (key: string, order: readonly number[], isPadded: boolean) => {
    const windows = [windowOn(key, 'A', isPadded), windowOn(key, 'B', isPadded)];
    const steps = windows.map((each) => STEPS.map((step) => ({ each, step })));
    let letters = '';
    for (const turn of order) {
      const next = steps[turn]?.shift();
      if ((await next?.each[next.step]()) === true) letters += 'AB'[turn];
    }
    return letters;
  };

  for (const isPadded of [true, false]) {
    it(`every order of read, stat, look and writes${isPadded ? ', all contents of one size' : ''}`, async () => {
      assert.equal(ORDERS.length, 126);
      await forEachAtOnce({ items: ORDERS, atOnce: AT_ONCE, signal }, async (order) => {
        const key = `${isPadded}-${order.join('')}`;
        await tools.put(key, { Body: isPadded ? ' '.repeat(LONG) : 'x' });
        const letters = await goThrough(key, order, isPadded);
        assert.equal(await contentOf(key), isPadded ? letters : `x${letters}`, key);
        assert.equal(letters.length, isInTurn(order) ? 2 : 1, key);
      });
    }).timeout(60_000);
  }

  it('both at the same moment, twenty times: one of them is taken', async () => {
    for (let times = 0; times < 20; times++) {
      const key = `race-${times}`;
      await tools.put(key, { Body: ' '.repeat(LONG) });
      const windows = [windowOn(key, 'A', true), windowOn(key, 'B', true)];
      await Promise.all(windows.map(({ read }) => read()));
      const taken = await Promise.all(windows.map(({ saveAtOnce }) => saveAtOnce()));
      assert.deepEqual(taken.toSorted(), [false, true]);
      assert.equal(await contentOf(key), taken[0] ? 'A' : 'B');
    }
  });
});
