// Objects opened from the tree: a click, two, the keyboard, the menu; in the editors for their kinds, and beside each other.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { makePng } from '../support/demo/png.ts';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { dragTo } from './support/drag.ts';
import { useStoreSession } from './support/storeSession.ts';
import type { Tree } from './support/tree.ts';
import { eventually, plainSpaces } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

const MIB = 1_048_576;

describe('opening objects', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let workbench: Workbench;
  let tree: Tree;

  const opened = useStoreSession((filled) => {
    for (const key of ['a.txt', 'b.txt', 'c.txt', './dots.txt', 'marked/', 'marked/inside.txt'])
      filled.put('things', key, `the content of ${key}`, { contentType: 'text/plain' });
    filled.put(
      'things',
      'picture.png',
      makePng(64, 48, (x, y) => [x * 4, y * 5, 128]),
      {
        contentType: 'image/png',
      },
    );
    filled.put('things', 'big.txt', Buffer.alloc(20 * MIB + 1, 'a line of text\n'));
    filled.put('things', 'kept.txt', 'the first version');
    filled.keepVersions('things');
    filled.put('things', 'kept.txt', 'the second version');
    filled.put('others', 'elsewhere.txt', 'the content of elsewhere');
  });
  before(async () => {
    const { session } = opened();
    ({ store } = opened());
    workbench = session.workbench;
    tree = await workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('a.txt');
  });
  afterEach(async () => {
    await workbench.run('View: Close All Editors');
    await eventually(async () => (await tabs()).length === 0);
  });

  const groups = () => workbench.page.locator('.editor-group-container');
  const allTabs = () => workbench.page.locator('.tabs-container .tab');
  /** What the tabs are called; a preview's in brackets. */
  const tabs = async () =>
    (
      await allTabs().evaluateAll((all) =>
        all.map((tab) => {
          const name = tab.querySelector('.monaco-icon-label-container')?.textContent ?? '';
          return tab.querySelector('.monaco-icon-label.italic') === null ? name : `[${name}]`;
        }),
      )
    ).map(plainSpaces);
  const expectTabs = async (...wanted: string[]) => {
    await eventually(async () => JSON.stringify(await tabs()) === JSON.stringify(wanted)).catch(
      () => undefined,
    );
    assert.deepEqual(await tabs(), wanted);
  };
  const expectText = (text: string, within: Locator = workbench.page.locator('.editor-instance')) =>
    eventually(
      async () =>
        plainSpaces((await within.locator('.view-lines').allInnerTexts()).join('\n')).includes(text),
      20_000,
    );
  const holdsFocus = (place: Locator) => place.evaluate((part) => part.contains(document.activeElement));
  const editors = () => workbench.page.locator('.part.editor');

  it('a click shows a preview, which the next one replaces, and the focus stays in the tree', async () => {
    await tree.select('a.txt');
    await expectTabs('[a.txt]');
    await expectText('the content of a.txt');
    assert.ok(await holdsFocus(tree.pane));
    await workbench.screenshot('opening-preview');
    await tree.select('b.txt');
    await expectTabs('[b.txt]');
    await expectText('the content of b.txt');
    assert.ok(await holdsFocus(tree.pane));
  });

  it('a double click keeps it, and goes into it', async () => {
    await tree.row('a.txt').dblclick();
    await expectTabs('a.txt');
    await eventually(() => holdsFocus(editors()));
    await tree.select('b.txt');
    await expectTabs('a.txt', '[b.txt]');
  });

  it('by keyboard: Enter shows it, twice keeps it', async () => {
    await tree.select('a.txt');
    await expectTabs('[a.txt]');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await expectTabs('[b.txt]');
    await expectText('the content of b.txt');
    // Past the large one.
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter', 'Enter']) await workbench.page.keyboard.press(key);
    await expectTabs('c.txt');
  });

  it('Open to the Side', async () => {
    await tree.row('a.txt').dblclick();
    await expectTabs('a.txt');
    await tree.pickFromMenu('b.txt', 'Open to the Side');
    await eventually(async () => (await groups().count()) === 2);
    await expectTabs('a.txt', 'b.txt');
    await expectText('the content of b.txt', groups().last());
    await workbench.screenshot('opening-to-side');
  });

  it('to the side by keyboard: Ctrl+Enter, of the row that has the focus', async () => {
    await tree.select('a.txt');
    await expectTabs('[a.txt]');
    for (const key of ['ArrowDown', 'Control+Enter']) await workbench.page.keyboard.press(key);
    await eventually(async () => (await groups().count()) === 2);
    await expectText('the content of b.txt', groups().last());
  });

  it('a selection: each in an editor of its own', async () => {
    await tree.select('b.txt');
    await tree.select('a.txt', 'extend');
    await tree.select('c.txt', 'extend');
    await tree.pickFromMenu('c.txt', 'Open');
    await eventually(async () => JSON.stringify((await tabs()).sort()) === '["a.txt","b.txt","c.txt"]');
  });

  it('a large one is asked for, naming its size, also where it is clicked twice', async () => {
    const { dialog } = workbench;
    store.clearRequests();
    await tree.row('big.txt').dblclick();
    assert.match(await dialog.text(), /^Open this large object\? big\.txt\nIts size: 21 MB$/);
    assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Download…', 'Open']);
    await workbench.screenshot('opening-large');
    await dialog.escape();
    assert.equal(await dialog.box.count(), 0);
    assert.deepEqual(await tabs(), []);
    assert.ok(!store.requests().some(({ method, key }) => method === 'GET' && key === 'big.txt'));
    await tree.select('big.txt');
    await dialog.click('Open');
    await expectTabs('[big.txt]');
    await expectText('a line of text');
  });

  it('a picture has its own viewer', async () => {
    await tree.select('picture.png');
    await expectTabs('[picture.png]');
    await workbench.page.locator('.part.statusbar').getByText('64x48').waitFor({ timeout: 20_000 });
    await workbench.screenshot('opening-picture');
  });

  it('why it can’t be opened; and of a folder’s marker nothing is shown', async () => {
    const { notifications } = workbench;
    await tree.expand('.');
    await tree.select('dots.txt');
    await notifications.expect(/^Open: A name with a "\." or "\.\." part can't be requested: \.\/dots\.txt/);
    await workbench.screenshot('opening-dots');
    await notifications.clear();
    await tree.collapse('.');
    await tree.expand('marked');
    await tree.select('(folder marker)');
    await tree.select('inside.txt');
    await expectTabs('[inside.txt]');
    await tree.collapse('marked');
  });

  it('Compare Selected shows two beside each other', async () => {
    await tree.select('a.txt');
    await tree.select('b.txt', 'extend');
    await tree.pickFromMenu('b.txt', 'Compare Selected');
    await eventually(async () =>
      (await tabs()).some((tab) => tab.includes('a.txt (things) ↔ b.txt (things)')),
    );
    const sides = workbench.page.locator('.monaco-diff-editor .editor');
    await expectText('the content of a.txt', sides);
    await expectText('the content of b.txt', sides);
    await workbench.screenshot('opening-compare');
  });

  it('Compare with… another object, and a version', async () => {
    const { quickInput } = workbench;
    await tree.select('a.txt');
    await tree.pickFromMenu('a.txt', 'Compare with…');
    await quickInput.expect('Compare: a.txt');
    await workbench.screenshot('opening-compare-with');
    await quickInput.pick('Another Object…');
    await quickInput.answer('s3://others/elsewhere.txt');
    await eventually(async () =>
      (await tabs()).some((tab) => tab.includes('a.txt (things) ↔ elsewhere.txt (others)')),
    );
    await tree.pickFromMenu('kept.txt', 'Compare with…');
    await quickInput.pick('A Version…');
    await quickInput.expect('Compare: kept.txt');
    await eventually(async () => (await quickInput.items()).length === 2);
    await quickInput.row(/./).last().click();
    await quickInput.pick('What is there now');
    await eventually(async () =>
      (await tabs()).some((tab) => /kept\.txt \(.+\) ↔ kept\.txt \(things\)/.test(tab)),
    );
    const sides = workbench.page.locator('.monaco-diff-editor .editor');
    await expectText('the first version', sides);
    await expectText('the second version', sides);
    await workbench.screenshot('opening-compare-version');
  });

  it('dragged onto the editors it is opened', async () => {
    await dragTo(workbench.page, tree.row('c.txt'), editors());
    await expectTabs('c.txt');
    await expectText('the content of c.txt');
  });

  it('a row of what is gone by now: it is said, and row and editor go; a text that is open stays', async () => {
    const { notifications } = workbench;
    await tree.row('b.txt').dblclick();
    await expectText('the content of b.txt');
    for (const key of ['b.txt', 'c.txt', 'picture.png']) store.delete('things', key);
    await tree.select('c.txt');
    await notifications.expect(/^Open: There is no object with this key: c\.txt$/);
    await eventually(async () => !(await tree.labels()).includes('c.txt'));
    await expectTabs('b.txt');
    await workbench.screenshot('opening-gone');
    // The row went with the folder, which was read again.
    for (const gone of ['b.txt', 'picture.png']) assert.ok(!(await tree.labels()).includes(gone));
    await expectText('the content of b.txt');
    await notifications.clear();
    store.delete('things', 'a.txt');
    await tree.row('a.txt').dblclick();
    await notifications.expect(/^Open: There is no object with this key: a\.txt$/);
    await expectTabs('b.txt');
  });
});
