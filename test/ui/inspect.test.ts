// A link on the clipboard is explained in a tab; one in a document is marked, explained, signed anew and taken away.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { audit } from './support/axe.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { frameWith, itCanBeRead } from './support/pageFrames.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { Tree } from './support/tree.ts';
import { eventually, succeeds } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

const KEY = 'photos/<img src=x onerror=alert(1)> & "more".png';
const SECRETS = /[0-9a-f]{64}|eyJ[A-Za-z0-9+/]{20}|X-Amz-Signature=/;

describe('inspect', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let workbench: Workbench;

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    store.put('things', KEY, 'the content');
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    workbench = session.workbench;
    await caller.addConnection(store, 'Main');
  });
  screenshotFailures(() => session && { ...session, workbench });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const copyLink = async (): Promise<string> => {
    await workbench.writeClipboard('');
    await caller.call('copySignedUrl', { space: 'things', key: KEY, expiresIn: 7200, filename: 'ä b.png' });
    return workbench.expectClipboard(/^http/);
  };
  const inspect = () => workbench.run('Spaceport: Inspect Link or Command…');

  describe('in a tab', () => {
    it('says all of a link on the clipboard, live, with no secret in the page', async () => {
      const link = await copyLink();
      // What is checked behind the answer comes by itself.
      await eventually(async () => store.requests().some(({ method }) => method === 'GET'));
      const requests = store.requests().length;
      await inspect();
      const frame = await frameWith(workbench, 'Time left');
      const shown = await frame.locator('main').innerText();
      for (const part of ['Signed URL · S3 (SigV4)', KEY, 'things', 'GET', 'ä b.png', 'attachment'])
        assert.ok(shown.includes(part), `${part} in ${shown}`);
      assert.match(shown, /right: made with the key of Main/);
      assert.match(shown, /1 hr 59 min/);
      assert.doesNotMatch(await frame.content(), SECRETS);
      const signature = new URL(link).searchParams.get('X-Amz-Signature') ?? '';
      assert.ok(!(await workbench.page.content()).includes(signature));
      assert.equal(store.requests().length, requests, 'nothing was asked');
    });

    itCanBeRead(() => workbench, {
      name: 'inspect',
      text: 'Time left',
      themes: ['dark', 'light', 'high-contrast', 'high-contrast-light'],
    });

    it('leads on by the keyboard: signs the same again, shows it in the tree', async () => {
      const frame = await frameWith(workbench, 'Time left');
      await frame.getByRole('button', { name: 'Sign Again…' }).focus();
      await workbench.writeClipboard('');
      await workbench.page.keyboard.press('Enter');
      await workbench.quickInput.pick('1 hour');
      const link = await workbench.expectClipboard(/^http/);
      const { searchParams } = new URL(link);
      assert.equal(searchParams.get('X-Amz-Expires'), '3600');
      assert.match(searchParams.get('response-content-disposition') ?? '', /%C3%A4%20b\.png/);
      await (await frameWith(workbench, 'Time left'))
        .getByRole('button', { name: 'Reveal in Spaces' })
        .press('Enter');
      const tree = new Tree(workbench.page, 'Spaces');
      await eventually(async () =>
        (await tree.rows()).some(({ isSelected, label }) => isSelected && label.includes('img')),
      );
    });

    it('says what an upload command allows, and what is wrong with one', async () => {
      await workbench.writeClipboard('');
      const terms = { minBytes: 1, maxBytes: 5_000_000, contentType: 'image/png', expiresIn: '1 day' };
      await caller.call('copyUploadCommand', { space: 'things', key: 'in/new.png', ...terms });
      const command = await workbench.expectClipboard(/^curl/);
      await inspect();
      const shown = await (await frameWith(workbench, 'Upload form')).locator('main').innerText();
      for (const part of [
        'in/new.png',
        'image/png',
        '1 byte to 5,000,000 bytes',
        'right: made with the key of Main',
      ])
        assert.ok(shown.includes(part), `${part} in ${shown}`);
      await workbench.screenshot('inspect-upload');
      await workbench.writeClipboard(command.replace(/in\/new\.png/, 'in/old.png'));
      await inspect();
      const frame = await frameWith(workbench, 'Error: ');
      assert.match(await frame.locator('li.error').first().innerText(), /not what the policy demands: key/);
      assert.deepEqual((await audit(frame, 'main')).violations, []);
      await workbench.screenshot('inspect-problems');
    });

    it('asks where there is nothing to inspect, and says what can be pasted', async () => {
      await workbench.writeClipboard('something else');
      await workbench.run('View: Close All Editors');
      await inspect();
      await workbench.quickInput.expect(/Inspect Link or Command/);
      await workbench.quickInput.type('https://example.com/');
      await workbench.quickInput.expectMessage(/holds nothing signed/);
      await workbench.screenshot('inspect-question');
      await workbench.quickInput.escape();
    });
  });

  describe('in a document of a folder', () => {
    let link = '';
    const file = 'notes.md';
    const firstLine = () => workbench.page.locator('.view-line').first();
    /** The menu of fixes closes when something else takes the focus, and a person opens it again. */
    const fixOf = async (title: string) => {
      const fix = workbench.page.locator('.action-widget').getByText(title);
      await eventually(async () => {
        await workbench.page.keyboard.press('Escape');
        await firstLine().click();
        await workbench.page.keyboard.press('Control+.');
        return succeeds(fix.waitFor({ timeout: 5_000 }));
      }, 30_000);
      return fix;
    };

    before(async () => {
      // The tab took the focus with it, and only who has it writes to the clipboard.
      await workbench.view('Spaces');
      link = await copyLink();
      const folder = join(scratchFolder('documents'), 'project');
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, file), `${link}\n\nis the link.\n`);
      workbench = new Workbench(await session.browser.context.newPage());
      await workbench.open(`${session.server.url}/?folder=${folder}`);
      await new Tree(workbench.page, 'project').select(file);
    });

    it('is a warning, for it may be committed', async () => {
      await workbench.page.locator('.squiggly-warning').first().waitFor();
      await firstLine().locator('span span').last().hover();
      const hover = workbench.page.locator('.monaco-hover:not(.hidden)');
      await hover.getByText('Time left').first().waitFor();
      assert.match(
        await hover.first().innerText(),
        /A secret that still works, until .* whoever reads this file/,
      );
      await workbench.screenshot('document-hover');
      // The editor's own row follows the link.
      const rows = hover.locator('.hover-row').filter({ hasNotText: 'Follow link' });
      assert.doesNotMatch(
        (await rows.evaluateAll((all) => all.map(({ outerHTML }) => outerHTML))).join(),
        SECRETS,
      );
      await workbench.page.keyboard.press('Control+Shift+M');
      const problems = workbench.page.locator('.markers-panel-container');
      await problems.getByText('A secret that still works').first().waitFor();
      await workbench.screenshot('document-problems');
    });

    it('can be signed anew where it stands, and undone', async () => {
      const fix = await fixOf('Sign Again and Replace, for 2 hours');
      await workbench.screenshot('document-fixes');
      await fix.click();
      await workbench.notifications.expect(/Signed anew in the document, works until/);
      const lines = workbench.page.locator('.view-lines').first();
      const { searchParams } = new URL(link);
      const moment = searchParams.get('X-Amz-Date') ?? '';
      await eventually(async () => !(await lines.innerText()).includes(moment));
      await workbench.run('Undo');
      await eventually(async () => (await lines.innerText()).includes(moment));
    });

    it('can be taken away', async () => {
      await (await fixOf('Replace by the s3:// Address')).click();
      await eventually(async () => /^s3:\/\/things\/photos/.test(await firstLine().innerText()));
      await workbench.page.locator('.squiggly-warning').first().waitFor({ state: 'hidden' });
    });
  });
});
