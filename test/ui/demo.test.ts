// `npm start` with VS Code in the browser, and what its three lines say to click.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pinnedNode, top } from '../support/bootstrap.mjs';
import { type EditorBrowser, openBrowser } from '../support/editor/browser.ts';
import { type Running, start } from '../support/process.mjs';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { Tree } from './support/tree.ts';
import { Workbench } from './support/workbench.ts';

describe('npm start, and its three lines', function () {
  this.timeout(60_000);
  let demo: Running;
  let browser: EditorBrowser;
  let workbench: Workbench;
  let tree: Tree;
  let shell: ShellRunner;

  before(async () => {
    // CI: no browser opens but ours.
    const env = { ...process.env, CI: '1' };
    demo = start(pinnedNode(), ['test/support/start/main.ts', '--browser'], { cwd: top, env });
    shell = await shellRunner();
    browser = await openBrowser();
    const [, url = ''] = await demo.untilOutput(/on this machine: (\S+).*Ctrl\+C ends/s, 60_000);
    workbench = new Workbench(await browser.context.newPage());
    await workbench.open(url);
    tree = new Tree(workbench.page, 'Spaces');
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const status = async (url: string) =>
    (await shell.run('bash', `curl -s -o /dev/null -w '%{http_code}' '${url}'`)).stdout;

  it('opens with the sample Space, at the object to right-click', async () => {
    await tree.expectRow('my-object.zip', 30_000);
    const rows = await tree.rows();
    assert.deepEqual(
      rows.map(({ label }) => label),
      [
        'Demo',
        'example-bucket',
        'documents',
        'logs',
        'odd names',
        'photos',
        'README.md',
        'my-object.zip',
        'robots.txt',
        'team-drop-box',
      ],
    );
    assert.equal(rows.find(({ isSelected }) => isSelected)?.label, 'my-object.zip');
    await workbench.screenshot('demo');
  });

  it('1 and 2: the link downloads in quotes after curl -O; without its signature it is refused', async () => {
    await tree.pickFromMenu('my-object.zip', 'Copy Signed URL…');
    await workbench.quickInput.expect('Signed URL: my-object.zip');
    await workbench.quickInput.pick('30 seconds');
    const link = await workbench.expectClipboard(/X-Amz-Expires=30&/);
    const { stdout } = await shell.run('bash', `curl -sS -O "${link}" && ls -s my-object.zip*`);
    assert.match(stdout, /^[1-9]\d* my-object\.zip\n$/);
    assert.equal(await status(link.replace(/\?.*/, '')), '403');
  });

  it('2: the link is refused once its time is over', async () => {
    await tree.pickFromMenu('my-object.zip', 'Copy Signed URL…');
    await workbench.quickInput.expect('Signed URL: my-object.zip');
    await workbench.quickInput.type('3');
    await workbench.quickInput.accept();
    const link = await workbench.expectClipboard(/X-Amz-Expires=3&/);
    await delay(4_000);
    assert.equal(await status(link), '403');
  });

  it('3: the command uploads a file of that name into the folder', async () => {
    await tree.pickFromMenu('documents', 'Copy Upload Command…');
    await workbench.quickInput.expect(/name of the object in documents/);
    assert.equal(await workbench.quickInput.value(), 'documents/');
    await workbench.quickInput.answer('documents/my notes.txt');
    await workbench.quickInput.expect(/^Upload command: /);
    await workbench.quickInput.pick('30 seconds');
    const command = await workbench.expectClipboard(/^curl /);
    await writeFile(join(shell.folder, 'my notes.txt'), 'mine');
    const { status: exit, stdout } = await shell.run('bash', command);
    assert.equal(exit, 0, stdout);
    await tree.expand('documents');
    await tree.expectRow('my notes.txt');
  });
});
