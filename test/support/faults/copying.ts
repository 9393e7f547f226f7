import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/commands/manage/deps.ts';
import { newFolder } from '../../../src/commands/manage/newFolder.ts';
import { rename } from '../../../src/commands/manage/rename.ts';
import { type Mode, transferObjects } from '../../../src/commands/manage/transferObjects.ts';
import type { End, MakeOperation } from './operation.ts';
import { type Look, PART, type World } from './world.ts';

/** In parts, one part exactly, small, empty; a key that XML can't carry. */
const SIZES: Readonly<Record<string, number>> = {
  'big.bin': 3 * PART + 77,
  'ü b+c/part.bin': PART,
  'a.txt': 10,
  'odd\u0001': 1,
  empty: 0,
};
const NAMES = Object.keys(SIZES);
const OLD = Buffer.from('what was there before');

interface Carry {
  readonly mode: Mode;
  readonly isAcross?: boolean;
  /** Something is there already, and is to be replaced. */
  readonly isReplacing?: boolean;
}

const carrying =
  ({ mode, isAcross = false, isReplacing = false }: Carry): MakeOperation =>
  async (world) => {
    const { deps, connection, elsewhere, space } = world;
    await fill(world, 'from/', isAcross);
    if (isReplacing) for (const name of NAMES) world.store.put(space, `to/from/${name}`, OLD);
    const check = checking(world, { mode, from: 'from/', to: 'to/from/', isReplacing });
    return {
      run: () =>
        transferObjects(deps, {
          ...{ sources: [world.at('from/')], mode, confirmed: true },
          to: { connection: isAcross ? elsewhere : connection, space, prefix: 'to/' },
          onConflict: isReplacing ? 'replace' : 'skip',
        }),
      check: (end) => check(end as End<Outcome>),
    };
  };

/** Across servers the rights of single users end, so there are none. */
async function fill(world: World, prefix: string, isAcross: boolean): Promise<void> {
  for (const [index, [name, size]] of Object.entries(SIZES).entries()) {
    const body = Buffer.alloc(size, `${name} ${world.seed} `);
    await world.put(prefix + name, body, isAcross ? index % 2 : index);
  }
}

interface Paths {
  readonly mode: Mode;
  readonly from: string;
  readonly to: string;
  readonly isReplacing: boolean;
}

/** Each is whole at its source or its target, with all that stands beside it; no target is a part of it. */
function checking(world: World, { mode, from, to, isReplacing }: Paths): (end: End<Outcome>) => void {
  const before = new Map(NAMES.map((name) => [name, world.look(from + name)] as const));
  const old = isReplacing ? world.look(to + NAMES[0])?.body : undefined;
  return ({ result }) => {
    let whole = 0;
    for (const [name, look] of before) {
      const [source, target] = [world.look(from + name), world.look(to + name)];
      if (source !== undefined || mode === 'copy') assert.deepEqual(source, look, `${name} at its source`);
      else assert.deepEqual(target, look, `${name} without its source`);
      if (isSame(target, look)) whole++;
      const isWhole = [undefined, look?.body, old].includes(target?.body);
      assert.ok(isWhole || mayNotDelete(world), `${name} is in part there`);
    }
    if (result !== undefined) checkTold(result, whole);
  };
}

/** A copy that turned out wrong could not be taken back. */
function mayNotDelete({ proxy }: World): boolean {
  return proxy.requests.some(
    ({ method, fault }) => method === 'DELETE' && fault?.kind === 'status' && fault.status === 403,
  );
}

function checkTold({ done, failed, skipped }: Outcome, whole: number): void {
  assert.ok(whole >= done, `${done} are said to be done, ${whole} are`);
  assert.equal(done + failed + skipped, NAMES.length);
}

function isSame(a: Look, b: Look): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const renaming: MakeOperation = async (world) => {
  const key = ['dir/big.bin', 'dir/ü?.txt'][Math.floor(world.seed / 7) % 2] ?? '';
  await world.put(key, Buffer.alloc(key.includes('big') ? 3 * PART + 1 : 9, 'x'), world.seed);
  const before = world.look(key);
  return {
    run: () => rename(world.deps, world.object(key), { newName: 'new' }),
    check: ({ result }) => {
      const [source, target] = [world.look(key), world.look('dir/new')];
      if (source !== undefined) assert.deepEqual(source, before);
      else assert.deepEqual(target, before);
      if (target !== undefined) assert.equal(target.body, before?.body);
      if (result !== undefined) assert.deepEqual([result, source], ['dir/new', undefined]);
    },
  };
};

const makingFolder: MakeOperation = async (world) => {
  await world.put('dir/a', Buffer.from('a'));
  const before = world.look('dir/a');
  return {
    run: async () => {
      await newFolder(world.deps, world.at('dir/new/'));
      return true;
    },
    check: ({ result }) => {
      assert.deepEqual(world.look('dir/a'), before);
      const made = world.look('dir/new/');
      if (result) assert.ok(made);
      if (made) assert.deepEqual([made.body, made.headers.includes('directory')], ['', true]);
    },
  };
};

export const COPYING: Readonly<Record<string, MakeOperation>> = {
  'copy a folder': carrying({ mode: 'copy' }),
  'copy a folder over another': carrying({ mode: 'copy', isReplacing: true }),
  'copy a folder elsewhere': carrying({ mode: 'copy', isAcross: true }),
  'move a folder': carrying({ mode: 'move' }),
  'move a folder over another': carrying({ mode: 'move', isReplacing: true }),
  'move a folder elsewhere': carrying({ mode: 'move', isAcross: true }),
  'rename an object': renaming,
  'make a folder': makingFolder,
};
