// A folder of 12,000 objects on a real gateway, from its upload to its deletion, as the flows do it: made once, since that takes
// longest.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteObjects } from '../../src/commands/manage/deleteObjects.ts';
import { transferObjects } from '../../src/commands/manage/transferObjects.ts';
import { readSummary } from '../../src/commands/properties/readProperties.ts';
import { totals } from '../../src/commands/spaces/totals.ts';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import { createObjectAttributes } from '../../src/s3/attributes.ts';
import { freshSpace } from '../support/cephForTests.ts';
import { manageDeps } from '../support/manageDeps.ts';
import { realStore } from '../support/realStore.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { spaceFlows } from '../support/spaceFlows.ts';
import { transferRig } from '../support/transferRig.ts';

const COUNT = 12_000;
const FOLDERS = 20;
const ALL = { done: COUNT, skipped: 0, failed: 0 };
const { signal } = new AbortController();

/** Files that each hold their number. Gives how many bytes that is. */
function writeFiles(folder: string): number {
  for (let index = 0; index < FOLDERS; index++) mkdirSync(join(folder, String(index)), { recursive: true });
  let bytes = 0;
  for (let index = 0; index < COUNT; index++) {
    writeFileSync(join(folder, String(index % FOLDERS), `${index}.txt`), String(index));
    bytes += String(index).length;
  }
  return bytes;
}

function assertAllThere(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  assert.equal(files.length, COUNT);
  for (const { parentPath, name } of files)
    assert.equal(`${readFileSync(join(parentPath, name), 'utf8')}.txt`, name);
}

/** The moves that are begun with it are cancelled once so many are copied. */
function cancelMoves({ progress }: ReturnType<typeof manageDeps>, at: string): void {
  const run = progress.run.bind(progress);
  progress.run = (title, task) => {
    if (title.startsWith('Moving')) progress.cancelNext(at);
    return run(title, task);
  };
}

describe('a folder of 12,000 objects on the real gateway', () => {
  it('goes up, is told of, comes down, is moved and deleted', async function () {
    this.timeout(1_800_000);
    const space = await freshSpace();
    const folder = scratchFolder('big');
    const { flows, queue, connection } = transferRig(space, space.keys, { folder });
    const at = (prefix: string) => ({ connection, space: space.bucket, prefix });
    const own = spaceFlows(space, space.keys);
    const countAt = (prefix: string) => totals(own, [at(prefix)], signal);
    const bytes = writeFiles(join(folder, 'many'));
    const whole = { count: COUNT, bytes };

    const going = { paths: [join(folder, 'many')], to: at('') };
    assert.deepEqual(await upload(flows, going), ALL);
    const again = await upload(flows, { ...going, onConflict: 'skip' });
    assert.deepEqual(again, { done: 0, skipped: COUNT, failed: 0 });
    assert.deepEqual(await countAt('many/'), whole);

    const some = ['many/7/', 'many/11/'].map(at);
    const attributes = createObjectAttributes(realStore(space.keys).reads);
    const { summary } = await readSummary({ ...own, attributes, moments: { locale: 'en' } }, some);
    assert.deepEqual([summary.count, summary.unread], [(2 * COUNT) / FOLDERS, undefined]);

    const target = join(folder, 'down');
    assert.deepEqual(await download(flows, { sources: [at('many/')], folder: target, confirmed: true }), ALL);
    assertAllThere(join(target, 'many'));
    await queue.close();

    // Each of them is copied, and the copy confirmed, before the first is deleted.
    const { deps } = manageDeps({ keys: space.keys });
    const moving = { sources: [at('many/')], to: at('moved/'), mode: 'move', confirmed: true } as const;
    const impatient = manageDeps({ keys: space.keys });
    cancelMoves(impatient, '1,500 of');
    await assert.rejects(transferObjects(impatient.deps, moving), { name: 'Cancelled' });
    await impatient.behind.settled();
    assert.deepEqual([await countAt('many/'), await countAt('moved/')], [whole, { count: 0, bytes: 0 }]);
    assert.deepEqual(await transferObjects(deps, moving), ALL);
    assert.deepEqual([await countAt('many/'), await countAt('moved/many/')], [{ count: 0, bytes: 0 }, whole]);

    const copying = {
      sources: [at('moved/many/7/')],
      to: at('copy/'),
      mode: 'copy',
      confirmed: true,
    } as const;
    assert.deepEqual(await transferObjects(deps, copying), { ...ALL, done: COUNT / FOLDERS });

    const deleting = { targets: ['moved/', 'copy/'].map(at), confirmed: true };
    assert.deepEqual(await deleteObjects(deps, deleting), { deleted: COUNT + COUNT / FOLDERS, failed: 0 });
    assert.deepEqual(await countAt(''), { count: 0, bytes: 0 });
  });
});
