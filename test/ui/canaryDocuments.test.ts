// The secret canary for Inspect and for documents: what is said of a link repeats it nowhere.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLogs } from '../support/editor/server.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { filesHolding, filesMatching } from './support/filesHolding.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

const marked = (name: string) => `Canary${name}/+=${randomBytes(24).toString('base64')}`;

describe('the secret canary, inspected and in documents', function () {
  this.timeout(120_000);
  const secret = marked('Secret');
  const token = marked('Token');
  const handedOut = new Set<string>();
  const shown: string[] = [];
  let store: MemoryStore;
  let caller: Caller;
  let session: Session;
  let workbench: Workbench;

  before(async function () {
    this.timeout(300_000);
    store = await startStore({
      credentials: { accessKeyId: 'CANARYKEYOFDOCUMENTS', secretAccessKey: secret },
    });
    store.put('things', 'a.txt', 'x');
    caller = await makeCaller();
    session = await openSession({
      developmentPath: caller.developmentPath,
      logLevel: 'trace',
      // The editor's own copies of a file that is edited are the editor's: none is made of one that is saved at once.
      settings: {
        'workbench.localHistory.enabled': false,
        'files.autoSave': 'afterDelay',
        'files.autoSaveDelay': 1,
        'spaceport.documents.diagnostics': 'all',
      },
    });
    workbench = session.workbench;
    await caller.addConnection(store, 'Canary', { sessionToken: token });
  });
  screenshotFailures(() => session && { ...session, workbench });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const keep = (text: string) => {
    for (const [, value = ''] of text.matchAll(/(?:X-Amz-Signature|Policy)=([^&\s'"]+)/gi))
      handedOut.add(value);
    return text;
  };
  const copied = async (id: string, pattern: RegExp) => {
    await workbench.writeClipboard('');
    await caller.call(id, { space: 'things', key: 'a.txt', expiresIn: '2h' });
    return keep(await workbench.expectClipboard(pattern));
  };
  /** All that is drawn and typed, in every frame. */
  const look = async () => {
    for (const frame of workbench.page.frames()) shown.push(await frame.content().catch(() => ''));
    shown.push(JSON.stringify(workbench.notifications.seen));
  };
  const expectInTab = (text: string) =>
    eventually(async () => {
      const frames = workbench.page.frames();
      const texts = await Promise.all(
        frames.map((frame) =>
          frame
            .locator('main')
            .innerText({ timeout: 500 })
            .catch(() => ''),
        ),
      );
      return texts.some((each) => each.includes(text));
    });

  it('inspects links and commands, right and wrong', async () => {
    const link = await copied('copySignedUrl', /^http/);
    await workbench.run('Spaceport: Inspect Link or Command…');
    await expectInTab('right: made with the key of Canary');
    await look();
    const results = [await caller.call('inspect', { text: link.replace('a.txt', 'b.txt') })];
    await expectInTab('The signature is wrong');
    await look();
    const command = await copied('copyUploadCommand', /^curl/);
    for (const text of [
      command,
      command.replace('key=a', 'key=b'),
      `${link}&utm_source=x`,
      link.slice(0, -9),
    ])
      results.push(await caller.call('inspect', { text }));
    await expectInTab('Error: ');
    await look();
    await assert.rejects(
      caller.call('inspect', { text: `${link.split('?')[0]}?${secret}` }),
      /nothing signed/,
    );
    await assert.rejects(caller.call('inspect', { text: link, link }), /Unknown argument/);
    shown.push(JSON.stringify(results));
    await workbench.writeClipboard('');
    await workbench.view('Spaces');
  });

  it('marks and explains a link in a file, signs it anew, shows the log', async () => {
    const link = await copied('copySignedUrl', /^http/);
    await workbench.writeClipboard('');
    const folder = join(scratchFolder('canary'), 'project');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'notes.md'), `${link}\n`);
    workbench = new Workbench(await session.browser.context.newPage());
    await workbench.open(`${session.server.url}/?folder=${folder}`);
    await new Tree(workbench.page, 'project').select('notes.md');
    const { page } = workbench;
    await page.locator('.squiggly-warning').first().waitFor();
    await page.locator('.view-line').first().locator('span span').last().hover();
    const hover = page.locator('.monaco-hover:not(.hidden)');
    await hover.getByText('Time left').first().waitFor();
    // The editor's own row follows the link.
    const rows = hover.locator('.hover-row').filter({ hasNotText: 'Follow link' });
    shown.push(...(await rows.evaluateAll((all) => all.map(({ outerHTML }) => outerHTML))));
    await hover.getByText('Sign Again and Replace').first().click();
    await workbench.notifications.expect(/Signed anew in the document/);
    await eventually(async () => (await readFile(join(folder, 'notes.md'), 'utf8')) !== `${link}\n`);
    keep(await readFile(join(folder, 'notes.md'), 'utf8'));
    await workbench.page.keyboard.press('Control+Shift+M');
    const problems = page.locator('.markers-panel-container');
    await problems.getByText('A secret that still works').first().waitFor();
    shown.push(await problems.innerHTML());
    await workbench.run('View: Close Editor');
    await workbench.run('Spaceport: Show Log');
    shown.push(await workbench.outputText());
    await look();
  });

  it('nothing that was shown, and nothing on disk, holds one', async () => {
    assert.ok(handedOut.size >= 4);
    const all = shown.join('\n');
    assert.ok(all.includes('Time left') && all.includes('A secret that still works'), 'it was shown');
    for (const each of [secret, token, ...handedOut]) {
      assert.ok(!all.includes(each), `a secret of ${each.length} characters was shown`);
    }
    const log = await readLogs(session.server, /Spaceport\.log$/);
    assert.match(log, /\[trace\]/);
    await session.close();
    const folders = [session.server.root, session.browser.profileFolder];
    for (const each of [secret, token, ...handedOut])
      assert.deepEqual(await filesHolding(folders, [each]), []);
    assert.deepEqual(await filesMatching(folders, /Signature(?:=|%3D|"\s*:\s*")[0-9a-f]{64}/i), []);
    assert.deepEqual(await filesMatching(folders, /eyJleHBpcmF0aW9u/), []);
  });
});
