// Spaces in the editor's own file explorer: opened from the tree, used as folders on a disk are, kept over a reload.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePng } from '../support/demo/png.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

/** A window with a folder asks for much at once. */
const SLOW = 60_000;
const ODD = ['with space.txt', 'number #1.txt', 'question?.txt', 'percent %41.txt', 'ümlaut 日本.txt'];
const PICTURE = makePng(64, 48, (x, y) => [x, y, 0]);
const KEYS = ['a.txt', 'docs/readme.md', 'docs/deep/x.txt', 'Case.txt', 'case.txt', 'both', 'both/in.txt'];
const BIG = Buffer.alloc(21_000_000, 'big ');

describe('a Space as a folder', function () {
  this.timeout(120_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let id: string;
  let workbench: Workbench;
  const project = join(scratchFolder('beside'), 'project');
  const there = (key: string) => store.get('things', key) !== undefined;
  const contentOf = (key: string) => store.get('things', key)?.body().toString();

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    for (const key of KEYS) store.put('things', key, `the content of ${key}`);
    for (const name of ODD) store.put('things', `odd/${name}`, `the content of ${name}`);
    for (let count = 0; count < 1100; count++) store.put('things', `many/below/${count}.txt`, 'one of many');
    store.put('things', 'many//nameless.txt', 'below a folder without a name');
    store.put('things', 'big.bin', BIG);
    store.put('things', 'odd/picture.png', PICTURE);
    store.put('others', 'b.txt', 'b');
    await mkdir(project, { recursive: true });
    await writeFile(join(project, 'local.txt'), 'from the disk');
    caller = await makeCaller();
    session = await openSession({
      developmentPath: caller.developmentPath,
      settings: { 'explorer.compactFolders': false },
    });
    workbench = session.workbench;
    id = await caller.addConnection(store, 'Main');
  });
  screenshotFailures(() => session && { ...session, workbench });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  /** The file explorer, which is called as what is open in it. */
  const explorer = (name: string) => new Tree(workbench.page, name);
  const openWindow = async (query: string) => {
    workbench = new Workbench(await session.browser.context.newPage());
    const location = `vscode-remote://${session.server.authority}${caller.developmentPath}`;
    const payload = encodeURIComponent(JSON.stringify([['extensionDevelopmentPath', location]]));
    await caller.reloading();
    await workbench.open(`${session.server.url}/?${query}&payload=${payload}`);
  };
  /** Into the box that the file explorer shows in place of a name. */
  const enterName = async (name: string) => {
    const input = workbench.page.locator('.explorer-viewlet .monaco-inputbox input');
    await input.fill(name);
    await input.press('Enter');
  };
  /** A file explorer that is still drawing opens and closes rows by itself. */
  const expandTo = async (label: string, child: string) => {
    const files = new Tree(workbench.page, label.endsWith(')') ? 'Workspace' : 'things');
    await eventually(async () => {
      const row = files.row(label);
      if ((await row.getAttribute('aria-expanded')) !== 'true')
        await row.locator('.monaco-tl-twistie').click();
      return (await files.labels()).includes(child);
    }, SLOW);
  };
  const tab = (name: string) => workbench.page.locator('.tab').filter({ hasText: name });
  const expectText = (words: string) => {
    const lines = workbench.page.locator('.editor-instance .view-lines');
    return eventually(async () => (await lines.innerText()).trim().replaceAll('\u00a0', ' ') === words);
  };

  describe('in a window of its own', () => {
    let files: Tree;

    it('from the menu of the tree, without a question', async () => {
      const tree = await workbench.view('Spaces');
      await tree.expand('Main');
      await tree.pickFromMenu('things', 'Open as Workspace Folder');
      files = explorer('things');
      await files.expectRow('a.txt', SLOW);
      await workbench.screenshot('workspace-folder');
      const uri = new URL(workbench.page.url()).searchParams.get('folder');
      assert.equal(decodeURIComponent(uri ?? ''), `spaceport://${id}/things`);
    });

    it('a reload keeps it', async () => {
      await workbench.reload();
      await files.expectRow('a.txt', SLOW);
    });

    it('opens and saves files, with breadcrumbs that lead through folders', async () => {
      await files.expand('docs');
      await files.expand('deep');
      await files.row('x.txt').dblclick();
      await tab('x.txt').waitFor();
      const crumbs = workbench.page.locator('.breadcrumbs-control .monaco-breadcrumb-item');
      await eventually(async () => (await crumbs.allInnerTexts()).join('/').startsWith('docs/deep/x.txt'));
      await workbench.page.locator('.editor-instance .view-lines').click();
      await workbench.page.keyboard.press('Control+End');
      await workbench.page.keyboard.type(', and more');
      await workbench.page.keyboard.press('Control+s');
      await eventually(() => contentOf('docs/deep/x.txt') === 'the content of docs/deep/x.txt, and more');
      await workbench.screenshot('workspace-folder-saved');
      await crumbs.filter({ hasText: 'docs' }).click();
      await workbench.page.locator('.context-view').getByText('big.bin').waitFor();
      await workbench.screenshot('workspace-folder-breadcrumbs');
      await workbench.page.keyboard.press('Escape');
    });

    it('fault 4: two keys that differ in case are two files', async () => {
      await files.expectRow('Case.txt');
      await files.expectRow('case.txt');
      for (const name of ['Case.txt', 'case.txt']) {
        await files.row(name).dblclick();
        await expectText(`the content of ${name}`);
      }
      assert.equal(
        await workbench.page
          .locator('.tab')
          .filter({ hasText: /case\.txt/i })
          .count(),
        2,
      );
    });

    it('fault 5: keys with spaces, # and ?, % and letters outside ASCII are read by their own names', async () => {
      await files.expand('odd');
      for (const name of ODD) {
        await files.row(name).dblclick();
        await expectText(`the content of ${name}`);
      }
      await workbench.screenshot('workspace-folder-odd');
    });

    it('shows a picture in its own viewer', async () => {
      await files.select('picture.png');
      await workbench.page.locator('.part.statusbar').getByText('64x48').waitFor({ timeout: SLOW });
    });

    it('fault 17: an object and a folder of one name: the object is shown, what is in the folder stays', async () => {
      await files.row('both').dblclick();
      await expectText('the content of both');
      assert.ok(there('both/in.txt'));
    });

    it('makes files and folders; an empty folder is there once something is in it', async () => {
      await files.pickFromMenu('docs', 'New File...');
      await enterName('new.txt');
      await files.expectRow('new.txt');
      assert.equal(contentOf('docs/new.txt'), '');
      await files.pickFromMenu('docs', 'New Folder...');
      await enterName('made');
      await files.expectRow('made');
      assert.ok(!there('docs/made/'));
      await files.pickFromMenu('made', 'New File...');
      await enterName('inside.txt');
      await eventually(() => there('docs/made/inside.txt'));
      await workbench.screenshot('workspace-folder-made');
    });

    it('renames a file, which keeps what it has', async () => {
      await files.select('new.txt');
      await workbench.page.keyboard.press('F2');
      await enterName('renamed.txt');
      await eventually(() => there('docs/renamed.txt') && !there('docs/new.txt'));
      await files.expectRow('renamed.txt');
    });

    it('fault 6: a folder opens without a slash at its end, and is renamed with all of its 1,101 objects', async () => {
      await expandTo('many', 'below');
      await files.select('many');
      await workbench.page.keyboard.press('F2');
      await enterName('all');
      await eventually(() => there('all/below/1099.txt') && !there('many/below/1099.txt'), SLOW);
      await eventually(() => there('all//nameless.txt') && !there('many//nameless.txt'), SLOW);
      for (let count = 0; count < 1100; count++) {
        assert.ok(there(`all/below/${count}.txt`), `${count}`);
        assert.ok(!there(`many/below/${count}.txt`), `${count}`);
      }
    });

    it('fault 6: a folder is deleted with all below it, after a question', async () => {
      await files.expectRow('all', SLOW);
      await files.collapse('all');
      await files.pickFromMenu('all', 'Delete Permanently');
      assert.match(await workbench.dialog.text(), /delete 'all'/);
      await workbench.dialog.click('Delete');
      await files.row('all').waitFor({ state: 'detached', timeout: SLOW });
      for (let count = 0; count < 1100; count++) assert.ok(!there(`all/below/${count}.txt`), `${count}`);
      assert.ok(!there('all//nameless.txt'));
    });
  });

  describe('beside a folder of the disk', () => {
    let files: Tree;

    before(async () => {
      await openWindow(`folder=${project}`);
      await explorer('project').expectRow('local.txt', SLOW);
    });

    it('from the palette it asks which, and by arguments it refuses what is no folder', async () => {
      await workbench.run('Spaceport: Open as Workspace Folder');
      await workbench.quickInput.expect('Open as Workspace Folder');
      await workbench.quickInput.pick('others');
      assert.match(await workbench.dialog.text(), /: others \(Main\)$/);
      await workbench.dialog.click('Cancel');
      const call = (args: object) => caller.call('openAsWorkspaceFolder', { connection: 'Main', ...args });
      await assert.rejects(call({ space: 'things', prefix: 'docs' }), /ends with a slash/);
      await assert.rejects(call({ prefix: 'docs/' }), /Space is missing/);
    });

    it('asks where, and is added under its own name and that of its connection', async () => {
      const tree = await workbench.view('Spaces');
      await tree.expand('Main');
      await tree.pickFromMenu('things', 'Open as Workspace Folder');
      assert.equal(await workbench.dialog.text(), 'Open as a folder of the workspace: things (Main)');
      await workbench.screenshot('workspace-folder-where');
      const buttons = await workbench.dialog.buttons();
      assert.deepEqual(buttons.toSorted(), ['Add to Workspace', 'Cancel', 'New Window']);
      await workbench.dialog.click('Add to Workspace');
      files = explorer('Workspace');
      await files.expectFolder('things (Main)', () => workbench.reload());
      await files.expectRow('project', SLOW);
      await expandTo('things (Main)', 'a.txt');
      await workbench.screenshot('workspace-folder-two');
    });

    it('copies from the Space to the disk and back', async () => {
      const { page } = workbench;
      await files.select('a.txt');
      await page.keyboard.press('Control+c');
      await files.select('project');
      await page.keyboard.press('Control+v');
      const arrived = async (name: string) => readFile(join(project, name), 'utf8').catch(() => '');
      await eventually(async () => (await arrived('a.txt')) === 'the content of a.txt');
      await files.select('local.txt');
      await page.keyboard.press('Control+c');
      await files.select('things (Main)');
      await page.keyboard.press('Control+v');
      await eventually(() => contentOf('local.txt') === 'from the disk');
      await workbench.screenshot('workspace-folder-copied');
    });

    it('fault 7: who reads in the background is asked nothing, however large it is', async () => {
      const { page } = workbench;
      await files.select('big.bin');
      await page.keyboard.press('Control+c');
      await files.select('project');
      await page.keyboard.press('Control+v');
      const size = async () => (await readFile(join(project, 'big.bin')).catch(() => '')).length;
      await eventually(async () => (await size()) === BIG.length, SLOW);
      assert.equal(await workbench.dialog.box.count(), 0);
      assert.equal(await workbench.quickInput.isOpen(), false);
    });

    it('what is open already is shown', async () => {
      const tree = await workbench.view('Spaces');
      await tree.expand('Main');
      await tree.pickFromMenu('things', 'Open as Workspace Folder');
      await eventually(async () =>
        (await files.rows()).some(({ label, isSelected }) => label === 'things (Main)' && isSelected),
      );
      assert.equal(await workbench.dialog.box.count(), 0);
    });

    it('several at once join it without a question, and a reload keeps them', async () => {
      const tree = await workbench.view('Spaces');
      await tree.expand('things');
      await tree.select('others');
      await tree.select('docs', 'extend');
      await tree.pickFromMenu('docs', 'Open as Workspace Folder');
      await workbench.page.keyboard.press('Control+Shift+E');
      await files.expectRow('others (Main)', SLOW);
      await files.expectRow('docs (Main)');
      await workbench.reload();
      for (const name of ['project', 'things (Main)', 'others (Main)', 'docs (Main)'])
        await files.expectRow(name, SLOW);
    });
  });
});
