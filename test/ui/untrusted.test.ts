// A hostile repository in a real window with Workspace Trust on: what it brings makes no request and reads no key.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DigitalOcean, startDigitalOcean } from '../support/digitalOcean.ts';
import { readLogs } from '../support/editor/server.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { type HostileRepository, makeHostileRepository } from './support/hostileRepository.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

/** A folder's window asks for much at once. */
const SLOW = { timeout: 60_000 };
const UNTOUCHED = 'what was on the clipboard before';
const [SPACE, KEY] = ['photos', 'private.txt'];

describe('a hostile repository', function () {
  this.timeout(120_000);
  let ocean: DigitalOcean;
  let thief: Thief;
  let caller: Caller;
  let session: Session;
  let repository: HostileRepository;
  /** The window that was opened last. */
  let workbench: Workbench;

  before(async function () {
    this.timeout(300_000);
    ocean = await startDigitalOcean();
    thief = await startThief();
    ocean.region('nyc3').put(SPACE, KEY, 'for one person');
    caller = await makeCaller();
    session = await openSession({
      developmentPath: caller.developmentPath,
      settings: { 'http.proxy': ocean.proxy, 'security.workspace.trust.enabled': true },
      env: { SSL_CERT_FILE: ocean.caFile },
    });
    workbench = session.workbench;
    const place = { provider: 'digitalocean', region: 'nyc3' };
    await caller.call('addConnection', { name: 'Mine', ...place, ...ocean.region('nyc3').credentials });
    repository = await makeHostileRepository(guess());
  });
  screenshotFailures(() => session && { ...session, workbench });
  after(async () => {
    await session?.close();
    await ocean?.stop();
    await thief?.stop();
  });

  const guess = () => {
    const { accessKeyId } = ocean.region('nyc3').credentials;
    return { space: SPACE, key: KEY, accessKeyId, proxy: thief.proxy };
  };
  const openWindow = async (query: string) => {
    const { server, browser } = session;
    workbench = new Workbench(await browser.context.newPage());
    const payload = encodeURIComponent(JSON.stringify([['logLevel', 'trace']]));
    await workbench.open(`${server.url}/?${query}&payload=${payload}`);
  };
  const count = async (log: RegExp, line: RegExp) =>
    [...(await readLogs(session.server, log)).matchAll(line)].length;
  /** What a window of ours does, as seen from outside and in its logs. */
  const deeds = async () => ({
    keyReads: await count(/Spaceport\.log$/, /the key pair of connection \w+ is read/g),
    requests: ocean.asked().length,
    toTheThief: thief.seen,
    clipboard: await workbench.readClipboard(),
  });
  /** By the editor's own account, in whichever host: what is untouched afterwards was not for want of running. */
  const expectRunning = async () => {
    await workbench.run('Developer: Show Running Extensions');
    const running = workbench.page.locator('.runtime-extensions-editor .extension .name');
    await running.getByText(/^Spaceport:/).waitFor(SLOW);
    await workbench.page.keyboard.press('Escape');
    await running.first().waitFor({ state: 'hidden' });
  };
  const expectFolders = () =>
    new Tree(workbench.page, 'nice').expectFolder('nice-project', () => workbench.reload());
  const openFile = (name: string) => new Tree(workbench.page, 'nice-project').select(name);
  const link = (text: string) => {
    const page = workbench.page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
    return page.locator('a').getByText(text, { exact: true }).first();
  };
  /** Clicks are worked off in order: once the last one is answered, so are the others. */
  const clickLinks = async () => {
    for (const text of ['by command', 'by HTML', 'by scheme', 'by address']) await link(text).click();
  };

  describe('in a window that does not trust it', () => {
    let before: Awaited<ReturnType<typeof deeds>>;

    it('opens in Restricted Mode', async () => {
      await openWindow(`folder=${repository.folder}`);
      await workbench.writeClipboard(UNTOUCHED);
      await expectRunning();
      before = await deeds();
      await workbench.page.locator('.part.banner').getByText('Restricted Mode').first().waitFor(SLOW);
      await workbench.screenshot('untrusted-opened');
    });

    it('its page: no link runs a command', async () => {
      await openFile('README.md');
      await workbench.run('Markdown: Open Preview');
      await clickLinks();
      await workbench.dialog.text();
      await workbench.screenshot('untrusted-page');
      await workbench.dialog.click('Cancel');
      assert.deepEqual(await deeds(), before);
    });

    it('its notebook: no link runs a command', async () => {
      await openFile('notes.ipynb');
      await clickLinks();
      await workbench.screenshot('untrusted-notebook');
      await link('the license').click();
      await workbench.page.locator('.tab').filter({ hasText: 'LICENSE' }).waitFor();
      assert.deepEqual(await deeds(), before);
    });

    it('its tasks and launches: the editor asks for trust first', async () => {
      for (const command of ['Tasks: Run Build Task', 'Debug: Start Debugging']) {
        await workbench.run(command);
        assert.match(await workbench.dialog.text(), /trust the authors/);
        await workbench.screenshot(`untrusted-${command.split(' ').at(-1)?.toLowerCase()}`);
        await workbench.dialog.click('Cancel');
      }
      assert.deepEqual(await deeds(), before);
    });

    it('its links with our key ID: marked and explained, without a key, a signature or a request', async () => {
      await openFile('links.md');
      await workbench.page.locator('.view-lines').first().waitFor();
      const marks = workbench.page.locator('.squiggly-warning');
      await marks.first().waitFor(SLOW);
      await workbench.page.locator('.view-line').first().locator('span span').last().hover();
      const hover = workbench.page.locator('.monaco-hover:not(.hidden)').filter({ hasText: 'Time left' });
      await hover.first().waitFor(SLOW);
      await workbench.screenshot('untrusted-links');
      await hover.getByText('Sign Again and Replace').first().waitFor();
      assert.deepEqual(await deeds(), before);
    });

    it('its link is not signed anew at a click: the person is asked, by name', async () => {
      await workbench.page
        .locator('.monaco-hover:not(.hidden)')
        .getByText('Sign Again and Replace')
        .first()
        .click();
      assert.match(await workbench.dialog.text(), /Sign a link to this object\? private\.txt/);
      await workbench.screenshot('untrusted-sign-again');
      await workbench.dialog.click('Cancel');
      const { keyReads: _read, ...others } = await deeds();
      const { keyReads: _before, ...untouched } = before;
      assert.deepEqual(others, untouched);
      // The click had the signature looked at, for which the key is read: from here on that is what was before.
      before = await deeds();
      await workbench.run('View: Revert and Close Editor');
    });

    it('nothing of it has made us do anything', async () => {
      await workbench.run('Workspaces: Manage Workspace Trust');
      await workbench.page
        .locator('.workspace-trust-editor')
        .getByText('You are in Restricted Mode')
        .waitFor();
      await workbench.screenshot('untrusted-trust');
      await workbench.page.keyboard.press('Escape');
      assert.deepEqual(await deeds(), before);
    });

    it('its workspace file, with folders of our scheme', async () => {
      await workbench.page.close();
      await openWindow(`workspace=${repository.workspace}`);
      await expectFolders();
      await workbench.page.locator('.part.banner').getByText('Restricted Mode').first().waitFor(SLOW);
      await workbench.screenshot('untrusted-workspace');
      await expectRunning();
      assert.deepEqual(await deeds(), before);
      await workbench.page.close();
    });

    it("the person's own click works there, through the person's own proxy", async () => {
      await openWindow(`folder=${repository.folder}`);
      const tree = await workbench.view('Spaces');
      await tree.expand('Mine');
      await tree.expand(SPACE);
      await tree.pickFromMenu(KEY, 'Copy Signed URL…');
      await workbench.quickInput.pick('1 hour');
      await workbench.expectClipboard(/^https:\/\/photos\.nyc3\.digitaloceanspaces\.com\/private\.txt\?/);
      await workbench.screenshot('untrusted-own-click');
      const after = await deeds();
      assert.ok(after.keyReads > before.keyReads);
      assert.ok(after.requests > before.requests);
      assert.deepEqual(after.toTheThief, []);
    });

    it('an import offers nothing of the folder', async () => {
      await workbench.run('Spaceport: Import Connections…');
      await workbench.quickInput.expect('Import Connections');
      assert.deepEqual(await workbench.quickInput.labels(), [
        'Nothing was found in the usual places',
        'Look into a File…',
      ]);
      await workbench.quickInput.escape();
    });
  });

  describe('in a window that trusts it', () => {
    it('starts nothing before the person allows it', async () => {
      const { folder } = await makeHostileRepository(guess());
      await openWindow(`folder=${folder}`);
      await workbench.writeClipboard(UNTOUCHED);
      const before = await deeds();
      await workbench.run('Workspaces: Manage Workspace Trust');
      await workbench.page
        .locator('.workspace-trust-editor .monaco-button')
        .getByText('Trust', { exact: true })
        .click();
      await workbench.page.locator('.part.banner').waitFor({ state: 'hidden' });
      await workbench.notifications.expect(/tasks \(prepare\).*allow automatic tasks/);
      await workbench.screenshot('trusted-question');
      assert.deepEqual(await deeds(), before);
    });

    it('lets a task that the person allows run a command of ours: it copies a link, and says so', async () => {
      await workbench.notifications.click(/allow automatic tasks/, 'Allow');
      await workbench.notifications.expect(/Signed URL copied/);
      await workbench.expectClipboard(/^https:\/\/photos\.nyc3/);
      await workbench.screenshot('trusted-allowed');
      assert.deepEqual(thief.seen, []);
    });

    it('shows what its .env holds when the person asks for that, and sends nothing there', async () => {
      const { quickInput } = workbench;
      await workbench.run('Spaceport: Import Connections…');
      await quickInput.expect('Import Connections');
      await quickInput.pick('Look for .env in the Open Folders');
      await eventually(async () => (await quickInput.items()).some(({ detail }) => detail.includes('.env,')));
      await workbench.screenshot('trusted-import');
      await quickInput.escape();
      assert.deepEqual(thief.seen, []);
    });
  });
});

interface Thief {
  readonly proxy: string;
  /** What came to it. */
  readonly seen: readonly string[];
  stop(): Promise<void>;
}

/** A proxy that the repository names: whatever would reach it, it writes down. */
async function startThief(): Promise<Thief> {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  server.on('connect', ({ url = '' }, socket) => {
    seen.push(`CONNECT ${url}`);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, stop };
}
