// An object that is edited here, and written by somebody else meanwhile.
import assert from 'node:assert/strict';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { expectStoredIn, storedIn } from './support/stored.ts';
import { useStoreSession } from './support/storeSession.ts';
import { TextEditor } from './support/textEditor.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

/** The editor's own words, and ours within its. */
const NEWER = /^Failed to save '[^']+': The content of the file is newer/;
const REFUSED = /^Failed to save '[^']+': .*Not saved, since the object was changed meanwhile/;

describe('saving objects', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let workbench: Workbench;
  let tree: Tree;
  let editor: TextEditor;

  const opened = useStoreSession((filled) => {
    for (const key of ['first.txt', 'second.txt', 'third.txt'])
      filled.put('things', key, 'before', { contentType: 'text/plain' });
  });
  before(async () => {
    const { session } = opened();
    ({ store } = opened());
    workbench = session.workbench;
    editor = new TextEditor(workbench);
    tree = await workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
  });
  afterEach(async () => {
    await workbench.dismissAll();
    await workbench.run('File: Revert File');
    await workbench.run('View: Close All Editors');
  });

  const stored = (key: string) => storedIn(store, key);
  const expectStored = (key: string, text: string) => expectStoredIn(store, key, text);
  /** Opens it, and puts a text in the place of all. */
  const edit = async (key: string, typed: string, was = 'before') => {
    await tree.row(key).dblclick();
    await editor.expect(was, { isDirty: false });
    await editor.replace(typed);
  };
  const inToolBar = (name: RegExp) => workbench.page.locator('.editor-actions').getByRole('button', { name });
  const save = () => workbench.page.keyboard.press('Control+S');

  it('writes it back', async () => {
    await edit('first.txt', 'mine');
    await save();
    await expectStored('first.txt', 'mine');
  });

  it('does not overwrite another content of the same size: the editor asks, once, shows both, and then does', async () => {
    const { notifications } = workbench;
    await edit('second.txt', 'mine');
    const before = notifications.seen.length;
    store.put('things', 'second.txt', 'THEIRS');
    await save();
    await notifications.expect(NEWER);
    assert.deepEqual(await notifications.buttons(NEWER), ['Compare', 'Overwrite']);
    assert.equal(stored('second.txt'), 'THEIRS');
    await workbench.screenshot('saving-conflict');
    assert.equal(notifications.seen.length, before + 1);
    await notifications.click(NEWER, 'Compare');
    await editor.expectCompared('THEIRS', 'mine');
    await workbench.screenshot('saving-compare');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(', and not theirs');
    await inToolBar(/overwrite file contents/).click();
    await expectStored('second.txt', 'mine, and not theirs');
    await eventually(async () => (await notifications.texts()).length === 0);
  });

  it('what came between the editor’s look and its write is refused by the store: Retry leads to both, and theirs can be taken', async () => {
    const { notifications } = workbench;
    await edit('third.txt', 'mine');
    let isThere = false;
    store.faults.next({
      kind: 'status',
      match: ({ method, key }) => {
        if (!isThere && method === 'PUT' && key === 'third.txt') store.put('things', key, 'THEIRS');
        isThere ||= method === 'PUT';
        return false;
      },
    });
    const before = notifications.seen.length;
    await save();
    await notifications.expect(REFUSED);
    await workbench.screenshot('saving-refused');
    assert.equal(notifications.seen.length, before + 1);
    store.faults.clear();
    await notifications.click(REFUSED, 'Retry');
    await notifications.expect(NEWER);
    assert.equal(stored('third.txt'), 'THEIRS');
    await notifications.click(NEWER, 'Compare');
    await editor.expectCompared('THEIRS', 'mine');
    await inToolBar(/revert to file contents/).click();
    await editor.expect('THEIRS', { isDirty: false });
    await edit('third.txt', 'mine, over it', 'THEIRS');
    await save();
    await expectStored('third.txt', 'mine, over it');
  });
});
