// The receiver's page with links: opened from its file in Chromium, over a real Ceph.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { pageSetup } from '../support/page/savedPages.ts';
import { audit } from './support/axe.ts';
import { Receiver, screenshot, setAhead, setCors } from './support/receiver.ts';
import { eventually } from './support/wait.ts';

const HOSTILE = [
  'box/<img src=x onerror="window.broken=1">.txt',
  'box/"quoted" & \'single\'.txt',
  'box/</script><script>window.broken=1</script>',
  'box/a\u202egpj.exe',
  'box/emoji 🚀.txt',
  'box/漢字/テスト.txt',
  'box/100%41#frag?query.txt',
  'box/semi;colon=a&b.txt',
  'box/line\nbreak.txt',
  'box/  edges  ',
  'box/deep/er/$name.txt',
  'box/file',
];

describe('the download page', function () {
  this.timeout(120_000);
  let receiver: Receiver;
  let space: TestSpace;
  let pages: ReturnType<typeof pageSetup>;

  const put = (key: string) =>
    space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: key, Body: `bytes of ${key}` }));

  before(async () => {
    receiver = await Receiver.start();
    space = await freshSpace();
    pages = pageSetup(space);
    await Promise.all([...HOSTILE, ...Array.from({ length: 25 }, (_, at) => `many/clip-${at}.mov`)].map(put));
  });
  after(() => receiver.close());

  /** Clicks a link; what came, under which name. */
  async function save(page: Page, at: number): Promise<{ name: string; text: string }> {
    const coming = page.waitForEvent('download');
    await page.locator('li a').nth(at).click();
    const download = await coming;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  }

  async function saveAll(page: Page): Promise<readonly { name: string; text: string }[]> {
    const saved: { name: string; text: string }[] = [];
    for (let at = 0; at < HOSTILE.length; at++) saved.push(await save(page, at));
    return saved;
  }

  const bytes = HOSTILE.map((key) => `bytes of ${key}`).sort();

  for (const withCors of [false, true]) {
    it(`with hostile names, ${withCors ? 'with' : 'without'} CORS: every link saves its object, and nothing else is asked`, async () => {
      await setCors(space, withCors);
      const { url } = await pages.download('box/');
      const { page, requests, complaints } = await receiver.open(url);
      assert.equal(requests.length, 0, 'opening asks nobody anything');
      const saved = await saveAll(page);
      assert.deepEqual(saved.map(({ text }) => text).sort(), bytes);
      assert.ok(
        saved.some(({ name }) => name === 'テスト.txt'),
        'the name is the last part of the key',
      );
      assert.ok(saved.some(({ name }) => name === 'emoji 🚀.txt'));
      assert.ok(saved.some(({ name }) => /^100%41#frag.query\.txt$/.test(name)));
      assert.deepEqual([...new Set(requests)], [new URL(space.endpoint).host]);
      assert.equal(await page.evaluate('window.broken'), undefined);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  it('without a script: plain links, in the words and the zone of the sender', async () => {
    const { url } = await pages.download('box/');
    const { page, complaints } = await receiver.open(url, { scriptless: true, language: 'de-DE' });
    assert.match(await page.locator('#until').innerText(), /^Works until \w{3}, /);
    assert.equal(await page.locator('#all').isVisible(), false);
    assert.deepEqual((await saveAll(page)).map(({ text }) => text).sort(), bytes);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('names are text, shown with what can not be seen, below their folders', async () => {
    const { url, html } = await pages.download('box/');
    const { page } = await receiver.open(url);
    const names = await page.locator('li a').allInnerTexts();
    assert.ok(names.includes('<img src=x onerror="window.broken=1">.txt'));
    assert.ok(names.includes('a⟨U+202E⟩gpj.exe'));
    assert.ok(names.includes('line␊break.txt'));
    assert.deepEqual(await page.locator('h2').allInnerTexts(), [
      '</script><script>window.broken=1</',
      'deep/er/',
      '漢字/',
    ]);
    assert.ok(!html.includes(space.keys.secretAccessKey));
    await page.close();
  });

  it('after the end nothing does, unless the clock is said to be wrong', async () => {
    const { url } = await pages.download('many/');
    const { page, requests } = await receiver.open(url, { ownClock: true });
    assert.match(await page.locator('#left').innerText(), /^Ends in 59 min, \d+ sec$|^Ends in 1 hr/);
    await setAhead(page, 3_601_000);
    await page.locator('#ended:not(:empty)').waitFor();
    const said = await page.locator('#ended').innerText();
    assert.match(said, /^Ended on .* by the clock of this device/);
    await page.locator('li a').first().click();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#all').isVisible(), false);
    assert.equal(await page.locator('li a[href]').count(), 0);
    assert.deepEqual(requests, []);
    await screenshot(page, 'page-download-ended');
    await page.getByRole('button', { name: 'Try all the same' }).click();
    assert.equal((await save(page, 0)).text, 'bytes of many/clip-0.mov');
    await page.close();
  });

  it('after the real end the server refuses, and the page says that it ended', async () => {
    const { url } = await pages.download(['many/clip-1.mov'], { expiry: { seconds: 1 } });
    const { page } = await receiver.open(url);
    await page.locator('#ended:not(:empty)').waitFor();
    const href = await page.evaluate(() => {
      document.getElementById('again')?.click();
      return document.querySelector<HTMLAnchorElement>('li a')?.href ?? '';
    });
    await eventually(async () => (await fetch(href)).status === 403);
    await page.close();
  });

  it('Download all starts each shown file, and can be stopped', async () => {
    const { url } = await pages.download('many/');
    const { page } = await receiver.open(url);
    const saved: string[] = [];
    page.on('download', (download) => saved.push(download.suggestedFilename()));
    await page.getByLabel('Filter by name').fill('clip-2');
    assert.equal(await page.getByRole('status').innerText(), 'Shown: 6 of 25');
    await page.getByRole('button', { name: 'Download all' }).click();
    await eventually(() => saved.length === 6);
    assert.deepEqual(
      saved.sort(),
      ['', '0', '1', '2', '3', '4'].map((at) => `clip-2${at}.mov`),
    );
    assert.equal(await page.getByRole('status').innerText(), 'Started: 6 of 6');
    await page.getByLabel('Filter by name').fill('');
    await page.getByRole('button', { name: 'Download all' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    assert.equal(await page.getByRole('status').innerText(), 'Started: 1 of 25');
    await page.close();
  });

  it('with the keyboard alone: Tab to a link, Enter saves it', async () => {
    const { url } = await pages.download(['box/file', 'many/clip-2.mov']);
    const { page } = await receiver.open(url);
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').innerText(), 'Download all');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const outline = await page.locator(':focus').evaluate((link) => getComputedStyle(link).outlineStyle);
    assert.equal(outline, 'solid');
    const coming = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    assert.equal((await coming).suggestedFilename(), 'clip-2.mov');
    await page.close();
  });

  for (const language of ['en-US', 'de-DE', 'ja-JP']) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`passes axe and fits a phone: ${language}, ${scheme}`, async () => {
        const { url } = await pages.download(scheme === 'light' ? 'box/' : 'many/', {
          ...(scheme === 'dark' ? { title: 'Footage of the June shoot' } : {}),
        });
        const isPhone = scheme === 'dark';
        const { page } = await receiver.open(url, { language, scheme, isPhone });
        assert.equal(await page.locator('html').getAttribute('lang'), language.slice(0, 2));
        const { violations, passes } = await audit(page, 'html');
        assert.deepEqual(violations, []);
        assert.ok(passes > 20);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        await screenshot(page, `page-download-${language}-${scheme}`);
        await page.close();
      });
    }
  }

  it('10,000 links: about 5 MB, open and filtered in seconds', async function () {
    const { downloadPage } = await import('../../src/core/page/downloadPage.ts');
    const { nodeHashing } = await import('../../src/platform/node.ts');
    const link = `${space.endpoint}/${space.bucket}/many/clip-1.mov?X-Amz-Signature=${'a'.repeat(400)}`;
    const files = Array.from({ length: 10_000 }, (_, at) => ({
      path: `day ${at % 30}/clip-${at}.mov`,
      url: link,
      size: at * 1e5,
    }));
    const ends = new Date(Date.now() + 3_600_000);
    const html = await downloadPage({ files, ends, moments: { locale: 'en' } }, nodeHashing.sha256Hex);
    const { path, url } = await pages.download(['box/file']);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(path, html);
    const start = Date.now();
    const { page } = await receiver.open(url);
    const opened = Date.now() - start;
    await page.getByLabel('Filter by name').fill('day 7/ 77');
    await page.getByRole('status').filter({ hasText: 'of 10,000' }).waitFor();
    const size = statSync(path).size;
    if (this.test) this.test.title += ` (${(size / 1e6).toFixed(1)} MB, ${opened} ms)`;
    assert.ok(size < 8e6);
    assert.ok(opened < 10_000);
    await page.close();
  });
});
