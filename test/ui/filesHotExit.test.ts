// What is typed into an object and not saved, over a reload and over the end of the window.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { answerPath } from './support/fileDialog.ts';
import { filesHolding } from './support/filesHolding.ts';
import { expectStoredIn, storedIn } from './support/stored.ts';
import { useStoreSession } from './support/storeSession.ts';
import { TextEditor } from './support/textEditor.ts';
import { eventually } from './support/wait.ts';

/** The editor's own words. */
const NEWER = /The content of the file is newer/;

describe('objects that are changed and not saved', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  const onDisk = join(scratchFolder('beside'), 'local.txt');

  const fill = (filled: MemoryStore) => {
    for (const count of [1, 2, 3, 4])
      filled.put('things', `${count}.txt`, 'before', { contentType: 'text/plain' });
  };
  const opened = useStoreSession(fill);
  before(async () => {
    ({ store } = opened());
    await writeFile(onDisk, 'before');
  });
  afterEach(async () => {
    await workbench().dismissAll();
    await workbench().run('File: Revert File');
    await workbench().run('View: Close All Editors');
  });

  const workbench = () => opened().session.workbench;
  const editor = () => new TextEditor(workbench());
  const stored = (key: string) => storedIn(store, key);
  const expectStored = (key: string, text: string) => expectStoredIn(store, key, text);
  const open = async (key: string) => {
    const tree = await workbench().view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.row(key).dblclick();
    await editor().expect('before', { isDirty: false });
  };
  const openFromDisk = async () => {
    await workbench().run('File: Open File...');
    await answerPath(workbench().quickInput, onDisk);
    await editor().expect('before', { isDirty: false });
  };
  /** The editor puts aside what is typed a second later. */
  const edit = async (key: string, typed: string) => {
    await open(key);
    await editor().replace(typed);
    const folder = join(opened().session.server.userFolder, 'Backups');
    await eventually(async () => (await filesHolding([folder], [typed])).length > 0);
  };
  const reload = () => eventually(() => workbench().reloadUnlessAsked(), 30_000);
  /** Without a word to the page, as when its process ends. */
  const kill = async () => {
    const { session } = opened();
    const { page } = session.workbench;
    const isGone = page.waitForEvent('crash');
    const devTools = await session.browser.context.newCDPSession(page);
    void devTools.send('Page.crash').catch(() => undefined);
    await isGone;
    await page.close();
    session.workbench = await session.openWindow();
  };

  for (const [what, name, openIt] of [
    ['an object', '1.txt', () => open('1.txt')],
    ['a file on the disk', 'local.txt', openFromDisk],
  ] as const) {
    it(`${what}: a reload right after typing is asked about, and a second later keeps what was typed`, async () => {
      await openIt();
      await editor().replace('mine');
      await workbench().page.keyboard.type(', and more');
      assert.equal(await workbench().reloadUnlessAsked(), false);
      await editor().expect('mine, and more', { isDirty: true });
      await reload();
      await editor().show(name);
      await editor().expect('mine, and more', { isDirty: true });
    });
  }

  it('after the end of the window the text is there, and is saved', async () => {
    await edit('2.txt', 'mine, kept over the end');
    await kill();
    await editor().show('2.txt');
    await editor().expect('mine, kept over the end', { isDirty: true });
    await workbench().screenshot('hot-exit');
    await editor().save();
    await expectStored('2.txt', 'mine, kept over the end');
    await editor().expect('mine, kept over the end', { isDirty: false });
  });

  it('what somebody else wrote before a reload is not overwritten after it; Compare, and Overwrite there', async () => {
    await edit('3.txt', 'mine, to be compared');
    store.put('things', '3.txt', 'THEIRS');
    await reload();
    await editor().show('3.txt');
    await editor().expect('mine, to be compared', { isDirty: true });
    await editor().save();
    await workbench().notifications.expect(NEWER);
    assert.equal(stored('3.txt'), 'THEIRS');
    await workbench().screenshot('hot-exit-conflict');
    await workbench().notifications.click(NEWER, 'Compare');
    await editor().expectCompared('THEIRS', 'mine, to be compared');
    await workbench().screenshot('hot-exit-compare');
    await editor().overwriteCompared();
    await expectStored('3.txt', 'mine, to be compared');
    await editor().expect('mine, to be compared', { isDirty: false });
  });

  it('what somebody else wrote while there was no window is not overwritten; Overwrite', async () => {
    await edit('4.txt', 'mine, and theirs is longer');
    store.put('things', '4.txt', 'their much longer content');
    await kill();
    await editor().show('4.txt');
    await editor().expect('mine, and theirs is longer', { isDirty: true });
    await editor().save();
    await workbench().notifications.expect(NEWER);
    assert.equal(stored('4.txt'), 'their much longer content');
    await editor().expect('mine, and theirs is longer', { isDirty: true });
    await workbench().notifications.click(NEWER, 'Overwrite');
    await expectStored('4.txt', 'mine, and theirs is longer');
  });
});
