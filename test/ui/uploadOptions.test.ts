// Copy Upload Command… with its title bar: the receiver's shell, a drop box, the options; real curl sends what they say.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';

describe('the options of an upload command', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;
  let shell: ShellRunner;

  before(async function () {
    this.timeout(300_000);
    [store, shell] = [await startStore(), await shellRunner(['bash'])];
    store.put('things', 'inbox/old.txt', 'old');
    store.put('things', 'photo.png', 'old');
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Main');
    tree = await session.workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('photo.png');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const send = async (line: string, name: string, content: string) => {
    const folder = `upload-${Math.random()}`;
    await mkdir(join(shell.folder, folder));
    await writeFile(join(shell.folder, folder, name), content);
    return (await shell.run('bash', `cd ${folder} && ${line}`)).status;
  };

  it('limits of a person’s choosing are shown, kept, and enforced', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await tree.pickFromMenu('photo.png', 'Copy Upload Command…');
    await quickInput.expect('Upload command: photo.png');
    assert.match(await quickInput.placeholder(), /as often as it is run\. For bash, zsh, fish/);
    await workbench.screenshot('upload-how-long');
    await quickInput.press('Options');
    await quickInput.pick('Largest Size');
    await quickInput.expectMessage(/The largest size/);
    await quickInput.type('ten');
    await quickInput.expectMessage(/like 500 kB, 10 MB/);
    await workbench.screenshot('upload-size');
    await quickInput.answer('9');
    await quickInput.pick('Content Type');
    await quickInput.expectMessage(/or a family/);
    await quickInput.answer('image/*');
    await quickInput.pick('Who Can Read It');
    await workbench.screenshot('upload-public');
    await quickInput.pick('Public');
    await quickInput.row('Done').waitFor();
    await workbench.screenshot('upload-options');
    assert.deepEqual(
      (await quickInput.items()).map(({ label, description }) => [label, description]),
      [
        ['Largest Size', '9 bytes'],
        ['Smallest Size', 'No limit'],
        ['Content Type', 'image/*'],
        ["Uploader's File", 'photo.png'],
        ['Who Can Read It', 'Everyone, without a link and without an end'],
        ['Sent As', 'Form (POST)'],
        ['Copied As', 'One line'],
        ['Done', ''],
      ],
    );
    await quickInput.pick('Done');
    await quickInput.pick('1 hour');
    await workbench.notifications.expect(/^Upload command copied.*Everyone can read what is uploaded/);
    await workbench.screenshot('upload-copied');
    const line = await workbench.expectClipboard(/^curl /);
    assert.equal(await send(line, 'photo.png', 'too large for it'), 22);
    assert.equal(await send(line, 'photo.png', 'a picture'), 0);
  });

  it('a folder becomes a drop box by a button', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await workbench.notifications.clear();
    await tree.pickFromMenu('inbox', 'Copy Upload Command…');
    await quickInput.expect(/name of the object in inbox/);
    await workbench.screenshot('upload-drop-box');
    await quickInput.press('Drop Box');
    await quickInput.expect('Upload command: drop box inbox/');
    assert.match(await quickInput.placeholder(), /Any files until then, named by the uploader/);
    await workbench.screenshot('upload-drop-box-how-long');
    await quickInput.pick('1 hour');
    await workbench.notifications.expect(/any number of files into inbox\//);
    const line = await workbench.expectClipboard(/key=inbox\/\$\{filename\}/);
    assert.equal(await send(line.replace('file=@file', 'file=@new.txt'), 'new.txt', 'dropped'), 0);
  });

  it('the receiver’s shell is picked in the title bar, and remembered', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await workbench.notifications.clear();
    for (const open of [true, false]) {
      await tree.pickFromMenu('photo.png', 'Copy Upload Command…');
      await quickInput.expect('Upload command: photo.png');
      if (open) {
        await quickInput.press('For bash');
        await workbench.screenshot('upload-shell');
        await quickInput.pick('PowerShell 5, 7');
      }
      await quickInput.button('For PowerShell').waitFor();
      assert.match(await quickInput.placeholder(), /For PowerShell 5, 7/);
      await quickInput.pick('1 hour');
      await workbench.expectClipboard(/^curl\.exe /);
    }
  });
});
