// A file of the explorer: its upload command as pasted, and the upload itself in a terminal that shows nothing of the form.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { makeCaller } from './support/caller.ts';
import { filesMatching } from './support/filesHolding.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

const ENTRIES = ['Copy Upload Command for This File…', 'Upload This File in a Terminal…'];
/** How every policy of ours begins, in base64. */
const POLICY = /eyJleHBpcmF0aW9u/;
const content = Buffer.from([0, 1, 2, 253, 254, 255, 10, 13, 10]);

describe('a file of the explorer', function () {
  this.timeout(90_000);
  let store: MemoryStore;
  let session: Session;
  let workbench: Workbench;
  let files: Tree;
  let shell: ShellRunner;
  const folder = join(scratchFolder('project'), 'project');

  before(async function () {
    this.timeout(300_000);
    shell = await shellRunner(['bash']);
    store = await startStore();
    store.put('things', 'first.txt', 'x');
    await mkdir(join(folder, 'pictures'), { recursive: true });
    for (const name of ["it's a photo.png", 'pictures/deep.png'])
      await writeFile(join(folder, name), content);
    const caller = await makeCaller();
    session = await openSession({
      developmentPath: caller.developmentPath,
      // What a terminal shows is text in the page then.
      settings: { 'terminal.integrated.gpuAcceleration': 'off' },
    });
    await caller.addConnection(store, 'Main');
    workbench = new Workbench(await session.browser.context.newPage());
    await workbench.open(`${session.server.url}/?folder=${folder}`);
    files = new Tree(workbench.page, 'project');
    await files.expectRow("it's a photo.png", 60_000);
  });
  screenshotFailures(() => session && { ...session, workbench });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const terminalText = async () =>
    (await workbench.page.locator('.terminal-wrapper .xterm-rows').allInnerTexts())
      .join('\n')
      .replaceAll('\u00a0', ' ');

  it('has both entries in its menu, a folder has none', async () => {
    // Ours come with the start of the extension host.
    await eventually(async () => {
      const menu = await files.menuOf("it's a photo.png");
      const entries = await menu.entries();
      const ours = entries.filter((entry) => ENTRIES.includes(entry));
      if (ours.length === ENTRIES.length) return true;
      await menu.escape();
      return false;
    }, 30_000);
    await workbench.screenshot('explorer-menu');
    await workbench.page.keyboard.press('Escape');
    const other = await files.menuOf('pictures');
    assert.ok(!(await other.entries()).some((entry) => ENTRIES.includes(entry)));
    await other.escape();
  });

  it('its upload command has its path, and works as pasted', async () => {
    const { quickInput } = workbench;
    await files.pickFromMenu("it's a photo.png", ENTRIES[0] ?? '');
    await quickInput.pick('things');
    await quickInput.expect("Upload it's a photo.png to things");
    assert.equal(await quickInput.value(), "it's a photo.png");
    await workbench.screenshot('explorer-key');
    await quickInput.answer('in/photo.png');
    await quickInput.pick('1 minute');
    await workbench.notifications.expect(/^Upload command copied/);
    const line = await workbench.expectClipboard(/^curl /);
    assert.ok(line.includes(`${folder}/it`));
    assert.equal((await shell.run('bash', line)).status, 0);
    assert.deepEqual(Buffer.from(store.get('things', 'in/photo.png')?.body() ?? ''), content);
    await workbench.notifications.clear();
  });

  it('is uploaded in a terminal, which shows nothing of the form', async () => {
    const { quickInput } = workbench;
    await files.pickFromMenu("it's a photo.png", ENTRIES[1] ?? '');
    await quickInput.pick('things');
    await quickInput.accept();
    await eventually(async () => /Uploaded\./.test(await terminalText()), 20_000);
    await workbench.screenshot('terminal-upload');
    const text = await terminalText();
    assert.match(text, /9 bytes.*it's a photo\.png in things[\s\S]*100\.0%[\s\S]*Uploaded\./);
    assert.doesNotMatch(text, /X-Amz|Policy|signature|eyJ/i);
    assert.deepEqual(Buffer.from(store.get('things', "it's a photo.png")?.body() ?? ''), content);
  });

  it('a refusal is told in the terminal and once in a message', async () => {
    store.faults.next({
      ...{ kind: 'status', status: 400, code: 'EntityTooLarge' },
      match: ({ method }) => method === 'POST',
    });
    const { quickInput } = workbench;
    await files.pickFromMenu("it's a photo.png", ENTRIES[1] ?? '');
    await quickInput.pick('things');
    await quickInput.answer('refused.png');
    await workbench.notifications.expect(/^Upload in a Terminal: .*EntityTooLarge/);
    await eventually(async () => /EntityTooLarge[\s\S]*any key/.test(await terminalText()));
    await workbench.screenshot('terminal-refused');
  });

  it('nothing of it is kept: not by the editor, not on disk, not after a reload', async () => {
    await workbench.reload();
    await files.expectRow("it's a photo.png", 60_000);
    assert.equal(await workbench.page.locator('.terminal-wrapper').count(), 0);
    const folders = [session.server.root, session.browser.profileFolder, shell.folder, folder];
    assert.deepEqual(await filesMatching(folders, POLICY), []);
  });
});
