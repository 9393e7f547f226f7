// A window without any server, as vscode.dev opens it, with a real Ceph: what is offered before the extension has run, and
// the way to a link. Playwright's routes answer preflights (docs/quirks.md): what CORS forbids is tried in web.test.ts.
import assert from 'node:assert/strict';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { type EditorBrowser, openBrowser } from '../support/editor/browser.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { type EditorServer, startEditorServer } from '../support/editor/server.ts';
import { shellRunner } from '../support/shells/run.ts';
import { signedFetch } from '../support/signedFetch.ts';
import { answerFrom, expectQuestion } from './support/addConnectionQuestions.ts';
import { runFromWeb, withoutGallery } from './support/atWebAddress.ts';
import { screenshotFailures } from './support/session.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

for (const version of [NEWEST, OLDEST]) {
  describe(`a window without a server, VS Code ${version}`, function () {
    this.timeout(120_000);
    let space: TestSpace;
    let server: EditorServer;
    let browser: EditorBrowser;
    let workbench: Workbench;

    before(async function () {
      this.timeout(300_000);
      space = await freshSpace();
      await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: 'cat.jpg', Body: 'meow' }));
      server = await startEditorServer({ version, env: withoutGallery });
      browser = await openBrowser();
      workbench = new Workbench(await browser.context.newPage());
      await runFromWeb(workbench.page, server, { isAlone: true });
      await workbench.open(`${server.url}/?ew=true`);
      // Without a server there are no settings for it: the Welcome page comes, and takes the focus.
      await workbench.page.locator('.gettingStartedContainer').first().waitFor();
    });
    screenshotFailures(() => ({ workbench }));
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    const shows = async (title: string) => {
      await workbench.openPalette();
      await workbench.quickInput.type(`>${title}`);
      const titles = await workbench.quickInput.labels();
      await workbench.quickInput.escape();
      return titles.includes(title);
    };

    it('offers, before the extension has run, what works there and nothing else', async () => {
      await eventually(() => shows('Spaceport: Copy CORS Rule…'), 60_000);
      assert.equal(await shows('Spaceport: Allow This Editor in the Browser…'), false);
      await workbench.screenshot(`alone-palette-${version}`);
    });

    it('takes a connection to a Space that no rule allows it to open', async () => {
      const { quickInput, dialog, notifications } = workbench;
      await workbench.run('Spaceport: Add Connection…');
      const { endpoint, keys } = space;
      await answerFrom(workbench, 'Provider', { answers: { endpoint, ...keys } });
      await expectQuestion(workbench, 'Spaces');
      await quickInput.answer(space.bucket);
      assert.match(await dialog.text(), /CORS rules don't allow this editor/);
      await dialog.click('Save Anyway');
      await quickInput.answer('Ceph');
      await notifications.expect('Connection added: Ceph');
      assert.equal(await shows('Spaceport: Allow This Editor in the Browser…'), false);
    });

    it('copies a link and an upload command that Ceph takes', async () => {
      const { quickInput } = workbench;
      await workbench.run('Spaceport: Copy Signed URL…');
      await quickInput.pick(space.bucket);
      await quickInput.expectMessage(/with its folders/);
      await quickInput.answer('cat.jpg');
      await quickInput.expect('Signed URL: cat.jpg');
      await quickInput.pick('1 hour');
      const link = await workbench.expectClipboard(/^http/);
      assert.equal(await (await fetch(link)).text(), 'meow');
      await workbench.run('Spaceport: Copy Upload Command…');
      await quickInput.pick(space.bucket);
      await quickInput.expect(/^Upload command: name of the object/);
      await quickInput.answer('sent.txt');
      await quickInput.expect('Upload command: sent.txt');
      await quickInput.pick('1 hour');
      const line = await workbench.expectClipboard(/^curl /);
      const shell = await shellRunner();
      await shell.run('bash', 'printf sent > sent.txt');
      assert.equal((await shell.run('bash', line)).status, 0);
    });

    it('lists the Space once its owner has set the rule that is copied there', async () => {
      const tree = await workbench.view('Spaces');
      await tree.expand('Ceph');
      assert.match(await tree.tooltip('Ceph'), /Requests are sent from this browser/);
      await tree.expand(space.bucket);
      const label = (await tree.labels()).find((each) => each.includes('CORS')) ?? '';
      await tree.clickInlineAction(label, 'Copy CORS Rule…');
      await workbench.quickInput.pick('XML');
      const body = await workbench.expectClipboard(/CORSConfiguration/);
      const { endpoint, bucket, keys, region } = space;
      await signedFetch(`${endpoint}/${bucket}?cors`, keys, { method: 'PUT', region, body });
      await tree.clickInlineAction(label, 'Retry');
      for (const key of ['cat.jpg', 'sent.txt']) await tree.expectRow(key);
      await workbench.screenshot(`alone-listed-${version}`);
    });
  });
}
