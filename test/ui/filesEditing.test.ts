// Undo, rename and delete of what is open in an editor, by the keys of the editor's own explorer.
import assert from 'node:assert/strict';
import { type FilesWindow, useFilesWindow } from './support/filesWindow.ts';
import { eventually, succeeds } from './support/wait.ts';

const KEPT = { 'cache-control': 'no-cache', 'x-amz-meta-author': 'somebody' };
const OWN = { contentType: 'text/x-own', headers: KEPT };
const NAMES = [
  'undo.txt',
  'rename.txt',
  'copy.txt',
  'dirty.txt',
  'delete.txt',
  'doomed.txt',
  'folder/in.txt',
];

describe('undo, rename and delete in the file explorer', function () {
  this.timeout(60_000);
  let window: FilesWindow;

  const opened = useFilesWindow('undo.txt', (store) => {
    for (const name of NAMES) store.put('things', name, `first ${name}`, OWN);
  });
  before(() => {
    window = opened();
  });
  afterEach(() => window.closeAll());
  const press = (key: string) => window.page.keyboard.press(key);
  const expectHeadersOf = (key: string) =>
    assert.deepEqual(window.store.get('things', key)?.headers, { ...KEPT, 'content-type': OWN.contentType });
  const rename = async (label: string, name: string) => {
    await window.files.select(label);
    await press('F2');
    await window.enterName(name);
  };
  /** Ctrl+Z in the explorer. */
  const undo = async () => {
    await window.files.select('project');
    await press('Control+Z');
  };

  it('an edit that was saved is undone, and saved again: the object is as it was', async () => {
    await window.edit('undo.txt', 'first undo.txt');
    await window.type('second');
    await window.save();
    await window.expectStored('undo.txt', 'second');
    // The editor takes a text that is undone before its save is over for the one that was saved.
    await window.expectTabs('undo.txt');
    await press('Control+Z');
    await window.expectText('first undo.txt');
    await window.expectTabs('undo.txt*');
    await window.save();
    await window.expectStored('undo.txt', 'first undo.txt');
    expectHeadersOf('undo.txt');
    await press('Control+Y');
    await window.expectText('second');
    await window.save();
    await window.expectStored('undo.txt', 'second');
    assert.deepEqual(await window.workbench.notifications.texts(), []);
  });

  it('a rename is undone', async () => {
    await rename('rename.txt', 'other.txt');
    await window.expectStored('other.txt', 'first rename.txt');
    await window.files.expectRow('other.txt');
    await undo();
    await window.expectStored('rename.txt', 'first rename.txt');
    await window.expectStored('other.txt', undefined);
    expectHeadersOf('rename.txt');
    await window.files.expectRow('rename.txt');
    await window.workbench.screenshot('undo-rename');
  });

  it('a copy is undone after a question, and it alone goes', async () => {
    const { dialog } = window.workbench;
    await window.files.select('copy.txt');
    await press('Control+C');
    // What was copied is on the editor's clipboard some time after the key.
    await eventually(async () => {
      await press('Control+V');
      return succeeds(window.expectStored('copy copy.txt', 'first copy.txt'));
    }, 50_000);
    expectHeadersOf('copy copy.txt');
    await window.files.expectRow('copy copy.txt');
    await undo();
    assert.equal(await dialog.text(), "Would you like to undo 'Paste copy copy.txt'?");
    await dialog.click('Yes');
    await window.expectStored('copy copy.txt', undefined);
    assert.equal(window.stored('copy.txt'), 'first copy.txt');
  });

  it('renamed while it is changed: the text stays, and is saved under the new name', async () => {
    await window.edit('dirty.txt', 'first dirty.txt');
    await window.type('mine');
    await rename('dirty.txt', 'moved.txt');
    await window.expectStored('moved.txt', 'first dirty.txt');
    await window.expectTabs('moved.txt*');
    await window.expectText('mine');
    await window.workbench.screenshot('rename-changed');
    await window.save();
    await window.expectStored('moved.txt', 'mine');
    assert.equal(window.stored('dirty.txt'), undefined);
    expectHeadersOf('moved.txt');
  });

  it('so it is where its folder is renamed', async () => {
    await window.expandTo('folder', 'in.txt');
    await window.edit('in.txt', 'first folder/in.txt');
    await window.type('mine');
    await rename('folder', 'renamed');
    await window.expectStored('renamed/in.txt', 'first folder/in.txt');
    await window.expectStored('folder/in.txt', undefined);
    await window.expectTabs('in.txt*');
    await window.expectText('mine');
    await window.save();
    await window.expectStored('renamed/in.txt', 'mine');
    assert.equal(window.stored('folder/in.txt'), undefined);
    expectHeadersOf('renamed/in.txt');
  });

  it('a deletion, after its question, is undone: the object comes back with its headers', async () => {
    const { dialog } = window.workbench;
    await window.files.select('delete.txt');
    await press('Delete');
    assert.equal(
      await dialog.text(),
      "Are you sure you want to permanently delete 'delete.txt'?\nYou can restore this file using the Undo command.",
    );
    await dialog.click('Delete');
    await window.expectStored('delete.txt', undefined);
    await window.files.row('delete.txt').waitFor({ state: 'detached' });
    await undo();
    await window.expectStored('delete.txt', 'first delete.txt');
    expectHeadersOf('delete.txt');
    await window.files.expectRow('delete.txt');
    await window.workbench.screenshot('undo-delete');
  });

  it('where something came there meanwhile that deletion is not undone', async () => {
    const { dialog, notifications } = window.workbench;
    await window.files.select('delete.txt');
    await press('Delete');
    await dialog.click('Delete');
    await window.expectStored('delete.txt', undefined);
    await window.files.row('delete.txt').waitFor({ state: 'detached' });
    window.store.put('things', 'delete.txt', 'theirs');
    await undo();
    await notifications.expect(/delete\.txt/);
    await window.workbench.screenshot('undo-delete-refused');
    assert.equal(window.stored('delete.txt'), 'theirs');
    await notifications.clear();
  });

  it('deleted while it is changed: it is asked, and until then nothing is lost', async () => {
    const { dialog } = window.workbench;
    await window.edit('doomed.txt', 'first doomed.txt');
    await window.type('mine');
    await window.files.select('doomed.txt');
    await press('Delete');
    assert.match(await dialog.text(), /^You are deleting doomed\.txt with unsaved changes\./);
    await window.workbench.screenshot('delete-changed');
    await dialog.click('Cancel');
    await window.expectTabs('doomed.txt*');
    await window.expectText('mine');
    assert.equal(window.stored('doomed.txt'), 'first doomed.txt');
    await press('Delete');
    await dialog.text();
    await dialog.click('Delete');
    await window.expectStored('doomed.txt', undefined);
    await window.expectTabs();
    await undo();
    await window.expectStored('doomed.txt', 'first doomed.txt');
    await eventually(async () => (await window.files.labels()).includes('doomed.txt'));
  });
});
