// Open as Workspace Folder where the editor starts its extensions anew while transfers run, and the answer New Window.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import type { Caller } from './support/caller.ts';
import { SLOW } from './support/filesWindow.ts';
import type { Session } from './support/session.ts';
import { useStoreSession } from './support/storeSession.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

const FILES = 12;

describe('the questions of Open as Workspace Folder', function () {
  this.timeout(120_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let workbench: Workbench;

  const opened = useStoreSession((filled) => {
    filled.put('things', 'a.txt', 'the content of a.txt');
    filled.put('others', 'b.txt', 'the content of b.txt');
  });
  before(() => {
    ({ store, session, caller } = opened());
    ({ workbench } = session);
  });
  const pick = async (space: string) => {
    const tree = await workbench.view('Spaces');
    await tree.expand('Main');
    await tree.pickFromMenu(space, 'Open as Workspace Folder');
  };
  const stored = () =>
    Array.from({ length: FILES }, (_, at) => store.get('things', `many/${at}.txt`)).filter(Boolean).length;
  const folderShown = (page = workbench.page) =>
    decodeURIComponent(new URL(page.url()).searchParams.get('folder') ?? '');

  it('while transfers run it says that they are paused, and without a yes does nothing', async () => {
    const path = join(scratchFolder('waiting'), 'many');
    await mkdir(path);
    for (let at = 0; at < FILES; at++) await writeFile(join(path, `${at}.txt`), `${at}`);
    // The first ones arrive, and then the store answers no more.
    let puts = 0;
    const isLate = (method: string) => method === 'PUT' && ++puts > 2;
    store.faults.next({ kind: 'hang', times: Infinity, match: ({ method }) => isLate(method) });
    const over = caller.call('upload', { connection: 'Main', space: 'things', files: [path] });
    over.catch(() => 'its window is gone');
    await eventually(() => stored() >= 2 && puts > 2, 20_000);
    await pick('things');
    assert.match(
      await workbench.dialog.text(),
      /^Open as a folder of the workspace: things \(Main\)\nTransfers that are not done yet: 10\. /,
    );
    assert.deepEqual((await workbench.dialog.buttons()).sort(), ['Cancel', 'Open']);
    await workbench.screenshot('workspace-folder-transfers');
    await workbench.dialog.click('Cancel');
    assert.equal(folderShown(), '');
  });

  it('with a yes it is opened; the transfers are there, paused, and each arrives', async () => {
    await pick('things');
    await workbench.dialog.text();
    await caller.reloading();
    await workbench.dialog.click('Open');
    await new Tree(workbench.page, 'things').expectRow('a.txt', SLOW);
    assert.match(folderShown(), /^spaceport:\/\/[^/]+\/things$/);
    store.faults.clear();
    await workbench.notifications.expect(/^Unfinished transfers: \d+$/, SLOW);
    await workbench.screenshot('workspace-folder-paused');
    await workbench.run('Spaceport: Resume All');
    await eventually(() => stored() === FILES, 30_000);
  });

  it('where a folder is open it asks where; a new window shows the other one, and this one stays', async () => {
    const before = folderShown();
    await pick('others');
    assert.equal(await workbench.dialog.text(), 'Open as a folder of the workspace: others (Main)');
    assert.deepEqual((await workbench.dialog.buttons()).sort(), ['Add to Workspace', 'Cancel', 'New Window']);
    await workbench.screenshot('workspace-folder-new-window');
    const coming = session.browser.context.waitForEvent('page');
    await workbench.dialog.click('New Window');
    const page = await coming;
    await new Tree(page, 'others').expectRow('b.txt', SLOW);
    assert.match(folderShown(page), /^spaceport:\/\/[^/]+\/others$/);
    await new Workbench(page).screenshot('workspace-folder-in-new-window');
    assert.equal(folderShown(), before);
    await page.close();
  });
});
