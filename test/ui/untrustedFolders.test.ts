// A workspace file that was handed on, with a Space of the person as a folder, in a real window with Workspace Trust on.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLogs } from '../support/editor/server.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { Tree } from './support/tree.ts';
import { eventually, succeeds } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

const SLOW = 60_000;

describe('a workspace that is not trusted, with a Space as a folder', function () {
  this.timeout(150_000);
  let store: MemoryStore;
  let session: Session;
  let workbench: Workbench;
  let files: Tree;
  const project = join(scratchFolder('handed-on'), 'nice-project');
  const file = join(project, 'nice.code-workspace');

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    for (const key of ['private.txt', 'other.txt', 'docs/below.txt'])
      store.put('photos', key, `the content of ${key}`);
    const caller = await makeCaller();
    session = await openSession({
      developmentPath: caller.developmentPath,
      settings: { 'security.workspace.trust.enabled': true },
    });
    const id = await caller.addConnection(store, 'Mine');
    await mkdir(project, { recursive: true });
    const folders = [{ path: '.' }, { uri: `spaceport://${id}/photos` }];
    await writeFile(file, JSON.stringify({ folders }));
    store.clearRequests();
    workbench = new Workbench(await session.browser.context.newPage());
    const payload = encodeURIComponent(JSON.stringify([['logLevel', 'trace']]));
    await workbench.open(`${session.server.url}/?workspace=${file}&payload=${payload}`);
    files = new Tree(workbench.page, 'nice');
  });
  screenshotFailures(() => session && { ...session, workbench });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const keyReads = async () =>
    [
      ...(await readLogs(session.server, /Spaceport\.log$/)).matchAll(
        /the key pair of connection \w+ is read/g,
      ),
    ].length;
  const restricted = () => workbench.page.locator('.part.banner').getByText('Restricted Mode').first();
  const asked = () => store.requests().map(({ method, key = '' }) => `${method} ${key}`);
  const expectFolder = (name: string) => files.expectFolder(name, () => workbench.reload());

  it('says why the folder is closed, reads no key and makes no request', async () => {
    await expectFolder('photos');
    await restricted().waitFor({ timeout: SLOW });
    const tooltip = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'Restricted Mode' });
    await eventually(async () => {
      await workbench.page.mouse.move(0, 0);
      await files.row('photos').locator('.monaco-icon-label').first().hover();
      return succeeds(tooltip.first().waitFor({ timeout: 3000 }));
    }, SLOW);
    await workbench.screenshot('untrusted-folder');
    assert.deepEqual(asked(), []);
    assert.equal(await keyReads(), 0);
  });

  it('reads what the person opens from the view Spaces, and nothing else', async () => {
    const tree = await workbench.view('Spaces');
    await tree.expand('Mine');
    await tree.expand('photos');
    await tree.row('private.txt').dblclick();
    const lines = workbench.page.locator('.editor-instance .view-lines').filter({ hasText: /private\.txt/ });
    await lines.waitFor({ timeout: SLOW });
    await workbench.screenshot('untrusted-folder-opened');
    assert.ok((await keyReads()) > 0);
    assert.deepEqual(
      asked().filter((request) => /other|below/.test(request)),
      [],
    );
  });

  it('once the person trusts it the file explorer reads it by itself', async () => {
    await workbench.run('Workspaces: Manage Workspace Trust');
    const button = workbench.page.locator('.workspace-trust-editor .monaco-button');
    await button.getByText('Trust', { exact: true }).click();
    await workbench.page.locator('.part.banner').waitFor({ state: 'hidden' });
    await workbench.page.keyboard.press('Control+Shift+E');
    await files.expectRow('other.txt', SLOW);
    await workbench.screenshot('untrusted-folder-trusted');
  });

  it('a folder that the person adds to one is read, also after the restart that this causes', async () => {
    await workbench.page.close();
    const plain = join(scratchFolder('plain'), 'plain-project');
    await mkdir(plain, { recursive: true });
    await writeFile(join(plain, 'local.txt'), '');
    workbench = new Workbench(await session.browser.context.newPage());
    await workbench.open(`${session.server.url}/?folder=${plain}`);
    await new Tree(workbench.page, 'plain-project').expectRow('local.txt', SLOW);
    const tree = await workbench.view('Spaces');
    await tree.expand('Mine');
    await tree.pickFromMenu('photos', 'Open as Workspace Folder');
    await workbench.dialog.click('Add to Workspace');
    files = new Tree(workbench.page, 'Workspace');
    for (const time of ['restarted', 'reloaded']) {
      if (time === 'reloaded') await workbench.reload();
      await workbench.page.keyboard.press('Control+Shift+E');
      await expectFolder('photos (Mine)');
      await restricted().waitFor({ timeout: SLOW });
      await files.expand('photos (Mine)');
      await files.expectRow('other.txt', SLOW);
      await workbench.screenshot(`untrusted-folder-added-${time}`);
    }
  });
});
