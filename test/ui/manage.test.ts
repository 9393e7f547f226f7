// New folder, rename, cut, copy, paste, delete and undo as a person does them, most of it with keys alone.
import assert from 'node:assert/strict';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { Keyboard } from './support/keyboard.ts';
import type { Session } from './support/session.ts';
import { useStoreSession } from './support/storeSession.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

describe('managing objects', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let tree: Tree;
  let keys: Keyboard;

  const opened = useStoreSession((filled) => {
    for (const key of ['first.txt', 'second.txt', 'old/1.txt', 'old/deep/2.txt', 'target/there.txt'])
      filled.put('things', key, `the content of ${key}`, { headers: { 'x-amz-meta-colour': 'red' } });
    filled.keepVersions('kept');
    for (const key of ['a/1', 'a/2', 'b']) filled.put('kept', key, 'kept');
  });
  before(async () => {
    ({ store, session } = opened());
    keys = new Keyboard(session.workbench);
    tree = await session.workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('first.txt');
  });

  const there = (key: string) => store.get('things', key) !== undefined;
  const gone = (label: string) => tree.row(label).waitFor({ state: 'detached' });

  it('F2 renames an object, which keeps what it has and stays selected', async () => {
    const { quickInput } = session.workbench;
    await tree.select('first.txt');
    await keys.press('F2');
    await quickInput.expect('Rename: first.txt');
    assert.equal(await quickInput.value(), 'first.txt');
    await quickInput.type('second.txt');
    await session.workbench.screenshot('manage-rename');
    await quickInput.type('a/b');
    await quickInput.expectMessage(/no slash/);
    await quickInput.answer('renamed ü.txt');
    await tree.expectRow('renamed ü.txt');
    await gone('first.txt');
    await eventually(async () =>
      (await tree.rows()).some((row) => row.label === 'renamed ü.txt' && row.isSelected),
    );
    assert.equal(store.get('things', 'renamed ü.txt')?.headers['x-amz-meta-colour'], 'red');
  });

  it('a name that is taken is refused, and nothing is lost', async () => {
    const { quickInput, notifications } = session.workbench;
    await tree.select('second.txt');
    await keys.press('F2');
    await quickInput.expect('Rename: second.txt');
    await quickInput.answer('renamed ü.txt');
    await notifications.expect(/There is an object with this key already: renamed ü\.txt/);
    await notifications.clear();
    assert.ok(there('second.txt') && there('renamed ü.txt'));
  });

  it('a new folder is there, and is shown', async () => {
    const { quickInput } = session.workbench;
    await tree.pickFromMenu('things', 'New Folder…');
    await quickInput.expect('New Folder in things');
    await quickInput.answer('made here');
    await tree.expectRow('made here');
    assert.ok(there('made here/'));
    await session.workbench.screenshot('manage-new-folder');
  });

  it('Ctrl+X and Ctrl+V move a folder into another, asked with the count', async () => {
    const { dialog, notifications } = session.workbench;
    await tree.select('old');
    await keys.press('Control+x');
    const label = tree.row('old').locator('.label-name');
    const color = () => label.evaluate((name) => getComputedStyle(name).color);
    const usual = await tree
      .row('target')
      .locator('.label-name')
      .evaluate((name) => getComputedStyle(name).color);
    await eventually(async () => (await color()) !== usual);
    await session.workbench.screenshot('manage-cut');
    await tree.select('target');
    await keys.press('Control+v');
    assert.match(await dialog.text(), /Move old\/ to target\/old\/\? Objects: 2 \(/);
    await session.workbench.screenshot('manage-move');
    await dialog.click('Move');
    await notifications.expect('Moved: 2');
    const levels = async () =>
      (await tree.rows()).filter((row) => row.label === 'old').map((row) => row.level);
    await eventually(async () => (await levels()).join() === '4');
    await session.workbench.screenshot('manage-moved');
    assert.deepEqual(['target/old/1.txt', 'target/old/deep/2.txt', 'old/1.txt'].map(there), [
      true,
      true,
      false,
    ]);
    await notifications.clear();
  });

  it('Ctrl+C and Ctrl+V copy; what is there is asked about once', async () => {
    const { dialog, notifications } = session.workbench;
    store.put('things', 'target/second.txt', 'another');
    await tree.select('second.txt');
    await keys.press('Control+c');
    await tree.select('target');
    await keys.press('Control+v');
    assert.match(await dialog.text(), /There already: 1 of 1 objects\. The first is target\/second\.txt/);
    assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Keep Both', 'Replace', 'Skip']);
    await session.workbench.screenshot('manage-conflict');
    await dialog.click('Keep Both');
    await notifications.expect('Copied: target/second (2).txt');
    // A click on a folder closes it, where it was open.
    await tree.expand('target');
    await tree.expectRow('second (2).txt');
    assert.equal(store.get('things', 'target/second.txt')?.size, 'another'.length);
    await notifications.clear();
  });

  it('Delete asks with what and how many, and Escape keeps all', async () => {
    const { dialog, notifications } = session.workbench;
    await tree.select('target');
    await keys.press('Delete');
    assert.match(await dialog.text(), /Delete target\/\? Objects: 5 \([^)]+\)\.\nThis can't be undone\./);
    await session.workbench.screenshot('manage-delete');
    await dialog.escape();
    assert.ok(there('target/there.txt'));
    await keys.press('Delete');
    await dialog.text();
    await dialog.click('Delete');
    await notifications.expect('Deleted: 5');
    await gone('target');
    assert.ok(!there('target/there.txt') && there('second.txt'));
    await notifications.clear();
  });

  it('Preview Delete is a document that can be searched, and changes nothing', async () => {
    await tree.expand('kept');
    await tree.pickFromMenu('a', 'Preview Delete');
    const lines = session.workbench.page.locator('.editor-instance .view-lines');
    await lines
      .filter({ hasText: /Nothing\swas\schanged/ })
      .filter({ hasText: 'a/2' })
      .waitFor();
    await session.workbench.screenshot('manage-preview');
    assert.ok(store.get('kept', 'a/1'));
  });

  it('Undo brings back what was deleted where versions are kept', async () => {
    const { dialog, notifications } = session.workbench;
    await tree.select('a');
    await keys.press('Delete');
    assert.match(await dialog.text(), /this can be undone/);
    await dialog.click('Delete');
    assert.deepEqual(await notifications.buttons('Deleted: 2'), ['Undo']);
    await gone('a');
    await session.workbench.screenshot('manage-undo');
    await notifications.click('Deleted: 2', 'Undo');
    await notifications.expect('Brought back: 2');
    await tree.expectRow('a');
    assert.ok(store.get('kept', 'a/1') && store.get('kept', 'a/2'));
  });
});
