// Save Download Page… and Save Upload Page… as a person does them, and the pages as their receiver opens them.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { drop, settled } from './support/receiver.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

describe('saving pages for receivers', function () {
  this.timeout(60_000);
  const folder = scratchFolder('saved');
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    for (const key of ['reports/a.txt', 'reports/2026/b.txt', 'reports/2026/c.txt', 'single.txt'])
      store.put('things', key, `the content of ${key}`);
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Main');
    tree = await session.workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('single.txt');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  /** The editor's own dialog has no title; the path in it ends in the suggested name. */
  const dialogFor = (suggested: string) =>
    eventually(async () => (await session.workbench.quickInput.value()).endsWith(`/${suggested}`));

  async function saveAs(suggested: string, name = suggested): Promise<string> {
    const { quickInput, notifications } = session.workbench;
    await dialogFor(suggested);
    const path = join(folder, name);
    await quickInput.answer(path);
    const said = await notifications.expect(/Page saved, works until/);
    assert.ok(said.includes(name), said);
    assert.doesNotMatch(said, /X-Amz|Signature/);
    await session.workbench.screenshot(`page-saved-${name.split('.')[0]}`);
    // While the window is in front: behind another page its timers are slow.
    await notifications.clear();
    return path;
  }

  async function opened(path: string) {
    const page = await session.browser.context.newPage();
    await page.goto(pathToFileURL(path).href);
    return page;
  }

  it('a folder: counted, confirmed, saved where the person picks; every link saves its object', async () => {
    const { workbench } = session;
    await tree.pickFromMenu('reports', 'Save Download Page…');
    assert.match(await workbench.dialog.text(), /Objects: 3 \(\d+ bytes\)/);
    await workbench.screenshot('page-save-confirm');
    await workbench.dialog.click('Save Page');
    await workbench.quickInput.pick('1 hour');
    const page = await opened(await saveAs('reports.html'));
    assert.deepEqual(await page.locator('li a').allInnerTexts(), ['a.txt', 'b.txt', 'c.txt']);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'b.txt' }).click();
    assert.equal((await coming).suggestedFilename(), 'b.txt');
    await page.close();
  });

  it('a drop box: the limits in the title bar, then the page takes what they allow', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await tree.pickFromMenu('reports', 'Save Upload Page…');
    await quickInput.expect('Upload page: reports/');
    await quickInput.press('Options');
    await quickInput.pick('Largest Size');
    await quickInput.answer('9');
    await workbench.screenshot('page-upload-options');
    await quickInput.pick('Done');
    await quickInput.pick('1 hour');
    const page = await opened(await saveAs('reports.html', 'inbox of reports.html'));
    await drop(page, [
      { name: 'new.txt', bytes: 'fits' },
      { name: 'large.txt', bytes: 'too large for it' },
    ]);
    assert.deepEqual(await settled(page, 2), [
      'new.txt | Arrived',
      'large.txt | Not sent: larger than 9 bytes.',
    ]);
    await page.close();
  });

  it('one object: its page replaces it', async () => {
    const { workbench } = session;
    await tree.pickFromMenu('single.txt', 'Save Upload Page…');
    await workbench.quickInput.pick('1 hour');
    const page = await opened(await saveAs('single.txt.html'));
    await drop(page, [{ name: 'other.txt', bytes: 'replaced' }]);
    assert.deepEqual(await settled(page, 1), ['other.txt | Stored as single.txt | Arrived']);
    await page.close();
  });

  it('in a Space the folder is asked for; Escape in the dialog saves nothing and says nothing', async () => {
    const { workbench } = session;
    const { quickInput, notifications } = workbench;
    await tree.pickFromMenu('things', 'Save Upload Page…');
    await quickInput.expect('Upload page: folder in things');
    await quickInput.answer('$no');
    await quickInput.expectMessage(/begins with "\$"/);
    await quickInput.answer('inbox');
    await quickInput.expect('Upload page: inbox/');
    await quickInput.pick('1 hour');
    await dialogFor('inbox.html');
    await quickInput.escape();
    assert.equal(existsSync(join(folder, 'inbox.html')), false);
    assert.deepEqual(await notifications.texts(), []);
  });
});
