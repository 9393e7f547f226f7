// A window that is loaded anew while files wait for their turn: the rest is there, paused, and each arrives once.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import { useStoreSession } from './support/storeSession.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

const FILES = 50;
const STORAGE = 'globalStorage/spaceport.spaceport/transfers';

describe('transfers while a window closes', function () {
  this.timeout(90_000);
  const folder = scratchFolder('closing');
  const names = Array.from({ length: FILES }, (_, index) => `f${String(index).padStart(2, '0')}.txt`);
  const opened = useStoreSession((store) => store.put('things', 'first.txt', 'first'));

  it('what waited and what ran is there in the next one, paused, and each arrives once', async () => {
    const { store, session, caller } = opened();
    const { workbench } = session;
    const path = join(folder, 'many');
    await mkdir(path);
    for (const name of names) await writeFile(join(path, name), name);
    store.keepVersions('things');
    // The first ones arrive, and then the store is slow: it answers no more.
    let puts = 0;
    const isLate = (method: string) => method === 'PUT' && ++puts > 10;
    store.faults.next({ kind: 'hang', times: Infinity, match: ({ method }) => isLate(method) });
    const over = caller.call('upload', { connection: 'Main', space: 'things', files: [path] });
    over.catch(() => 'its window is gone');
    await workbench.view('Transfers');
    const stored = () => names.filter((name) => store.get('things', `many/${name}`)).length;
    await eventually(() => stored() >= 10 && puts > 10, 20_000);
    await caller.reloading();
    await workbench.reload();
    store.faults.clear();
    const told = /^Unfinished transfers: \d+$/;
    await workbench.notifications.expect(told, 60_000);
    await workbench.run('Spaceport: Show Transfers');
    const row = async () => (await new Tree(workbench.page, 'Transfers').rows())[0]?.description ?? '';
    await eventually(async () => /paused/.test(await row()), 20_000);
    await workbench.screenshot('transfers-closed');
    const failed = workbench.notifications.seen.filter(({ text }) => text.startsWith('Show Transfers'));
    assert.deepEqual(failed, []);
    // It closed as it should, in the little time that it had.
    const files = () => readdir(join(session.server.userFolder, STORAGE));
    const [batch = ''] = (await files()).filter((name) => name.endsWith('.batch'));
    assert.match(await readFile(join(session.server.userFolder, STORAGE, batch), 'utf8'), /"closed":true/);
    await workbench.run('Spaceport: Resume All');
    await eventually(() => stored() === FILES, 30_000);
    await eventually(async () => !/paused|\d%/.test(await row()), 20_000);
    for (const name of names) assert.equal(store.versions('things', `many/${name}`).length, 1, name);
    const left = async () => (await files()).filter((name) => !name.endsWith('.owner'));
    await eventually(async () => (await left()).length === 0, 10_000);
  });
});
