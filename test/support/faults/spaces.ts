import assert from 'node:assert/strict';
import { createSpace } from '../../../src/commands/spaces/createSpace.ts';
import { type DeleteSpaceOptions, deleteSpace } from '../../../src/commands/spaces/deleteSpace.ts';
import { setVersioning } from '../../../src/commands/spaces/setVersioning.ts';
import { type Totals, totals } from '../../../src/commands/spaces/totals.ts';
import { abortUnfinished } from '../../../src/commands/spaces/unfinishedUploads.ts';
import type { MakeOperation } from './operation.ts';
import { PART, type World } from './world.ts';

const { signal } = new AbortController();

/** Objects, older versions, a delete marker and an unfinished upload; more than a page of each. */
async function fill(world: World): Promise<void> {
  const { store, space, deps } = world;
  for (let index = 0; index < 4; index++) await world.put(`dir/${index}`, Buffer.alloc(index, 'x'), index);
  await world.put('odd\u0001', Buffer.from('odd'));
  store.keepVersions(space);
  store.put(space, 'dir/1', 'newer');
  store.delete(space, 'dir/2');
  for (const key of ['one', 'two', 'three', 'four']) {
    const begun = await deps.bytes.begin(world.object(`up/${key}`), {}, signal);
    await deps.bytes.writePart(begun, 1, Buffer.alloc(PART, 'p'), signal);
  }
}

const creating: MakeOperation = async (world) => {
  const name = `new-${world.seed}`;
  await world.put('a', Buffer.from('a'));
  const before = world.look('a');
  return {
    run: () => createSpace(world.deps, world.connection, { space: name, acl: 'private' }),
    check: ({ result }) => {
      assert.deepEqual(world.look('a'), before);
      if (result !== undefined) assert.deepEqual([result, world.store.hasSpace(name)], [name, true]);
    },
  };
};

const deleting =
  (what: 'all' | 'nothing' | 'refused'): MakeOperation =>
  async (world) => {
    const { deps, space, store } = world;
    const neighbour = `${space}-next`;
    store.put(neighbour, 'a', 'stays');
    if (what !== 'nothing') await fill(world);
    const options: DeleteSpaceOptions =
      what === 'all' ? { confirmed: true, withContent: true } : { confirmed: true };
    const keys = ['dir/0', 'dir/1', 'dir/3', 'odd\u0001'];
    const before = keys.map(world.look);
    const uploads = store.uploads(space).length;
    return {
      run: () => deleteSpace(deps, world.at(), options),
      check: ({ result }) => {
        assert.equal(store.get(neighbour, 'a')?.body().toString(), 'stays');
        if (result !== undefined) assert.ok(what !== 'refused' && !store.hasSpace(space));
        if (what !== 'refused') return;
        assert.deepEqual(keys.map(world.look), before);
        assert.equal(store.uploads(space).length, uploads);
      },
    };
  };

const counting: MakeOperation = async (world) => {
  await fill(world);
  return {
    run: () =>
      world.deps.progress.run('', (cancel, report) => totals(world.deps, [world.at('dir/')], cancel, report)),
    check: ({ result }) => {
      if (result === undefined) return;
      // `dir/0`, `dir/1` (newer), `dir/3`; beside them the older `dir/1`, `dir/2` and its marker.
      const { versions, ...objects } = result as Totals;
      assert.deepEqual(objects, { count: 3, bytes: 8 });
      // Of those that the key may not list, or ask for, nothing is said.
      if (versions !== undefined) assert.deepEqual(versions, { count: 3, bytes: 3 });
      else
        assert.ok(
          world.proxy.requests.some(({ fault }) => fault?.kind === 'status' || fault?.kind === 'statusAfter'),
        );
    },
  };
};

const aborting: MakeOperation = async (world) => {
  await fill(world);
  const { store, space } = world;
  const [own, ...others] = store.uploads(space);
  assert.ok(own);
  const deps = { ...world.deps, ownUploads: async () => new Set([own.id]) };
  const before = world.look('dir/1');
  return {
    run: () => abortUnfinished(deps, world.at(), true),
    check: ({ result }) => {
      const left = store.uploads(space).map(({ id }) => id);
      assert.ok(left.includes(own.id), 'what a transfer goes on with is gone');
      assert.deepEqual(world.look('dir/1'), before);
      if (result === undefined) return;
      assert.deepEqual([result, left], [{ count: others.length, bytes: 3 * PART }, [own.id]]);
    },
  };
};

const keepingVersions: MakeOperation = async (world) => {
  await world.put('a', Buffer.from('a'), world.seed);
  const before = world.look('a');
  return {
    run: () => setVersioning(world.deps, world.at(), true),
    check: ({ result }) => {
      assert.deepEqual(world.look('a'), before);
      if (result === undefined) return;
      world.store.delete(world.space, 'a');
      assert.equal(world.store.versions(world.space, 'a').length, 2);
    },
  };
};

export const SPACES: Readonly<Record<string, MakeOperation>> = {
  'create a Space': creating,
  'delete a Space with all that is in it': deleting('all'),
  'delete an empty Space': deleting('nothing'),
  'delete a Space that is not empty': deleting('refused'),
  'count a folder': counting,
  'abort unfinished uploads': aborting,
  'keep versions': keepingVersions,
};
