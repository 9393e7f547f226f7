// Many links at once: asked where they go, saved by the editor's own dialog, whole, where the last one went.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

const COUNT = 3000;
const UNTOUCHED = 'what was on the clipboard before';

describe('many links at once', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let tree: Tree;
  const folder = scratchFolder('saved');

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    for (let index = 0; index < COUNT; index += 1) store.put('things', `many/file-${index}.txt`, 'x');
    const caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Main');
    tree = await session.workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  /** Asks for the links of the folder; ends at the question where they go. */
  const askForLinks = async () => {
    const { workbench } = session;
    await workbench.writeClipboard(UNTOUCHED);
    await tree.pickFromMenu('many', 'Copy Signed URL…');
    await workbench.dialog.click('Copy Signed URLs');
    await workbench.quickInput.pick('1 hour');
    return workbench.dialog.text();
  };
  /** The editor's own dialog has no title; the path in it ends in the suggested name. */
  const expectFileDialog = () =>
    eventually(async () => (await session.workbench.quickInput.value()).endsWith('/links.txt'));

  it('asks whether a file is wanted, and says how large it is', async () => {
    const { workbench } = session;
    assert.match(await askForLinks(), /3,000 links.*1(?:\.\d)? MB/);
    await workbench.screenshot('deliver-question');
    await workbench.dialog.escape();
    assert.equal(await workbench.readClipboard(), UNTOUCHED);
  });

  it('a dismissed dialog for the file copies nothing', async () => {
    const { workbench } = session;
    await askForLinks();
    await workbench.dialog.click('Save as File…');
    await expectFileDialog();
    await workbench.screenshot('deliver-dialog');
    await workbench.quickInput.escape();
    assert.equal(await workbench.readClipboard(), UNTOUCHED);
  });

  it('saves them all, whole, and opens the file', async () => {
    const { workbench } = session;
    const file = join(folder, 'mine.txt');
    await askForLinks();
    await workbench.dialog.click('Save as File…');
    await expectFileDialog();
    await workbench.quickInput.answer(file);
    await eventually(async () => existsSync(file), 15_000);
    await workbench.notifications.expect(/3,000 signed URLs saved in mine\.txt/);
    const lines = readFileSync(file, 'utf8').split('\n');
    assert.equal(lines.length, COUNT);
    assert.equal(new Set(lines).size, COUNT);
    assert.equal((await fetch(lines[COUNT - 1] ?? '')).status, 200);
    assert.deepEqual(readdirSync(folder), ['mine.txt']);
    assert.equal(await workbench.readClipboard(), UNTOUCHED);
    await workbench.notifications.click('signed URLs saved', 'Open');
    await workbench.page.locator('.tab', { hasText: 'mine.txt' }).waitFor();
  });

  it('asks in the same folder the next time', async () => {
    const { workbench } = session;
    await askForLinks();
    await workbench.dialog.click('Save as File…');
    await expectFileDialog();
    assert.equal(await workbench.quickInput.value(), join(folder, 'links.txt'));
    await workbench.quickInput.escape();
  });
});
