// The receiver's page that uploads, for whoever runs no script, has no mouse, a phone or a screen reader; over a real Ceph.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { type Door, openDoor } from '../support/door.ts';
import { pageSetup } from '../support/page/savedPages.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { audit } from './support/axe.ts';
import { drop, Receiver, screenshot, setCors, settled } from './support/receiver.ts';
import { methodsThrough, storedBelow } from './support/uploaded.ts';

describe('the upload page, for everybody', function () {
  this.timeout(120_000);
  let receiver: Receiver;
  let space: TestSpace;
  let door: Door;
  let pages: ReturnType<typeof pageSetup>;

  before(async () => {
    receiver = await Receiver.start();
    space = await freshSpace();
    door = await openDoor(space.endpoint);
    pages = pageSetup(space, { endpoint: door.endpoint });
  });
  after(async () => {
    await receiver.close();
    await door.shut();
  });

  const stored = (prefix: string) => storedBelow(space, prefix);
  const asked = (what: () => Promise<unknown>) => methodsThrough(door, what);

  describe('without a script', () => {
    const file = (bytes: string) => {
      const path = join(scratchFolder('file'), 'local name.txt');
      writeFileSync(path, bytes);
      return path;
    };

    it('a plain form posts the file, and the answer names it', async () => {
      const { url } = await pages.upload({ prefix: 'plain/' });
      const { page } = await receiver.open(url, { scriptless: true });
      await page.setInputFiles('#file', file('bytes'));
      await page.getByRole('button', { name: 'Upload' }).click();
      await page.waitForURL(`${door.endpoint}/**`);
      assert.match(await page.content(), /plain\/local name\.txt/);
      assert.deepEqual(await stored('plain/'), { 'local name.txt': 'application/octet-stream bytes' });
      await page.close();
    });

    it('a file is required, by the browser and by the server', async () => {
      const { url } = await pages.upload({ key: 'none.txt' });
      const { page } = await receiver.open(url, { scriptless: true });
      const verbs = await asked(() => page.getByRole('button', { name: 'Upload' }).click());
      assert.deepEqual(verbs, []);
      const answer = page.waitForResponse(() => true);
      await page.locator('#form').evaluate((form) => {
        document.getElementById('file')?.removeAttribute('required');
        (form as HTMLFormElement).requestSubmit();
      });
      assert.equal((await answer).status(), 400);
      assert.deepEqual(await stored('none.txt'), {});
      await page.close();
    });

    it('a family of types is asked for', async () => {
      const { url } = await pages.upload({ key: 'picture' }, { terms: { contentType: 'image/*' } });
      const { page } = await receiver.open(url, { scriptless: true });
      await page.setInputFiles('#file', file('bytes'));
      await page.getByLabel('Type, such as image/…').fill('image/webp');
      await page.getByRole('button', { name: 'Upload' }).click();
      await page.waitForURL(`${door.endpoint}/**`);
      assert.deepEqual(await stored('picture'), { '': 'image/webp bytes' });
      await page.close();
    });

    it("the sender's own redirect leads on", async () => {
      const server = createServer((_request, response) => response.end('thanks'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const successRedirect = `http://127.0.0.1:${(server.address() as AddressInfo).port}/thanks`;
      const { url } = await pages.upload({ key: 'thanks' }, { terms: { successRedirect } });
      const { page } = await receiver.open(url, { scriptless: true });
      await page.setInputFiles('#file', file('bytes'));
      await page.getByRole('button', { name: 'Upload' }).click();
      await page.waitForURL(`${successRedirect}?*`);
      await page.close();
      const scripted = (await receiver.open(url)).page;
      await drop(scripted, [{ name: 'a', bytes: 'a' }]);
      const link = scripted.getByRole('link', { name: 'Continue' });
      await link.waitFor();
      assert.equal(await link.getAttribute('href'), successRedirect);
      await scripted.close();
      server.close();
    });
  });

  it('with the keyboard alone: Tab to the button that chooses, a file is chosen, it arrives and is said', async () => {
    const { url } = await pages.upload({ prefix: 'keys/' });
    const { page } = await receiver.open(url);
    // Before all else: the browser has to be told that a chooser is waited for, which may take longer than a key.
    const choosing = page.waitForEvent('filechooser', { timeout: 30_000 });
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').getAttribute('id'), 'file');
    const outline = await page.locator('.button').evaluate((label) => getComputedStyle(label).outlineStyle);
    assert.equal(outline, 'solid', 'the focus is seen');
    await page.keyboard.press('Space');
    await (await choosing).setFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
    await page.getByRole('status').filter({ hasText: 'Arrived: 1 of 1' }).waitFor();
    await page.close();
  });

  it('over a virtual-hosted Space', async () => {
    await setCors(space, false);
    const endpoint = space.endpoint.replace('127.0.0.1', 'localhost');
    const virtual = pageSetup(space, { endpoint, addressing: 'virtual' });
    const { url } = await virtual.upload({ prefix: 'virtual/' });
    const { page } = await receiver.open(url);
    await drop(page, [{ name: 'a', bytes: 'a' }]);
    assert.deepEqual(await settled(page, 1), ['a | Arrived']);
    await page.close();
  });

  for (const language of ['en-US', 'de-AT', 'ja-JP']) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`passes axe and fits a phone, with files of every kind of news: ${language}, ${scheme}`, async () => {
        const terms = { maxBytes: 50_000_000, contentType: 'image/*' };
        const { url } = await pages.upload({ prefix: 'axe/' }, { terms });
        const { page } = await receiver.open(url, { language, scheme, isPhone: scheme === 'dark' });
        assert.deepEqual((await audit(page, 'html')).violations, []);
        await drop(page, [
          { name: 'Sommer 2026.jpg', bytes: 'a'.repeat(2_345_678), type: 'image/jpeg' },
          { name: 'report.pdf', bytes: 'b', type: 'application/pdf' },
        ]);
        await settled(page, 2);
        const { violations, passes } = await audit(page, 'html');
        assert.deepEqual(violations, []);
        assert.ok(passes > 20);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        await screenshot(page, `page-upload-${language}-${scheme}`);
        await page.close();
      });
    }
  }
});
