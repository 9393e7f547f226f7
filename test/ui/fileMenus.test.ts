// What Spaceport adds to the menus of a Space's files: in the file explorer, and on the tabs of editors.
import assert from 'node:assert/strict';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { ContextMenu } from './support/contextMenu.ts';
import { useStoreSession } from './support/storeSession.ts';
import { Tree } from './support/tree.ts';
import { eventually, plainSpaces } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

const OF_FILES = ['Copy Signed URL…', 'Copy Upload Command…', 'Reveal in Spaces', 'Properties', 'Versions…'];

describe('menus of files in a Space', function () {
  this.timeout(120_000);
  let store: MemoryStore;
  let workbench: Workbench;
  let files: Tree;

  const opened = useStoreSession((filled) => {
    for (const key of ['a.txt', 'b.txt', 'docs/deep/x.txt'])
      filled.put('things', key, `the content of ${key}`, { contentType: 'text/plain' });
  });
  before(async () => {
    ({ store } = opened());
    ({ workbench } = opened().session);
    // An empty file explorer offers it.
    await workbench.page.keyboard.press('Control+Shift+E');
    await new Tree(workbench.page, 'No Folder Opened').clickWelcomeButton('Open as Workspace Folder');
    await workbench.quickInput.expect('Open as Workspace Folder');
    await workbench.screenshot('file-menu-welcome');
    await workbench.quickInput.pick('things');
    files = new Tree(workbench.page, 'things');
    await files.expectRow('a.txt', 60_000);
  });

  const inOrder = (entries: readonly string[], ...wanted: string[]) =>
    assert.deepEqual(
      entries.filter((entry) => wanted.includes(entry)),
      wanted,
    );

  /** Ours are missing until Spaceport has begun, and an open menu does not take them in. */
  const entriesOf = async (name: string) => {
    let entries: readonly string[] = [];
    await eventually(async () => {
      await workbench.page.keyboard.press('Escape');
      entries = await (await files.menuOf(name)).entries();
      return entries.includes('Copy Signed URL…');
    }, 30_000);
    return entries;
  };

  it('a file is shared, compared, described and shown in the tree from the file explorer', async () => {
    const entries = await entriesOf('a.txt');
    await workbench.screenshot('file-menu');
    inOrder(entries, 'Select for Compare', 'Compare with…', ...OF_FILES, 'Rename...');
    assert.ok(!entries.includes('Upload Files…'), 'it is there already');
    await workbench.page.keyboard.press('Escape');
    await files.pickFromMenu('a.txt', 'Copy Signed URL…');
    await workbench.quickInput.expect(/a\.txt/);
    await workbench.quickInput.accept();
    const response = await fetch(await workbench.expectClipboard(/X-Amz-Signature/));
    assert.equal(await response.text(), 'the content of a.txt');
  });

  it('a folder is searched, and its objects are shared', async () => {
    const { dialog, quickInput } = workbench;
    const entries = await entriesOf('docs');
    inOrder(entries, 'Find in Folder...', 'Search…', ...OF_FILES.slice(0, 3));
    assert.ok(!entries.includes('Properties'));
    await workbench.page.keyboard.press('Escape');
    await files.pickFromMenu('docs', 'Copy Signed URL…');
    assert.match(await dialog.text(), /each object below docs\/\?.* 1 /s);
    await dialog.escape();
    await files.pickFromMenu('docs', 'Search…');
    await quickInput.expect('Search in things/docs/');
    await quickInput.escape();
  });

  it('several files give a link for each', async () => {
    await workbench.writeClipboard('');
    await files.select('a.txt');
    // The editor selects what it has opened.
    const lines = workbench.page.locator('.editor-instance .view-lines');
    await eventually(async () => plainSpaces(await lines.innerText()).includes('the content of a.txt'));
    await files.select('b.txt', 'extend');
    await files.pickFromMenu('b.txt', 'Copy Signed URL…');
    await workbench.quickInput.expect(/2/);
    await workbench.quickInput.accept();
    const links = await workbench.expectClipboard(/X-Amz-Signature/);
    assert.deepEqual(
      links
        .trim()
        .split('\n')
        .map((link) => new URL(link).pathname),
      ['/things/a.txt', '/things/b.txt'],
    );
  });

  it('what is selected for comparing in the file explorer is compared with an object of the tree', async () => {
    await files.select('a.txt');
    const before = await (await files.menuOf('a.txt')).entries();
    assert.ok(!before.includes('Compare with Selected'));
    await workbench.page.keyboard.press('Escape');
    await files.pickFromMenu('a.txt', 'Select for Compare');
    const tree = await workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.pickFromMenu('b.txt', 'Compare with Selected');
    await workbench.page.locator('.tab').filter({ hasText: 'a.txt ↔ b.txt' }).waitFor();
    await workbench.screenshot('file-menu-compare');
    await workbench.page.keyboard.press('Control+Shift+E');
  });

  it('what a tab shows is found in the tree, and nothing is asked of the server to know what it is', async () => {
    const { page } = workbench;
    await files.expand('docs');
    await files.expand('deep');
    await files.row('x.txt').dblclick();
    const tab = page.locator('.tab').filter({ hasText: 'x.txt' });
    await tab.waitFor();
    // A window that is still loading closes a menu by itself.
    const menu = new ContextMenu(page);
    const menuOfTab = async () => {
      await eventually(async () => {
        await page.mouse.move(0, 0);
        await tab.click({ button: 'right' });
        return (await (await menu.opened()).entries()).length > 0;
      }, 30_000);
      return menu;
    };
    const entries = await (await menuOfTab()).entries();
    await workbench.screenshot('file-menu-tab');
    inOrder(
      entries,
      'Reveal in Explorer View',
      'Reveal in Spaces',
      'Copy Signed URL…',
      'Properties',
      'Versions…',
    );
    await page.keyboard.press('Escape');
    store.delete('things', 'docs/deep/x.txt');
    await (await menuOfTab()).pick('Copy Signed URL…');
    await workbench.quickInput.expect(/x\.txt/);
    await workbench.quickInput.escape();
    store.put('things', 'docs/deep/x.txt', 'again');
    await (await menuOfTab()).pick('Reveal in Spaces');
    const tree = new Tree(page, 'Spaces');
    await eventually(async () =>
      (await tree.rows()).some(({ label, isSelected }) => label === 'x.txt' && isSelected),
    );
    await workbench.screenshot('file-menu-revealed');
  });

  it('from the palette they are about the file in the editor', async () => {
    const { page, quickInput } = workbench;
    await page.keyboard.press('Control+Shift+E');
    await files.row('b.txt').dblclick();
    await page.locator('.tab.active').filter({ hasText: 'b.txt' }).waitFor();
    await workbench.run('Spaceport: Copy Signed URL…');
    await quickInput.expect('Signed URL: b.txt');
    await quickInput.escape();
    await workbench.run('Spaceport: Reveal in Spaces');
    const tree = new Tree(page, 'Spaces');
    await eventually(async () =>
      (await tree.rows()).some(({ label, isSelected }) => label === 'b.txt' && isSelected),
    );
    // And from the row that was revealed, by its key.
    await page.keyboard.press('Shift+Alt+n');
    await quickInput.expect('Search in things');
    await quickInput.escape();
  });
});
