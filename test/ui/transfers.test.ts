// Uploads and downloads as a person does them: from a menu, with progress, pause, cancel, an overwrite question and a retry.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { audit } from './support/axe.ts';
import type { Caller } from './support/caller.ts';
import { answerPath } from './support/fileDialog.ts';
import { Keyboard } from './support/keyboard.ts';
import type { Session } from './support/session.ts';
import { useStoreSession } from './support/storeSession.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { oursAmong } from './support/workbenchFlaws.ts';

const MIB = 1024 * 1024;

describe('transfers', function () {
  this.timeout(90_000);
  const folder = scratchFolder('transfers');
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;
  let view: Tree;

  const opened = useStoreSession((filled) => {
    for (const key of ['first.txt', 'reports/a.txt', 'reports/2026/b.txt'])
      filled.put('things', key, `the content of ${key}`);
    for (const key of ['large.bin', 'other.bin']) filled.put('things', key, Buffer.alloc(20 * MIB, 'abc'));
  });
  before(async () => {
    ({ store, session, caller } = opened());
    await mkdir(join(folder, 'up'));
    await writeFile(join(folder, 'up/small.txt'), 'small');
    await writeFile(join(folder, 'up/other.txt'), 'other');
    tree = await session.workbench.view('Spaces');
    view = new Tree(session.workbench.page, 'Transfers');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('first.txt');
  });

  const shown = async (label: string) => (await view.rows()).find((row) => row.label === label)?.description;
  const expectShown = (label: string, pattern: RegExp) =>
    eventually(async () => pattern.test((await shown(label)) ?? ''), 20_000);
  const statusBar = () => session.workbench.page.locator('.statusbar-item[id$="transfers"]');
  const bytesOf = (key: string) => Buffer.from(store.get('things', key)?.body() ?? '');
  /** The next answer of that kind comes to a stop in its middle. */
  const hangOne = (method: string, key: string, afterBytes?: number) =>
    store.faults.next({
      ...{ kind: 'hang', ...(afterBytes === undefined ? {} : { afterBytes }) },
      match: (request) => request.method === method && request.key === key,
    });
  const answer = (path: string) => answerPath(session.workbench.quickInput, path);

  it('a file is uploaded from the menu of a folder, and is there', async () => {
    await tree.expand('reports');
    await tree.pickFromMenu('reports', 'Upload Files…');
    await answer(join(folder, 'up/small.txt'));
    await tree.expectRow('small.txt');
    assert.equal(bytesOf('reports/small.txt').toString(), 'small');
    assert.equal(
      store.get('things', 'reports/small.txt')?.headers['content-type'],
      'text/plain; charset=utf-8',
    );
    await session.workbench.run('Spaceport: Show Transfers');
    await expectShown('small.txt', /^5 bytes$/);
    assert.deepEqual(session.workbench.notifications.seen, []);
  });

  it('from the palette alone, by keyboard, the place is asked for', async () => {
    const { workbench } = session;
    const keys = new Keyboard(workbench);
    // Where no row of ours is in sight, none is meant.
    await keys.press('Control+Shift+e');
    await tree.pane.waitFor({ state: 'hidden' });
    await keys.command('Spaceport: Upload Files…');
    await workbench.quickInput.expect('Upload');
    await keys.choose('things');
    await workbench.quickInput.expect('Upload: things');
    await workbench.screenshot('transfer-palette');
    await keys.answer('from/palette');
    await answer(join(folder, 'up/small.txt'));
    await eventually(() => bytesOf('from/palette/small.txt').toString() === 'small');
    await workbench.view('Spaces');
    await tree.expectRow('from');
  });

  it('what is there already is asked about, and both are kept', async () => {
    const { dialog, workbench } = { ...session, dialog: session.workbench.dialog };
    await tree.pickFromMenu('reports', 'Upload Files…');
    await answer(join(folder, 'up/small.txt'));
    assert.match(await dialog.text(), /small\.txt/);
    await workbench.screenshot('transfer-overwrite');
    await dialog.click('Keep Both');
    await tree.expectRow('small (2).txt');
  });

  it('a large one shows how far it is, is paused and goes on', async () => {
    const { workbench } = session;
    const path = join(folder, 'large.bin');
    hangOne('GET', 'large.bin', 1000);
    const over = caller.call('download', { connection: 'Main', space: 'things', key: 'large.bin', folder });
    await expectShown('large.bin', /^\d\d%/);
    assert.match(await statusBar().innerText(), /\d\d%/);
    await workbench.screenshot('transfer-running');
    await view.clickInlineAction('large.bin', 'Pause');
    await expectShown('large.bin', /^paused · \d\d%$/);
    await workbench.screenshot('transfer-paused');
    await view.clickInlineAction('large.bin', 'Resume');
    assert.deepEqual(await over, { done: 1, skipped: 0, failed: 0 });
    assert.ok((await readFile(path)).equals(bytesOf('large.bin')));
    await expectShown('large.bin', /^21 MB$/);
    assert.equal(await statusBar().count(), 0);
  });

  it('one that is cancelled leaves nothing behind', async () => {
    hangOne('GET', 'other.bin', 1000);
    const over = caller.call('download', { connection: 'Main', space: 'things', key: 'other.bin', folder });
    await expectShown('other.bin', /^\d+%/);
    await view.clickInlineAction('other.bin', 'Cancel');
    await expectShown('other.bin', /^canceled$/);
    assert.equal(await over, undefined);
    assert.deepEqual((await readdir(folder)).sort(), ['large.bin', 'up']);
  });

  it('a folder is uploaded from the menu, as one row with its files below', async () => {
    await tree.pickFromMenu('reports', 'Upload Folder…');
    await answer(`${join(folder, 'up')}/`);
    await expectShown('up', /^2 files/);
    await tree.expectRow('up');
    assert.equal(bytesOf('reports/up/other.txt').toString(), 'other');
    store.delete('things', 'reports/up/other.txt');
    store.delete('things', 'reports/up/small.txt');
  });

  it('one that fails says why, and Retry goes on', async () => {
    const { notifications } = session.workbench;
    store.faults.next({
      ...{ kind: 'status', status: 403, code: 'AccessDenied' },
      match: ({ method }) => method === 'PUT',
    });
    await tree.pickFromMenu('reports', 'Upload Files…');
    await answer(join(folder, 'up/other.txt'));
    await notifications.expect(/^Upload: /);
    await session.workbench.screenshot('transfer-failed');
    assert.match((await shown('other.txt')) ?? '', /./);
    await notifications.click(/^Upload: /, 'Retry');
    await tree.expectRow('other.txt');
    await expectShown('other.txt', /^5 bytes$/);
  });

  it('a folder is downloaded with all below it', async () => {
    const { dialog } = session.workbench;
    await tree.pickFromMenu('reports', 'Download…');
    await answer(`${folder}/`);
    assert.match(await dialog.text(), /reports/);
    await dialog.click('Download');
    await expectShown('reports', /^5 files/);
    for (const key of ['reports/a.txt', 'reports/2026/b.txt', 'reports/small.txt'])
      assert.ok((await readFile(join(folder, key))).equals(bytesOf(key)), key);
    await view.expand('reports');
  });

  it('all of it is read well by eyes and by screen readers', async () => {
    const { page } = session.workbench;
    assert.equal(
      await view.row('reports').getAttribute('aria-label'),
      'reports, download, 5 files, 76 bytes',
    );
    await session.workbench.screenshot('transfer-done-dark');
    await session.workbench.run('Preferences: Toggle between Light/Dark Themes');
    await page.locator('.monaco-workbench.vs').waitFor();
    await session.workbench.screenshot('transfer-done-light');
    const rows = '.pane-body:has(.tree-explorer-viewlet-tree-view)';
    const { violations, passes } = await audit(page, rows);
    assert.ok(passes > 0);
    assert.deepEqual(oursAmong(violations), []);
  });

  it('what a window left unfinished goes on in the next one', async () => {
    const { page, notifications } = session.workbench;
    const target = join(folder, 'again');
    await mkdir(target);
    hangOne('GET', 'large.bin', 1000);
    const over = caller.call('download', {
      connection: 'Main',
      space: 'things',
      key: 'large.bin',
      folder: target,
    });
    over.catch(() => 'its window is gone');
    await expectShown('large.bin', /^\d\d%/);
    const url = page.url();
    await page.goto('about:blank');
    await eventually(() => caller.call('nothing').then(() => false, isUnreachable), 30_000);
    await caller.reloading();
    await page.goto(url);
    await notifications.expect('Unfinished transfers: 1', 60_000);
    await session.workbench.screenshot('transfer-unfinished');
    store.clearRequests();
    await notifications.click('Unfinished transfers: 1', 'Resume');
    await eventually(async () => existsSync(join(target, 'large.bin')), 20_000);
    assert.ok((await readFile(join(target, 'large.bin'))).equals(bytesOf('large.bin')));
    assert.deepEqual(await readdir(target), ['large.bin']);
    const fetched = store.requests().filter(({ method, key }) => method === 'GET' && key === 'large.bin');
    assert.ok(fetched.length < 3, 'not all of its three parts anew');
    await session.workbench.run('Spaceport: Show Transfers');
    await expectShown('large.bin', /^21 MB$/);
  });

  it('what is over is cleared, and the view goes', async () => {
    await view.clickTitleAction('Clear Finished');
    await view.pane.waitFor({ state: 'detached' });
  });
});

function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError;
}
