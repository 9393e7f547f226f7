// The one wrapper as a person meets it: errors with ways on, silence after Escape, selections, read-only.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

const UNTOUCHED = 'what was on the clipboard before';

describe('gestures', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;
  let shell: ShellRunner;
  let id = '';

  before(async function () {
    this.timeout(300_000);
    shell = await shellRunner();
    store = await startStore();
    for (const key of ['a.txt', 'b.txt', 'c.txt', './report.txt', 'docs/d.txt'])
      store.put('things', key, `the content of ${key}`);
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    id = await caller.addConnection(store, 'Main');
    await openTree();
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const openTree = async () => {
    tree = await session.workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('a.txt');
  };
  const seen = () => session.workbench.notifications.seen.length;
  /** Runs something, and gives the messages that it showed. */
  const shownBy = async (act: () => Promise<unknown>): Promise<string[]> => {
    const before = seen();
    await act();
    return session.workbench.notifications.seen.slice(before).map(({ text }) => text);
  };

  it('an error from a row is one message; the refusal of a dot segment offers a curl line that works', async () => {
    const { workbench } = session;
    const { notifications } = workbench;
    await tree.expand('.');
    const shown = await shownBy(async () => {
      await tree.pickFromMenu('report.txt', 'Copy Signed URL…');
      await notifications.expect('Copy Signed URL: ');
    });
    assert.equal(shown.length, 1);
    assert.match(shown[0] ?? '', /Object: \.\/report\.txt/);
    const ways = ['Copy as curl Command', 'Learn More'];
    assert.deepEqual(await notifications.buttons('Copy Signed URL'), ways);
    assert.equal(await workbench.dialog.box.count(), 0);
    await workbench.screenshot('gestures-dot-segment');
    await notifications.click('Copy Signed URL', 'Copy as curl Command');
    await workbench.quickInput.pick('1 minute');
    await notifications.expect(/^Download command copied.*: \.\/report\.txt$/);
    const line = await workbench.expectClipboard(/^curl .*--path-as-is/);
    const { status } = await shell.run('bash', line);
    assert.equal(status, 0);
    assert.equal(await readFile(join(shell.folder, 'report.txt'), 'utf8'), 'the content of ./report.txt');
    await notifications.clear();
    await tree.collapse('.');
  });

  it('a caller who names a target gets the error, and nothing is shown; a gesture is told once', async () => {
    const { workbench } = session;
    await workbench.writeClipboard(UNTOUCHED);
    const place = { connection: 'Main', space: 'things' };
    const shown = await shownBy(async () => {
      await assert.rejects(caller.call('copySignedUrl', { ...place, key: '../x', expiresIn: 5 }), /"\.\."/);
      await assert.rejects(caller.call('copySignedUrl', { ...place, key: 'a', expiresIn: 0 }), /future/);
      await assert.rejects(caller.call('copyUploadCommand', { ...place, keys: ['a'] }), /one object/);
      await assert.rejects(caller.call('testConnection', { connection: 'x' }), /id or name: x/);
      await assert.rejects(caller.call('addConnection', { name: 'y', nonsense: 1 }), /"nonsense"/);
      await tree.select('a.txt');
      // The last of all: when it is seen, whatever the others had shown would have been seen before.
      assert.equal(await caller.call('copySignedUrl', { expiresIn: 0 }), undefined);
      await workbench.notifications.expect(/Copy Signed URL: .*future/);
    });
    assert.equal(shown.length, 1);
    assert.equal(await workbench.readClipboard(), UNTOUCHED);
    assert.equal(await workbench.quickInput.isOpen(), false);
    assert.equal(await workbench.dialog.box.count(), 0);
    await workbench.notifications.clear();
  });

  it('a server that fails: one message, with ways on, and Retry does it again', async () => {
    const { workbench } = session;
    const { notifications } = workbench;
    store.faults.next({ kind: 'html', times: 10, match: ({ space }) => space === 'things' });
    const shown = await shownBy(async () => {
      await workbench.run('Spaceport: Go to Object…');
      await workbench.quickInput.answer('s3://things/docs/d.txt');
      await notifications.expect('Go to Object: ', 20_000);
    });
    assert.equal(shown.length, 1);
    const ways = ['Edit Connection…', 'Retry', 'Learn More'];
    assert.deepEqual(await notifications.buttons('Go to Object'), ways);
    await workbench.screenshot('gestures-error');
    store.faults.clear();
    await notifications.click('Go to Object', 'Retry');
    // Retry is the whole gesture again.
    await workbench.quickInput.answer('s3://things/docs/d.txt');
    await eventually(async () =>
      (await tree.rows()).some(({ label, isSelected }) => label === 'd.txt' && isSelected),
    );
    await notifications.clear();
    await tree.collapse('docs');
  });

  it('several selected rows: one URL a line, in the order of the selection; no upload command', async () => {
    const { workbench } = session;
    await tree.select('a.txt');
    await tree.select('c.txt', 'extend');
    await tree.select('b.txt', 'extend');
    const menu = await tree.menuOf('b.txt');
    const entries = await menu.entries();
    assert.ok(entries.includes('Copy Signed URL…'));
    assert.ok(!entries.includes('Copy Upload Command…'), entries.join());
    await workbench.screenshot('gestures-several');
    await menu.pick('Copy Signed URL…');
    await workbench.quickInput.expect('Signed URLs: 3 objects');
    await workbench.quickInput.type('2m');
    await workbench.quickInput.accept();
    await workbench.notifications.expect(/3 signed URLs copied, work until .*, one per line/);
    const urls = (await workbench.expectClipboard(/^http/)).split('\n');
    const bodies = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
    assert.deepEqual(
      bodies.sort(),
      ['a', 'b', 'c'].map((name) => `the content of ${name}.txt`),
    );
    await workbench.notifications.clear();
  });

  it('a keybinding: the selection and its own arguments; an upload command for several is refused', async () => {
    const { workbench } = session;
    const bindings = [
      { key: 'ctrl+alt+l', command: 'spaceport.copySignedUrl', args: { expiresIn: '30m' } },
      { key: 'ctrl+alt+u', command: 'spaceport.copyUploadCommand' },
    ].map((each) => ({ ...each, when: 'focusedView == spaceport.explorer' }));
    await writeFile(join(session.server.userFolder, 'keybindings.json'), JSON.stringify(bindings));
    await workbench.reload();
    await openTree();
    await tree.select('a.txt');
    await workbench.page.keyboard.press('Control+Alt+l');
    await workbench.notifications.expect(/^Signed URL copied.*: a\.txt$/);
    assert.match(await workbench.expectClipboard(/a\.txt/), /X-Amz-Expires=1800&/);
    await workbench.notifications.clear();
    await workbench.writeClipboard(UNTOUCHED);
    await tree.select('a.txt');
    await tree.select('b.txt', 'extend');
    await workbench.page.keyboard.press('Control+Alt+u');
    await workbench.notifications.expect(/Copy Upload Command: .*one object or folder/);
    assert.equal(await workbench.readClipboard(), UNTOUCHED);
    await workbench.notifications.clear();
  });

  it('the inline action uses the last duration, without a question', async () => {
    const { workbench } = session;
    await tree.select('b.txt');
    assert.deepEqual(await tree.inlineActions('b.txt'), ['Copy Signed URL with Last Duration (Shift+Alt+Q)']);
    await tree.clickInlineAction('b.txt', 'Copy Signed URL with Last Duration');
    await workbench.notifications.expect(/^Signed URL copied.*: b\.txt$/);
    assert.match(await workbench.expectClipboard(/b\.txt/), /X-Amz-Expires=1800&/);
    await workbench.notifications.clear();
  });

  it('a read-only connection: no upload in the menu; from the palette it is refused', async () => {
    const { workbench } = session;
    await caller.call('editConnection', { connection: id, readOnly: true });
    await eventually(async () =>
      (await tree.rows()).some(({ description }) => /read-only/.test(description)),
    );
    for (const row of ['a.txt', 'things']) {
      const menu = await tree.menuOf(row);
      const entries = await menu.entries();
      assert.ok(entries.includes('Copy As'));
      assert.ok(!entries.includes('Copy Upload Command…'), entries.join());
      await menu.escape();
    }
    await tree.select('a.txt');
    await workbench.run('Spaceport: Copy Upload Command…');
    await workbench.notifications.expect('Copy Upload Command: This connection is read-only: Main');
    await workbench.notifications.clear();
    await caller.call('editConnection', { connection: id, readOnly: false });
  });
});
