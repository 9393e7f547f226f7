// Objects that open to be read alone, that are no text, or a text in another encoding than UTF-8.
import assert from 'node:assert/strict';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { useStoreSession } from './support/storeSession.ts';
import { TextEditor } from './support/textEditor.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('objects to be read alone, and those that are no text in UTF-8', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let workbench: Workbench;
  let tree: Tree;
  let editor: TextEditor;

  const opened = useStoreSession((filled) => {
    filled.put('things', 'utf-16.txt', utf16('größer'), { contentType: 'text/plain; charset=utf-16' });
    filled.put('things', 'utf-8.txt', 'kleiner', { contentType: 'text/plain' });
    for (const key of ['a.bin', 'b.bin']) filled.put('things', key, Buffer.from([0, 1, 2, 0, 255, 254]));
  });
  before(async () => {
    const { session, caller } = opened();
    ({ store } = opened());
    workbench = session.workbench;
    editor = new TextEditor(workbench);
    await caller.addConnection(store, 'To Read', { readOnly: true });
    tree = await workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
  });
  afterEach(async () => {
    await workbench.dismissAll();
    await workbench.run('File: Revert File');
    await workbench.run('View: Close All Editors');
  });

  const openKept = async (key: string, was: string) => {
    await tree.row(key).dblclick();
    await editor.expect(was, { isDirty: false });
  };
  const compareSelected = async (left: string, right: string) => {
    await tree.select(left);
    await tree.select(right, 'extend');
    await tree.pickFromMenu(right, 'Compare Selected');
  };

  it('each side of a comparison has its own encoding', async () => {
    await compareSelected('utf-16.txt', 'utf-8.txt');
    await editor.expectCompared('größer', 'kleiner');
  });

  it('so have both sides of a conflict, and what is saved keeps it', async () => {
    await openKept('utf-16.txt', 'größer');
    await editor.replace('mine, größer');
    store.put('things', 'utf-16.txt', utf16('theirs, größer'));
    await workbench.page.keyboard.press('Control+S');
    await workbench.notifications.expect(/The content of the file is newer/);
    await workbench.notifications.click(/The content of the file is newer/, 'Compare');
    await editor.expectCompared('theirs, größer', 'mine, größer');
    await workbench.screenshot('reading-utf-16');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(', and greater', { delay: 50 });
    const overwrite = { name: /overwrite file contents/ };
    await workbench.page.locator('.editor-actions').getByRole('button', overwrite).click();
    const wanted = utf16('mine, größer, and greater');
    await eventually(() => store.get('things', 'utf-16.txt')?.body().equals(wanted) ?? false, 15_000);
  });

  it('what is no text is not compared as one', async () => {
    await compareSelected('a.bin', 'b.bin');
    const said = workbench.page.locator('.part.editor').getByText('because it is either binary');
    await eventually(async () => (await said.count()) === 2, 15_000);
    await workbench.screenshot('reading-binary');
    assert.equal(workbench.notifications.seen.filter(({ text }) => /bin/.test(text)).length, 0);
  });

  it('where the connection is read-only, nothing can be typed, and the editor says so', async () => {
    await tree.collapse('Main');
    await tree.expand('To Read');
    await tree.expand('things');
    await openKept('utf-8.txt', 'kleiner');
    await eventually(() =>
      workbench.page.locator('.part.editor').evaluate((part) => part.contains(document.activeElement)),
    );
    await workbench.page.keyboard.type('x');
    const words = 'Editor is read-only because the file is read-only.';
    await workbench.page.getByRole('paragraph').filter({ hasText: words }).waitFor();
    await workbench.screenshot('reading-only');
    await editor.expect('kleiner', { isDirty: false });
  });
});
