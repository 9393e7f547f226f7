import assert from 'node:assert/strict';
import { editHeaders } from '../../../src/commands/properties/editHeaders.ts';
import { editTags } from '../../../src/commands/properties/editTags.ts';
import { makePrivate, makePublic } from '../../../src/commands/properties/setAccess.ts';
import { deleteVersion, restoreVersion } from '../../../src/commands/properties/versions.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { EVERYBODY } from '../../../src/core/properties/access.ts';
import type { End, MakeOperation } from './operation.ts';
import { type Look, PART, type World } from './world.ts';

/** One is written anew in parts. */
const SIZES: Readonly<Record<string, number>> = { 'dir/big': 2 * PART + 9, 'dir/ü?': 7, 'dir/empty': 0 };
const KEYS = Object.keys(SIZES);

/** What is changed; all else stays. */
type Changed = (look: NonNullable<Look>) => Look;

interface Edit {
  run(world: World): Promise<{ readonly count: number }>;
  readonly changed: Changed;
}

const editing =
  ({ run, changed }: Edit): MakeOperation =>
  async (world) => {
    for (const [index, [key, size]] of Object.entries(SIZES).entries())
      await world.put(key, Buffer.alloc(size, `${key} ${world.seed} `), index + world.seed);
    const before = new Map(KEYS.map((key) => [key, world.look(key)] as const));
    return {
      run: () => run(world),
      check: (end) => {
        for (const [key, old] of before) checkOne(key, { old, now: world.look(key), changed, end });
        if (end.result !== undefined) assert.deepEqual(end.result, { count: KEYS.length });
      },
    };
  };

interface Checked {
  readonly old: Look;
  readonly now: Look;
  readonly changed: Changed;
  readonly end: End;
}

function checkOne(key: string, { old, now, changed, end }: Checked): void {
  assert.ok(old && now, `${key} is gone`);
  const wished = changed(old);
  assert.equal(now.body, old.body, `the bytes of ${key}`);
  if (end.result !== undefined) assert.deepEqual(now, wished, key);
  for (const part of ['headers', 'tags', 'rights'] as const)
    assert.ok(
      [old[part], wished?.[part]].includes(now[part]) || isTold(end),
      `${part} of ${key}: ${now[part]}`,
    );
}

/** That tags and rights could not be put back. */
function isTold({ error }: End): boolean {
  return error instanceof SpacesError && /without its tags or access rights/.test(error.message);
}

const CACHE = { cacheControl: 'no-store' };
const READ = `${EVERYBODY} READ`;

const headers: Edit = {
  run: ({ deps, at }) => editHeaders(deps, [at('dir/')], { change: CACHE, confirmed: true }),
  changed: (look) => ({ ...look, headers: look.headers.replace('max-age=5', 'no-store') }),
};

const tags: Edit = {
  run: ({ deps, at }) => editTags(deps, [at('dir/')], { tags: { new: '1' }, confirmed: true }),
  changed: (look) => ({ ...look, tags: '[["new","1"]]' }),
};

const toPrivate: Edit = {
  run: ({ deps, at }) => makePrivate(deps, [at('dir/')], { confirmed: true }),
  changed: (look) => ({ ...look, rights: '["owner FULL_CONTROL"]' }),
};

const toPublic: Edit = {
  run: ({ deps, at }) => makePublic(deps, [at('dir/')], { confirmed: true }),
  changed: (look) => ({ ...look, rights: publicRights(look.rights) }),
};

/** Rights of single users stay, with everybody's beside them. */
function publicRights(rights: string): string {
  const grants = JSON.parse(rights) as string[];
  return grants.includes(READ) ? rights : JSON.stringify([...grants, READ].sort());
}

/** Two versions of one object; the older one has other bytes and other things beside them. */
async function twoVersions(world: World): Promise<{ readonly ids: readonly string[]; readonly old: Look }> {
  const { store, space } = world;
  await world.put('dir/a', Buffer.alloc(world.seed % 2 ? 5 : 2 * PART + 5, 'old'), world.seed);
  store.keepVersions(space);
  const old = world.look('dir/a');
  store.put(space, 'dir/a', 'new');
  return { ids: store.versions(space, 'dir/a').map(({ versionId }) => versionId), old };
}

const bodies = ({ store, space }: World) =>
  store.versions(space, 'dir/a').map(({ object }) => object?.body().toString('latin1'));

const restoring: MakeOperation = async (world) => {
  const { ids, old } = await twoVersions(world);
  const [latest = '', older = ''] = ids;
  return {
    run: async () => {
      await restoreVersion(world.deps, world.object('dir/a'), older, true);
      return true;
    },
    check: (end) => {
      const there = world.store.versions(world.space, 'dir/a').map(({ versionId }) => versionId);
      assert.deepEqual(there.slice(-2), [latest, older], 'a version is lost');
      assert.ok(bodies(world).every((body) => body === 'new' || body === old?.body));
      if (end.result) assert.deepEqual(world.look('dir/a'), old);
    },
  };
};

const deletingVersion: MakeOperation = async (world) => {
  const { ids, old } = await twoVersions(world);
  return {
    run: async () => {
      await deleteVersion(world.deps, world.object('dir/a'), ids[1] ?? '', true);
      return true;
    },
    check: ({ result }) => {
      const there = bodies(world);
      assert.equal(there[0], 'new');
      assert.ok(there.length === 1 || there[1] === old?.body);
      if (result) assert.equal(there.length, 1);
    },
  };
};

export const EDITING: Readonly<Record<string, MakeOperation>> = {
  'edit headers': editing(headers),
  'edit tags': editing(tags),
  'make private': editing(toPrivate),
  'make public': editing(toPublic),
  'restore a version': restoring,
  'delete a version': deletingVersion,
};
