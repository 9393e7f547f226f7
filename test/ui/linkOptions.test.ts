// Copy Signed URL… with its title bar: options, forms, versions; a folder and a selection; what the receiver gets.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';

describe('the options of a signed URL', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    store.keepVersions('things');
    const day = 86_400_000;
    const put = (key: string, body: string, daysAgo: number) =>
      store.put('things', key, body, {
        lastModified: Date.now() - daysAgo * day,
        contentType: 'text/x-stored',
      });
    put('report.pdf', 'the draft', 3);
    put('report.pdf', 'the final one', 1);
    for (const name of ['a.txt', 'b.txt', 'sub/c.txt']) put(`reports/${name}`, `the content of ${name}`, 2);
    put('reports/sub/', '', 2);
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Main');
    await caller.addConnection({ ...store, endpoint: store.localhostEndpoint }, 'Virtual', {
      addressing: 'virtual',
    });
    tree = await session.workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('report.pdf');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const get = async (url: string) => {
    const answer = await fetch(url);
    return {
      body: await answer.text(),
      disposition: answer.headers.get('content-disposition'),
      type: answer.headers.get('content-type'),
    };
  };

  it('rows show what is set, the title of the question of time too, and the receiver gets it', async () => {
    const { workbench } = session;
    const { quickInput, notifications } = workbench;
    await tree.pickFromMenu('report.pdf', 'Copy Signed URL…');
    await quickInput.expect('Signed URL: report.pdf');
    assert.deepEqual(await quickInput.buttons(), ['Copy As…', 'Options…']);
    await workbench.screenshot('link-how-long');
    await quickInput.press('Options');
    await quickInput.expect('Link Options: report.pdf');
    await workbench.screenshot('link-options-at-first');
    await quickInput.pick('Opening');
    await workbench.screenshot('link-opening');
    await quickInput.pick('Download');
    await quickInput.pick('File Name');
    await quickInput.expectMessage(/under which the receiver saves it/);
    await quickInput.type('a/b');
    await quickInput.expectMessage(/no slash/);
    await workbench.screenshot('link-file-name');
    await quickInput.answer('Bericht 漢.pdf');
    await quickInput.pick('Content Type');
    await quickInput.type('pdf');
    await workbench.screenshot('link-content-type');
    await quickInput.pick('application/pdf');
    await quickInput.pick('Version');
    await quickInput.row('The latest').waitFor();
    await workbench.screenshot('link-versions');
    assert.deepEqual(
      (await quickInput.items()).map(({ description }) => description),
      ['whichever it is when the link is used', '13 bytes', '9 bytes'],
    );
    await quickInput
      .row(/\d:\d\d/)
      .last()
      .click();
    await quickInput.row('Done').waitFor();
    await workbench.screenshot('link-options');
    const rows = (await quickInput.items()).map(({ label, description }) => [label, description]);
    assert.deepEqual(rows.slice(0, 3), [
      ['Opening', 'Download'],
      ['File Name', 'Bericht 漢.pdf'],
      ['Content Type', 'application/pdf'],
    ]);
    assert.match(rows[3]?.join(' ') ?? '', /^Version [\w-]{31}$/);
    await quickInput.back();
    await quickInput.expect(
      /^Signed URL: report\.pdf \(Download, Bericht 漢\.pdf, application\/pdf, Version .*\)$/,
    );
    await workbench.screenshot('link-how-long-with-options');
    await quickInput.pick('1 minute');
    const said = await notifications.expect(
      /^Signed URL copied, works until .*: report\.pdf \(Download, Bericht/,
    );
    assert.ok(!said.includes('X-Amz'));
    assert.deepEqual(await notifications.buttons('Signed URL copied'), ['Test Link']);
    await workbench.screenshot('link-copied');
    const got = await get(await workbench.expectClipboard(/^http/));
    assert.deepEqual(got, {
      body: 'the draft',
      disposition: `attachment; filename="Bericht _.pdf"; filename*=UTF-8''Bericht%20%E6%BC%A2.pdf`,
      type: 'application/pdf',
    });
    await notifications.clear();
  });

  it('how it opens is kept for the next link to this Space, and Escape anywhere is silence', async () => {
    const { workbench } = session;
    const { quickInput, notifications } = workbench;
    const before = notifications.seen.length;
    await tree.pickFromMenu('report.pdf', 'Copy Signed URL…');
    await quickInput.expect('Signed URL: report.pdf (Download)');
    await quickInput.press('Options');
    await quickInput.pick('Content Type');
    await quickInput.row('video/mp4').waitFor();
    await quickInput.escape();
    assert.equal(notifications.seen.length, before);
  });

  it('where Spaces are addressed by path the row says why there is no other host', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await tree.pickFromMenu('report.pdf', 'Copy Signed URL…');
    await quickInput.press('Options');
    await quickInput.row('CDN or Custom Domain').waitFor();
    const items = await quickInput.items();
    assert.match(
      items.find(({ label }) => label === 'CDN or Custom Domain')?.detail ?? '',
      /addressed by path/,
    );
    await quickInput.escape();
  });

  it('a custom domain is typed, with what it costs', async () => {
    const { workbench } = session;
    const { quickInput, notifications } = workbench;
    // The editor's server finds no `things.localhost`; signing asks nobody.
    const copying = caller.call('copySignedUrl', {
      connection: 'Virtual',
      space: 'things',
      key: 'report.pdf',
    });
    await quickInput.press('Options');
    await quickInput.pick('CDN or Custom Domain');
    // A box that fades away takes what is typed.
    await quickInput.row("The Space's own address").waitFor();
    await quickInput.type('files.example.com');
    await quickInput.row('files.example.com').waitFor();
    await workbench.screenshot('link-host');
    assert.match((await quickInput.items())[0]?.detail ?? '', /not cached.*billed twice/);
    await quickInput.accept();
    await quickInput.pick('Done');
    await quickInput.pick('1 minute');
    await notifications.expect(/files\.example\.com.*not cached/);
    await workbench.screenshot('link-host-copied');
    const url = new URL(await workbench.expectClipboard(/^http/));
    assert.deepEqual([url.host, url.pathname], ['files.example.com', '/report.pdf']);
    assert.equal(((await copying) as { count: number }).count, 1);
    await notifications.clear();
  });

  it('a folder: counted, confirmed with the count, all links work', async () => {
    const { workbench } = session;
    const { quickInput, notifications, dialog } = workbench;
    await tree.pickFromMenu('reports', 'Copy Signed URL…');
    assert.match(
      await dialog.text(),
      /each object below reports\/\? Objects: 3 \(.*\n.*no link to a folder.*folder: 1\./,
    );
    await workbench.screenshot('link-folder-confirm');
    await dialog.click('Copy Signed URLs');
    await quickInput.expect('Signed URLs: 3 objects (Download)');
    await quickInput.pick('1 minute');
    await notifications.expect(/^3 signed URLs copied, work until .*, one per line \(Download\)$/);
    await workbench.screenshot('link-folder-copied');
    const urls = (await workbench.expectClipboard(/^http/)).split('\n');
    const bodies = (await Promise.all(urls.map(get))).map(({ body }) => body);
    assert.deepEqual(
      bodies,
      ['a.txt', 'b.txt', 'sub/c.txt'].map((name) => `the content of ${name}`),
    );
    await notifications.clear();
    await tree.pickFromMenu('reports', 'Copy Signed URL…');
    await dialog.escape();
    assert.equal(await quickInput.isOpen(), false);
  });

  it('Copy Signed URL As…: the form first, then how long', async () => {
    const { workbench } = session;
    const { quickInput, notifications } = workbench;
    await tree.pickFromMenu('report.pdf', 'Copy Signed URL As…');
    await quickInput.row('Markdown').waitFor();
    await workbench.screenshot('link-forms');
    await quickInput.pick('Markdown');
    await quickInput.expect(/Markdown/);
    await quickInput.pick('1 minute');
    await notifications.expect(/^Signed URL copied as Markdown/);
    await workbench.expectClipboard(/^\[report\.pdf\]\(http/);
    await notifications.clear();
  });
});
