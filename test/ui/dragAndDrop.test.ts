// Drag and drop: into the tree from the file explorer and the system, within the tree, and out of it.
import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { makeCaller } from './support/caller.ts';
import { drag, dragTo, dropFiles, dropFolder } from './support/drag.ts';
import { filesHolding } from './support/filesHolding.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

describe('drag and drop', function () {
  this.timeout(90_000);
  let store: MemoryStore;
  let session: Session;
  let workbench: Workbench;
  let files: Tree;
  let tree: Tree;
  const folder = join(scratchFolder('project'), 'project');
  const contentOf = (key: string) => store.get('things', key)?.body().toString();

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    for (const key of ['first.txt', 'second.txt', 'folder/inside.txt'])
      store.put('things', key, `the content of ${key}`);
    await mkdir(join(folder, 'pictures/deep'), { recursive: true });
    for (const name of ['local.txt', 'pictures/a.png', 'pictures/deep/b.png'])
      await writeFile(join(folder, name), `the content of ${name}`);
    const caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Main');
    workbench = new Workbench(await session.browser.context.newPage());
    await workbench.open(`${session.server.url}/?folder=${folder}`);
    files = new Tree(workbench.page, 'project');
    await files.expectRow('local.txt', 60_000);
    tree = await workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('first.txt');
  });
  screenshotFailures(() => session && { ...session, workbench });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const openExplorer = () => workbench.page.keyboard.press('Control+Shift+E');
  const ourIcon = () => workbench.page.locator('.activitybar .action-label[aria-label^="Spaceport"]');

  it('a file of the file explorer is uploaded, into the folder that it is dropped on', async () => {
    await openExplorer();
    await files.expectRow('local.txt');
    await dragTo(workbench.page, files.row('local.txt'), ourIcon(), tree.row('folder'));
    await eventually(() => contentOf('folder/local.txt') === 'the content of local.txt');
    await tree.expand('folder');
    await tree.expectRow('local.txt');
    await workbench.screenshot('drop-file');
  });

  it('from the menu of the file explorer the folder is asked for', async () => {
    const { quickInput } = workbench;
    await openExplorer();
    await files.pickFromMenu('local.txt', 'Upload Files…');
    await quickInput.pick('things');
    await quickInput.expect('Upload: things');
    await quickInput.answer('by/menu');
    await eventually(() => contentOf('by/menu/local.txt') === 'the content of local.txt');
  });

  it('a folder comes with all below it, under its name; beside an object it goes into its folder', async () => {
    await openExplorer();
    await files.expectRow('pictures');
    await dragTo(workbench.page, files.row('pictures'), ourIcon(), tree.row('second.txt'));
    await eventually(() => contentOf('pictures/deep/b.png') === 'the content of pictures/deep/b.png');
    await eventually(() => contentOf('pictures/a.png') === 'the content of pictures/a.png');
    await tree.expectRow('pictures');
  });

  it('what a file manager drops is uploaded, and the copies that a browser needs are gone', async () => {
    await dropFiles(tree.row('folder'), { 'dropped.txt': '4711 from a file manager', 'two.txt': 'two' });
    await eventually(() => contentOf('folder/dropped.txt') === '4711 from a file manager');
    await eventually(() => contentOf('folder/two.txt') === 'two');
    await tree.expectRow('dropped.txt');
    await eventually(
      async () => (await filesHolding([session.server.root], ['4711 from a file manager'])).length === 0,
    );
  });

  it('what is there already is asked about before it is dropped over', async () => {
    const { dialog } = workbench;
    const dropAgain = () => dropFiles(tree.row('folder'), { 'two.txt': 'two again' });
    await dropAgain();
    assert.match(await dialog.text(), /two\.txt/);
    await workbench.screenshot('drop-there-already');
    await dialog.escape();
    await dropAgain();
    await dialog.text();
    assert.equal(contentOf('folder/two.txt'), 'two');
    await dialog.click('Replace');
    await eventually(() => contentOf('folder/two.txt') === 'two again');
  });

  it('a folder that a file manager drops in a browser has no bytes, which is said', async () => {
    const { notifications } = workbench;
    await notifications.clear();
    await dropFolder(tree.row('folder'), 'holiday');
    await notifications.expect(/files, and no folders.*: holiday$/);
    await workbench.screenshot('drop-system-folder');
    await notifications.clear();
  });

  it('within the tree it is asked whether to move or to copy', async () => {
    const { dialog } = workbench;
    await drag(workbench.page, tree.row('first.txt'), tree.row('pictures'));
    await workbench.screenshot('drag-over');
    await workbench.page.mouse.up();
    assert.equal(await dialog.text(), 'Move or copy first.txt to pictures/?');
    assert.deepEqual(await dialog.buttons(), ['Copy', 'Cancel', 'Move']);
    await workbench.screenshot('drop-move');
    await dialog.click('Move');
    await eventually(() => contentOf('pictures/first.txt') === 'the content of first.txt');
    await eventually(() => contentOf('first.txt') === undefined);
    await tree.row('first.txt').waitFor({ state: 'detached' });
  });

  it('several are copied with one question; dismissed it does nothing', async () => {
    const { dialog } = workbench;
    await tree.select('second.txt');
    await tree.select('folder', 'extend');
    await dragTo(workbench.page, tree.row('second.txt'), tree.row('pictures'));
    assert.match(await dialog.text(), /^Move or copy .+ and 1 more to pictures\/\?$/);
    await dialog.escape();
    assert.equal(contentOf('pictures/second.txt'), undefined);
    await dragTo(workbench.page, tree.row('second.txt'), tree.row('pictures'));
    await dialog.click('Copy');
    await eventually(() => contentOf('pictures/folder/inside.txt') === 'the content of folder/inside.txt');
    await eventually(() => contentOf('pictures/second.txt') === contentOf('second.txt'));
    assert.equal(contentOf('folder/inside.txt'), 'the content of folder/inside.txt');
  });

  it('dropped where it is already nothing happens', async () => {
    store.clearRequests();
    await dragTo(workbench.page, tree.row('second.txt'), tree.row('things'));
    // What was asked for would be asked for by now.
    await tree.rows();
    assert.equal(await workbench.dialog.box.count(), 0);
    assert.ok(store.requests().every(({ method }) => method === 'GET'));
  });

  it('an object dragged out of the tree opens in the editors, and makes no file in the file explorer', async () => {
    const said = workbench.notifications.seen.length;
    const tab = workbench.page.locator('.tabs-container .tab', { hasText: 'second.txt' });
    await workbench.run('View: Close All Editors');
    await dragTo(workbench.page, tree.row('second.txt'), workbench.page.locator('.part.editor'));
    await tab.waitFor();
    await workbench.page.locator('.view-line').getByText('the content of second.txt').waitFor();
    await workbench.screenshot('drag-out-editor');
    await dragTo(
      workbench.page,
      tree.row('second.txt'),
      workbench.page.locator('.activitybar .action-label[aria-label^="Explorer"]'),
      files.row('pictures'),
    );
    await files.rows();
    await workbench.screenshot('drag-out-explorer');
    assert.deepEqual((await readdir(folder)).sort(), ['local.txt', 'pictures']);
    assert.deepEqual((await readdir(join(folder, 'pictures'))).sort(), ['a.png', 'deep']);
    assert.equal(workbench.notifications.seen.length, said);
  });
});
