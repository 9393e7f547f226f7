// The editor's own Save As of what was opened from a Space: another key, another Space, the disk, what is there already.
import assert from 'node:assert/strict';
import { type FilesWindow, useFilesWindow } from './support/filesWindow.ts';
import { eventually, succeeds } from './support/wait.ts';

const KEPT = { 'cache-control': 'no-cache', 'x-amz-meta-author': 'somebody' };

describe('Save As of an object', function () {
  this.timeout(60_000);
  let window: FilesWindow;

  const opened = useFilesWindow('a.txt', (store) => {
    store.put('things', 'a.txt', 'the first text', { contentType: 'text/plain', headers: KEPT });
    store.put('things', 'there.md', 'what is there', { contentType: 'text/x-own', headers: KEPT });
  });
  before(() => {
    window = opened();
  });
  beforeEach(async () => {
    await window.edit('a.txt', 'the first text');
    await window.type('changed');
    await window.expectTabs('a.txt*');
  });
  afterEach(async () => {
    await window.closeAll();
    assert.equal(window.stored('a.txt'), 'the first text');
  });
  const headers = (key: string, space = 'things') => window.store.get(space, key)?.headers;

  it('to another key: the text is there with the type of its name, and the first object is as it was', async () => {
    await window.saveAs(
      '/things/new/saved.json',
      'The folder new does not exist. Would you like to create it?',
    );
    await window.page.keyboard.press('Enter');
    await window.expectStored('new/saved.json', 'changed');
    await window.expectTabs('saved.json');
    await window.expectText('changed');
    await window.workbench.screenshot('save-as');
    assert.deepEqual(headers('new/saved.json'), { 'content-type': 'application/json' });
  });

  it('to another Space', async () => {
    await window.saveAs('/others/far.txt');
    await window.expectStored('far.txt', 'changed', 'others');
    assert.equal(window.stored('far.txt'), undefined);
    await window.expectTabs('far.txt');
    // What is typed from now on goes there.
    await window.intoEditor();
    await window.type('changed again');
    await window.page.keyboard.press('Control+S');
    await window.expectStored('far.txt', 'changed again', 'others');
  });

  it('where something is it asks; what is replaced keeps its headers', async () => {
    const { workbench } = window;
    const question = 'there.md already exists. Are you sure you want to overwrite it?';
    await window.saveAs('/things/there.md', question);
    await workbench.screenshot('save-as-exists');
    // No to the question is a way back to the first one.
    await window.page.keyboard.press('Escape');
    await workbench.quickInput.expect('Save As');
    await workbench.quickInput.escape();
    assert.equal(window.stored('there.md'), 'what is there');
    await window.expectTabs('a.txt*');
    await window.intoEditor();
    await window.saveAs('/things/there.md', question);
    await window.page.keyboard.press('Enter');
    await window.expectStored('there.md', 'changed');
    assert.deepEqual(headers('there.md'), { ...KEPT, 'content-type': 'text/x-own' });
    await window.expectTabs('there.md');
  });

  it('to the disk, with Show Local', async () => {
    const { page, workbench } = window;
    const { quickInput } = workbench;
    // The browser's own dialog, answered with a file that it keeps for pages.
    await page.evaluate(() => {
      const pick = async () =>
        (await navigator.storage.getDirectory()).getFileHandle('saved.txt', { create: true });
      Reflect.set(globalThis, 'showSaveFilePicker', pick);
    });
    await page.keyboard.press('Control+Shift+S');
    await quickInput.expect('Save As');
    // Its buttons do nothing before it has its path.
    await eventually(async () => (await quickInput.value()).startsWith('/'));
    await eventually(async () => {
      await quickInput.box.locator('.monaco-button').getByText('Show Local').click();
      return succeeds(quickInput.box.waitFor({ state: 'detached', timeout: 3_000 }));
    }, 20_000);
    const saved = () =>
      page.evaluate(async () => {
        const folder = await navigator.storage.getDirectory();
        return (await (await folder.getFileHandle('saved.txt')).getFile()).text();
      });
    await eventually(async () => (await saved()) === 'changed');
    await window.expectTabs('saved.txt');
    await workbench.screenshot('save-as-disk');
  });
});
