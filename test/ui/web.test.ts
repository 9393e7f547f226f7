// The way from a desktop window to the browser's host, as on vscode.dev, with a real Ceph: a Space is allowed there, and
// is listed here; another without CORS rules says so and offers the rule; and, by Chromium's own log, nothing that signs
// asks the network.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { inWebHost } from '../support/editor/server.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { shellRunner } from '../support/shells/run.ts';
import { signedFetch } from '../support/signedFetch.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { mark, trafficBetween } from './support/netLog.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';

const ALLOW = 'Allow This Editor in the Browser…';
const COPY = 'Copy CORS Rule…';

for (const version of [NEWEST, OLDEST])
  describe(`from a desktop window to the web-worker host, VS Code ${version}`, function () {
    this.timeout(60_000);
    const netLog = join(scratchFolder('net-log'), 'net.json');
    let space: TestSpace;
    /** Allowed from the desktop window. */
    let guest: TestSpace;
    let endpoint: string;
    let caller: Caller;
    let session: Session;
    let isClosed = false;
    let tree: Tree;

    before(async function () {
      this.timeout(300_000);
      [space, guest, caller] = await Promise.all([freshSpace(), freshSpace(), makeCaller()]);
      // Another host name than the editor's own server has, to be looked for in the log.
      endpoint = space.endpoint.replace('127.0.0.1', 'localhost');
      await fill(space, [...many, 'cat.jpg']);
      await fill(guest, ['guest.txt']);
      await setCors(guest, THEIR_RULE);
      // Without a gallery the editor asks it nothing.
      const env = { EXTENSIONS_GALLERY: '{}' };
      session = await openSession({ version, developmentPath: caller.developmentPath, netLog, env });
      const { region, keys } = space;
      const spaces = [space.bucket, guest.bucket];
      const place = { provider: 'custom', endpoint, region, addressing: 'path', spaces };
      await caller.call('addConnection', { name: 'Ceph', ...place, ...keys });
    });
    screenshotFailures(() => (isClosed ? undefined : session));
    after(() => session?.close());

    const screenshot = (name: string) => session.workbench.screenshot(`web-${name}-${version}`);
    const target = () => ({ connection: 'Ceph', space: space.bucket });

    it('desktop: a Space is allowed for an address that is typed', async () => {
      const { quickInput, dialog, notifications } = session.workbench;
      tree = await session.workbench.view('Spaces');
      await tree.expand('Ceph');
      const { menu, palette } = await offered(guest.bucket);
      for (const title of [ALLOW, COPY])
        assert.ok(menu.includes(title) && palette.includes(`Spaceport: ${title}`), title);
      await mark(session.workbench.page, 'allowing');
      await tree.pickFromMenu(guest.bucket, ALLOW);
      await quickInput.pick('Another address…');
      await screenshot('allow-address');
      await quickInput.answer(session.server.url);
      const question = await dialog.text();
      assert.ok(question.includes(guest.bucket) && question.includes(session.server.authority), question);
      assert.match(question, /The rules that are there stay\. Count: 1/);
      await screenshot('allow-question');
      await dialog.click('Add Rule');
      await notifications.expect('Editors in the browser may now open the Space');
      await mark(session.workbench.page, 'allowed');
      await screenshot('allowed');
      const origins = [...(await corsOf(guest)).matchAll(/<AllowedOrigin>(.*?)</g)].map(
        ([, origin]) => origin,
      );
      assert.deepEqual(origins, [session.server.url, 'https://app.example.com'], 'theirs is there as well');
    });

    it('web: signs links, a batch and an upload command, before anything else was asked', async () => {
      await tree.collapse('Ceph');
      await session.server.changeSettings(inWebHost);
      await caller.reloading();
      await session.workbench.reload();
      const { workbench } = session;
      const { quickInput } = workbench;
      await mark(workbench.page, 'signing');
      await caller.call('copySignedUrl', { ...target(), key: 'cat.jpg', expiresIn: 60 });
      const link = await workbench.expectClipboard(/cat\.jpg/);
      await caller.call('copySignedUrl', { ...target(), keys: ['cat.jpg', 'many/0001'], expiresIn: 60 });
      await caller.call('copySignedUrlQuick', { ...target(), key: 'many/0002' });
      await caller.call('copyUploadCommand', { ...target(), key: 'sent.txt', expiresIn: 60 });
      const line = await workbench.expectClipboard(/^curl /);
      await workbench.run('Spaceport: Copy Signed URL…');
      await quickInput.pick(space.bucket);
      await quickInput.expectMessage(/with its folders/);
      await quickInput.answer('cat.jpg');
      await quickInput.row('1 hour').waitFor();
      await quickInput.pick('1 hour');
      await workbench.expectClipboard(/X-Amz-Expires=3600/);
      await caller.call('copyS3Uri', { ...target(), key: 'cat.jpg' });
      await workbench.run('Spaceport: Copy Signed URL…');
      await quickInput.pick(space.bucket);
      await quickInput.expectMessage(/with its folders/);
      await quickInput.answer('a/../b');
      await workbench.notifications.click('Copy Signed URL', 'Copy as curl Command');
      await quickInput.pick('1 hour');
      await workbench.expectClipboard(/^curl .*--path-as-is/);
      await mark(workbench.page, 'signed');
      // From outside the browser.
      assert.equal(await (await fetch(link)).text(), 'the content of cat.jpg');
      const shell = await shellRunner();
      await shell.run('bash', 'printf sent > sent.txt');
      assert.equal((await shell.run('bash', line)).status, 0);
    });

    it('web: the Space that was allowed is listed', async () => {
      tree = await session.workbench.view('Spaces');
      await tree.expand('Ceph');
      await tree.expand(guest.bucket);
      await tree.expectRow('guest.txt');
      await screenshot('guest');
    });

    it('web: a Space without CORS rules says so, with its name, and what helps', async () => {
      await tree.expand(space.bucket);
      const label = await errorLabel();
      assert.match(label, /^CORS rules don't allow this editor/);
      assert.ok(label.includes(space.bucket));
      assert.deepEqual(await tree.inlineActions(label), ['Retry', COPY, 'Learn More']);
      await screenshot('cors-row');
      const menu = await tree.menuOf(label);
      const entries = await menu.entries();
      for (const entry of ['Retry', 'Show Log', COPY, 'Learn More'])
        assert.ok(entries.includes(entry), `${entry} is among ${entries}`);
      await screenshot('cors-row-menu');
      await menu.escape();
      await tree.clickInlineAction(label, 'Learn More');
      const help = session.workbench.page
        .frameLocator('iframe.webview.ready:visible')
        .frameLocator('#active-frame');
      await help.locator('h1').getByText('The editor in the browser may not read the Space').waitFor();
      await session.workbench.run('View: Close All Editors');
    });

    it('web: the rule that it copies, once it is set, makes Retry show the objects', async () => {
      const { workbench } = session;
      const label = await errorLabel();
      await tree.clickInlineAction(label, COPY);
      await workbench.quickInput.pick('XML');
      const xml = await workbench.expectClipboard(/CORSConfiguration/);
      await screenshot('cors-rule-copied');
      await setCors(space, xml);
      await mark(workbench.page, 'listing');
      await tree.clickInlineAction(label, 'Retry');
      await tree.expectRow('cat.jpg');
      await mark(workbench.page, 'listed');
      await screenshot('rows');
      assert.match(await tree.tooltip('cat.jpg'), /image\/jpeg/);
      await screenshot('tooltip');
      await workbench.page.mouse.move(0, 0);
    });

    it('web: Load More goes to the end', async () => {
      await tree.expand('many');
      await tree.expectRow('0000');
      await tree.scrollToEnd();
      await tree.clickInlineAction('Load More…', 'Load More…');
      await tree.expectRow('1002');
      await tree.scrollToTop();
    });

    it('web: a right-click signs without the network', async () => {
      const { workbench } = session;
      await tree.collapse('many');
      await mark(workbench.page, 'clicking');
      await tree.pickFromMenu('cat.jpg', 'Copy Signed URL…');
      await workbench.quickInput.pick('1 minute');
      const link = await workbench.expectClipboard(/X-Amz-Expires=60&/);
      await tree.pickFromMenu('cat.jpg', 'Copy Upload Command…');
      await workbench.quickInput.pick('1 hour');
      await workbench.expectClipboard(/^curl /);
      await tree.pickFromSubmenu('cat.jpg', 'Copy As', 'Copy Key');
      await workbench.expectClipboard(/^cat\.jpg$/);
      await mark(workbench.page, 'clicked');
      assert.equal(await (await fetch(link)).text(), 'the content of cat.jpg');
    });

    it("web: offers nothing that can't work there", async () => {
      const { menu, palette } = await offered(space.bucket);
      assert.ok(menu.includes(COPY) && !menu.includes(ALLOW), menu.join());
      assert.ok(palette.includes(`Spaceport: ${COPY}`) && !palette.includes(`Spaceport: ${ALLOW}`));
    });

    it("by Chromium's own log nothing that signs made a request, and a listing did", async () => {
      const { authority } = session.server;
      await session.close();
      isClosed = true;
      const host = new URL(endpoint).host;
      const [signing, clicking] = [
        await trafficBetween(netLog, 'signing', 'signed'),
        await trafficBetween(netLog, 'clicking', 'clicked'),
      ];
      assert.ok(!signing.all.includes(host), 'not even a connection, or a look-up of the name');
      const allowing = await trafficBetween(netLog, 'allowing', 'allowed');
      assert.ok(!allowing.all.includes(host), 'the desktop window asks from Node');
      const elsewhere = (request: string) => new URL(request).host !== authority;
      assert.deepEqual([...signing.requests, ...clicking.requests].filter(elsewhere), []);
      const listing = await trafficBetween(netLog, 'listing', 'listed');
      assert.ok(listing.requests.filter(elsewhere).includes(`${endpoint}/${space.bucket}`));
      assert.ok(listing.all.includes(host));
    });

    /** What is offered for the browser: by a Space's menu, and by the palette. */
    async function offered(bucket: string): Promise<{ menu: string[]; palette: string[] }> {
      const { quickInput } = session.workbench;
      const menu = await tree.menuOf(bucket);
      const entries = await menu.entries();
      await menu.escape();
      const palette: string[] = [];
      for (const typed of ['Allow', 'Copy CORS']) {
        await session.workbench.openPalette();
        await quickInput.type(`>Spaceport: ${typed}`);
        palette.push(...(await quickInput.labels()));
        await quickInput.escape();
      }
      return { menu: entries, palette };
    }

    async function errorLabel(): Promise<string> {
      const found = (await tree.labels()).find((label) => label.includes('CORS'));
      assert.ok(found, 'a row about CORS');
      return found;
    }
  });

const THEIR_RULE = `<CORSConfiguration><CORSRule><AllowedOrigin>https://app.example.com</AllowedOrigin>
<AllowedMethod>PUT</AllowedMethod></CORSRule></CORSConfiguration>`;

const many = Array.from({ length: 1_003 }, (_, index) => `many/${String(index).padStart(4, '0')}`);

async function fill({ client, bucket }: TestSpace, keys: readonly string[]): Promise<void> {
  const put = (Key: string) => {
    const ContentType = Key.endsWith('.jpg') ? 'image/jpeg' : 'text/plain';
    return client.send(
      new PutObjectCommand({ Bucket: bucket, Key, Body: `the content of ${Key}`, ContentType }),
    );
  };
  for (let start = 0; start < keys.length; start += 50)
    await Promise.all(keys.slice(start, start + 50).map(put));
}

/** As the owner of the Space does it, with the text that was copied. */
async function setCors({ endpoint, bucket, keys, region }: TestSpace, body: string): Promise<void> {
  const answer = await signedFetch(`${endpoint}/${bucket}?cors`, keys, { method: 'PUT', region, body });
  assert.equal(answer.status, 200, await answer.text());
}

async function corsOf({ endpoint, bucket, keys, region }: TestSpace): Promise<string> {
  return (await signedFetch(`${endpoint}/${bucket}?cors`, keys, { region })).text();
}
