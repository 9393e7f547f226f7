import assert from 'node:assert/strict';
import { type Deletion, deleteObjects } from '../../../src/commands/manage/deleteObjects.ts';
import { previewDelete } from '../../../src/commands/manage/previewDelete.ts';
import type { End, MakeOperation, Operation } from './operation.ts';
import type { World } from './world.ts';

/** Together, and one by one what XML can't carry. */
const KEYS = ['dir/a', 'dir/b/c', 'dir/ü + &.txt', 'dir/odd\u0001', 'dir/'];
/** Nobody names these. */
const OTHERS = ['dir2', 'dirx/a', 'other'];

async function fill(world: World): Promise<void> {
  for (const [index, key] of [...KEYS, ...OTHERS].entries()) await world.put(key, Buffer.from(key), index);
}

/** What nobody named is as it was. */
function othersStay(world: World): () => void {
  const before = OTHERS.map(world.look);
  return () => assert.deepEqual(OTHERS.map(world.look), before);
}

function checkTold(world: World, { result }: End<Deletion>): void {
  const there = KEYS.filter((key) => world.look(key) !== undefined).length;
  if (result === undefined) return;
  assert.equal(result.deleted + result.failed, KEYS.length);
  assert.ok(there <= result.failed, `${there} are there, ${result.failed} are said to have failed`);
}

const deletingFolder: MakeOperation = async (world) => {
  await fill(world);
  const stay = othersStay(world);
  return {
    run: () => deleteObjects(world.deps, { targets: [world.at('dir/')], confirmed: true }),
    check: (end) => {
      stay();
      checkTold(world, end as End<Deletion>);
    },
  };
};

const deletingOne: MakeOperation = async (world) => {
  await fill(world);
  const stay = othersStay(world);
  const key = KEYS[world.seed % KEYS.length] ?? '';
  const rest = KEYS.filter((each) => each !== key);
  const before = rest.map(world.look);
  return {
    run: () => deleteObjects(world.deps, { targets: [world.object(key)], confirmed: true }),
    check: ({ result }) => {
      stay();
      assert.deepEqual(rest.map(world.look), before);
      if ((result as Deletion | undefined)?.deleted === 1) assert.equal(world.look(key), undefined);
    },
  };
};

/** Every version stays; what Undo brings back is what was there. */
const deletingAndUndoing: MakeOperation = async (world): Promise<Operation> => {
  await fill(world);
  world.store.keepVersions(world.space);
  const stay = othersStay(world);
  const before = new Map(KEYS.map((key) => [key, world.look(key)] as const));
  const { notices } = world.deps;
  return {
    run: async () => {
      const deletion = await deleteObjects(world.deps, { targets: [world.at('dir/')], confirmed: true });
      if (notices.last.titles.includes('Undo')) await notices.press('Undo');
      return deletion;
    },
    check: ({ result }) => {
      stay();
      for (const [key, look] of before) {
        const versions = world.store.versions(world.space, key).filter(({ object }) => object);
        assert.deepEqual(
          versions.map(({ object }) => object?.body().toString('latin1')),
          [look?.body],
        );
        if (world.look(key) !== undefined) assert.deepEqual(world.look(key), look);
      }
      const { deleted, failed } = (result ?? {}) as Partial<Deletion>;
      if (deleted === KEYS.length && failed === 0 && notices.last.message.includes(`${deleted}`))
        assert.deepEqual(KEYS.map(world.look), [...before.values()]);
    },
  };
};

const previewing: MakeOperation = async (world) => {
  await fill(world);
  const stay = othersStay(world);
  const before = KEYS.map(world.look);
  const deps = { ...world.deps, openText: async () => undefined };
  return {
    run: () => previewDelete(deps, [world.at('dir/')]),
    check: ({ result }) => {
      stay();
      assert.deepEqual(KEYS.map(world.look), before);
      if (result === undefined) return;
      const bytes = KEYS.reduce((sum, key) => sum + Buffer.byteLength(key), 0);
      assert.deepEqual(result, { count: KEYS.length, bytes });
    },
  };
};

export const DELETING: Readonly<Record<string, MakeOperation>> = {
  'delete a folder': deletingFolder,
  'delete an object': deletingOne,
  'delete a folder and undo it': deletingAndUndoing,
  'look what would be deleted': previewing,
};
