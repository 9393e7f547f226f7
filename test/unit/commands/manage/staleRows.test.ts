// What is done with rows that are older than what is there, over the real client and the in-memory store.
import assert from 'node:assert/strict';
import { openNamed } from '../../../../src/commands/files/open.ts';
import { deleteObjects } from '../../../../src/commands/manage/deleteObjects.ts';
import { rename } from '../../../../src/commands/manage/rename.ts';
import { transferObjects } from '../../../../src/commands/manage/transferObjects.ts';
import { download } from '../../../../src/commands/transfers/download.ts';
import type { ObjectEntry } from '../../../../src/core/ports.ts';
import { manageDeps } from '../../../support/manageDeps.ts';
import { TransferBox } from '../../../support/transferBox.ts';

const signal = new AbortController().signal;

describe('a row that is older than what is there', () => {
  const box = new TransferBox().useForEach();
  let world: ReturnType<typeof manageDeps>;
  const content = (key: string) => box.store.get('box', key)?.body().toString();
  /** As the tree holds it, from a listing of now. */
  const row = async (key: string): Promise<ReturnType<typeof box.object> & { entry: ObjectEntry }> => {
    const { objects } = await world.deps.spaces.listPage(
      box.rig.connection,
      'box',
      { prefix: key, maxKeys: 1 },
      signal,
    );
    const [entry] = objects;
    assert.ok(entry);
    return { ...box.object(key), entry };
  };
  /** Rows of two objects, of which one was replaced since and the other one deleted. */
  const rows = async () => {
    for (const key of ['a/new', 'a/gone']) box.store.put('box', key, 'as it was listed');
    const both = [await row('a/new'), await row('a/gone')] as const;
    box.store.put('box', 'a/new', 'of somebody else');
    box.store.delete('box', 'a/gone');
    return { replaced: both[0], gone: both[1] };
  };

  beforeEach(() => {
    world = manageDeps({ keys: box.store.credentials });
  });

  it('moved or copied: what is there now, whole; of what is gone nothing, and nothing else changes', async () => {
    const { replaced, gone } = await rows();
    for (const mode of ['copy', 'move'] as const) {
      const to = box.at(`${mode}/`);
      await assert.rejects(
        transferObjects(world.deps, { sources: [gone, replaced], mode, to, isQuiet: true }),
        {
          code: 'noSuchObject',
        },
      );
      assert.equal(content('a/new'), 'of somebody else');
      await transferObjects(world.deps, { sources: [replaced], mode, to, isQuiet: true });
      assert.equal(content(`${mode}/new`), 'of somebody else');
    }
    assert.equal(content('a/new'), undefined);
  });

  it('renamed: what is there now; a name that somebody has taken meanwhile stays theirs', async () => {
    const { replaced, gone } = await rows();
    box.store.put('box', 'a/taken', 'theirs');
    await assert.rejects(rename(world.deps, gone, { newName: 'x' }), { code: 'noSuchObject' });
    await assert.rejects(rename(world.deps, replaced, { newName: 'taken' }), { code: 'exists' });
    assert.deepEqual([content('a/new'), content('a/taken')], ['of somebody else', 'theirs']);
    await rename(world.deps, replaced, { newName: 'renamed' });
    assert.deepEqual([content('a/new'), content('a/renamed')], [undefined, 'of somebody else']);
  });

  it('deleted: after it was said that somebody changed it; what is gone is not said to be deleted', async () => {
    const { replaced, gone } = await rows();
    await assert.rejects(deleteObjects(world.deps, { targets: [replaced, gone] }), { name: 'Cancelled' });
    assert.equal(world.notices.last.message, 'Delete a/new, a/gone? Objects: 1 (16 bytes).');
    assert.match(String(world.notices.last.detail), /^Changed since it was listed: a\/new\. /);
    assert.equal(content('a/new'), 'of somebody else');
    await assert.rejects(deleteObjects(world.deps, { targets: [gone] }), { code: 'noSuchObject' });
    assert.deepEqual([...world.touched].sort(), ['a/gone', 'a/new']);
  });

  it('downloaded: what is there now; of what is gone it is said so, and no file is made', async () => {
    const { replaced, gone } = await rows();
    const request = { folder: box.folder, isQuiet: true };
    const result = await download(box.rig.flows, { sources: [replaced, gone], ...request });
    assert.deepEqual([result.done, result.failed], [1, 1]);
    assert.equal(box.read('new'), 'of somebody else');
    assert.throws(() => box.read('gone'), { code: 'ENOENT' });
  });

  it('opened by name: what is gone is said', async () => {
    const { replaced, gone } = await rows();
    const shown: string[] = [];
    const deps = {
      ...{
        ...world.deps,
        reads: world.deps.spaces,
        settings: { get: () => 20 as never },
        download: undefined,
      },
      show: async ({ key }: { key: string }) => shown.push(key) > 0,
      close: async () => undefined,
      showVersion: async () => undefined,
    };
    const how = { isKept: true, isBehind: false, isBeside: false };
    await assert.rejects(openNamed(deps, [gone], how), { code: 'noSuchObject' });
    await openNamed(deps, [replaced], how);
    assert.deepEqual(shown, ['a/new']);
  });
});
