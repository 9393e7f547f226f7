// One object, open in two windows of two workspaces.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { filesHolding } from './support/filesHolding.ts';
import { expectStoredIn, storedIn } from './support/stored.ts';
import { useStoreSession } from './support/storeSession.ts';
import { TextEditor } from './support/textEditor.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

/** The editor's own words. */
const NEWER = /The content of the file is newer/;

describe('one object in two windows', function () {
  this.timeout(90_000);
  let store: MemoryStore;
  let first: TextEditor;
  let second: TextEditor;
  const trees = new Map<TextEditor, Tree>();

  const fill = (filled: MemoryStore) => {
    for (const count of [1, 2, 3])
      filled.put('things', `${count}.txt`, 'before', { contentType: 'text/plain' });
  };
  const opened = useStoreSession(fill);
  before(async function () {
    this.timeout(120_000);
    const { session } = opened();
    ({ store } = opened());
    first = new TextEditor(session.workbench);
    const beside = new Workbench(await session.browser.context.newPage());
    await beside.open(`${session.server.url}/?folder=${scratchFolder('beside')}`);
    second = new TextEditor(beside);
    for (const editor of [first, second]) {
      await editor.workbench.page.bringToFront();
      const tree = await editor.workbench.view('Spaces');
      await tree.expand('Main');
      await tree.expand('things');
      trees.set(editor, tree);
    }
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const title = this.currentTest.fullTitle().replace(/\W+/g, '-');
    await second.workbench.screenshot(`failed-${title}-second`);
  });

  const stored = (key: string) => storedIn(store, key);
  const expectStored = (key: string, text: string) => expectStoredIn(store, key, text);
  const open = async (editor: TextEditor, key: string) => {
    await editor.workbench.page.bringToFront();
    await trees.get(editor)?.row(key).dblclick();
    await editor.expect('before', { isDirty: false });
  };

  it('saved in one, it is shown by the other, which saves over it', async () => {
    for (const each of [first, second]) await open(each, '1.txt');
    await first.replace('from the first');
    await first.save();
    await expectStored('1.txt', 'from the first');
    await second.expect('from the first', { isDirty: false }, 30_000);
    await second.workbench.screenshot('two-windows');
    await second.replace('from the second');
    await second.save();
    await expectStored('1.txt', 'from the second');
  });

  it('changed in both, the later save is refused; Overwrite overwrites once, and the other shows it', async () => {
    for (const each of [first, second]) await open(each, '2.txt');
    await second.replace('from the second');
    await first.replace('from the first');
    await first.save();
    await expectStored('2.txt', 'from the first');
    await second.save();
    const { notifications } = second.workbench;
    await notifications.expect(NEWER);
    assert.equal(stored('2.txt'), 'from the first');
    await notifications.click(NEWER, 'Compare');
    await second.expectCompared('from the first', 'from the second');
    await second.workbench.screenshot('two-windows-compare');
    await second.overwriteCompared();
    await expectStored('2.txt', 'from the second');
    await second.expect('from the second', { isDirty: false });
    await second.replace('more from the second');
    await first.expect('from the second', { isDirty: false }, 30_000);
    await first.replace('more from the first');
    await first.save();
    await expectStored('2.txt', 'more from the first');
    await second.save();
    await notifications.expect(NEWER);
    assert.equal(stored('2.txt'), 'more from the first');
    await second.workbench.screenshot('two-windows-again');
    await second.workbench.run('File: Revert File');
    await second.expect('more from the first', { isDirty: false });
  });

  it('what the editor saves by itself overwrites nothing', async () => {
    await open(second, '3.txt');
    await second.workbench.run('File: Toggle Auto Save');
    await second.replace('mine');
    await expectStored('3.txt', 'mine');
    let isTheirs = false;
    store.faults.next({
      kind: 'status',
      match: ({ method, key }) => {
        if (!isTheirs && method === 'HEAD' && key === '3.txt') {
          isTheirs = true;
          store.put('things', '3.txt', 'THEIRS');
        }
        return false;
      },
    });
    const { page, notifications } = second.workbench;
    await page.keyboard.type(', and');
    await notifications.expect(NEWER);
    await page.keyboard.type(' more');
    await second.expect('mine, and more', { isDirty: true });
    // The editor puts it aside long after it would have saved it.
    const backups = join(opened().session.server.userFolder, 'Backups');
    await eventually(async () => (await filesHolding([backups], ['mine, and more'])).length > 0);
    assert.equal(stored('3.txt'), 'THEIRS');
    await second.workbench.screenshot('two-windows-auto-save');
    store.faults.clear();
    await notifications.click(NEWER, 'Overwrite');
    await expectStored('3.txt', 'mine, and more');
  });
});
