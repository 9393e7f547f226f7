// The receiver's page that uploads: opened from its file in Chromium, over a real Ceph.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { type Door, openDoor } from '../support/door.ts';
import { pageSetup } from '../support/page/savedPages.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { audit } from './support/axe.ts';
import { drop, Receiver, rowsOf, screenshot, setAhead, setCors, settled } from './support/receiver.ts';
import { eventually } from './support/wait.ts';

describe('the upload page', function () {
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

  async function stored(prefix: string): Promise<Readonly<Record<string, string>>> {
    const { bucket: Bucket, client } = space;
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
    const found: Record<string, string> = {};
    for (const { Key = '' } of Contents) {
      const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key }));
      found[Key.slice(prefix.length)] = `${ContentType} ${await Body?.transformToString()}`;
    }
    return found;
  }

  /** Requests through the door while something was done. */
  async function asked(what: () => Promise<unknown>): Promise<readonly string[]> {
    const before = door.requests().length;
    await what();
    return door
      .requests()
      .slice(before)
      .map((line) => line.split(' ')[0] ?? '');
  }

  for (const withCors of [false, true]) {
    describe(withCors ? 'with CORS' : 'without CORS', () => {
      before(() => setCors(space, withCors));
      const box = withCors ? 'seen/' : 'blind/';

      it('dropped files with hostile names arrive byte for byte, and it is known that they did', async () => {
        const prefix = `${box}hostile/`;
        const { url } = await pages.upload({ prefix });
        const { page, requests } = await receiver.open(url);
        const files = [
          { name: '<img src=x onerror="window.broken=1">.txt', bytes: 'a', type: 'text/plain' },
          { name: 'semi;colon="x".bin', bytes: '\0\r\n--x' },
          { name: 'a\u202egpj.exe', bytes: 'c' },
          { name: ' edges ', bytes: 'd' },
          { name: '漢字 100%41#?.png', bytes: 'ü'.repeat(100_000), type: 'image/png' },
          { name: '$' + '{filename}', bytes: 'f' },
          { name: 'same', bytes: 'one' },
          { name: 'same', bytes: 'two' },
          { name: '..', bytes: 'g' },
        ];
        await drop(page, files);
        const rows = await settled(page, files.length);
        assert.deepEqual(rows, [
          '<img src=x onerror="window.broken=1">.txt | Arrived',
          'semi;colon="x".bin | Arrived',
          'a\ufffdgpj.exe | Stored as a_gpj.exe | Arrived',
          ' edges  | Stored as edges | Arrived',
          '漢字 100%41#?.png | Arrived',
          '$' + '{filename} | Stored as _filename_ | Arrived',
          'same | Arrived',
          'same | Stored as same (2) | Arrived',
          '.. | Not sent: no file can be stored under this name.',
        ]);
        assert.deepEqual(await stored(prefix), {
          '<img src=x onerror="window.broken=1">.txt': 'text/plain a',
          'semi;colon="x".bin': 'application/octet-stream \0\r\n--x',
          'a_gpj.exe': 'application/octet-stream c',
          edges: 'application/octet-stream d',
          '漢字 100%41#?.png': `image/png ${'ü'.repeat(100_000)}`,
          _filename_: 'application/octet-stream f',
          same: 'application/octet-stream one',
          'same (2)': 'application/octet-stream two',
        });
        assert.equal(await page.getByRole('status').innerText(), 'Arrived: 8 of 9');
        assert.equal(await page.evaluate('window.broken'), undefined);
        assert.deepEqual([...new Set(requests)], [new URL(door.endpoint).host], 'nobody else is asked');
        await screenshot(page, `page-upload-${withCors ? 'seen' : 'blind'}`);
        await page.close();
      });

      it('asks once whether it may read the answers', async () => {
        const { url } = await pages.upload({ prefix: `${box}asked/` });
        const { page } = await receiver.open(url);
        const verbs = await asked(async () => {
          await drop(page, [
            { name: 'a', bytes: 'a' },
            { name: 'b', bytes: 'b' },
          ]);
          await settled(page, 2);
        });
        assert.deepEqual(
          verbs,
          withCors ? ['OPTIONS', 'POST', 'OPTIONS', 'POST'] : ['OPTIONS', 'POST', 'POST'],
        );
        await page.close();
      });

      it('one object: one file, stored under the key whatever it is called, each replacing the last', async () => {
        const key = `${box}one/report.pdf`;
        const { url, name } = await pages.upload({ key }, { terms: { contentType: 'application/pdf' } });
        assert.equal(name, 'report.pdf.html');
        const { page } = await receiver.open(url);
        await drop(page, [
          { name: 'x', bytes: 'x' },
          { name: 'y', bytes: 'y' },
        ]);
        assert.deepEqual(await settled(page, 2), [
          'x | Stored as report.pdf | Not sent: only one file is accepted here.',
          'y | Stored as report.pdf | Not sent: only one file is accepted here.',
        ]);
        for (const bytes of ['first', 'second'])
          await page.setInputFiles('#file', {
            name: 'mine.pdf',
            mimeType: 'application/pdf',
            buffer: Buffer.from(bytes),
          });
        assert.equal((await settled(page, 4)).at(-1), 'mine.pdf | Stored as report.pdf | Arrived');
        assert.deepEqual(await stored(key), { '': 'application/pdf second' });
        await page.close();
      });

      it('what the limits forbid is refused before it is sent', async () => {
        const terms = { minBytes: 2, maxBytes: 4, contentType: 'image/*' };
        const { url } = await pages.upload({ prefix: `${box}limits/` }, { terms });
        const { page } = await receiver.open(url);
        const limits = await page.locator('#limits li').allInnerTexts();
        assert.deepEqual(limits.slice(0, 3), ['Accepted: images', 'At least 2 bytes', 'At most 4 bytes']);
        const verbs = await asked(async () => {
          await drop(page, [
            { name: 'empty', bytes: '', type: 'image/png' },
            { name: 'small', bytes: '1', type: 'image/png' },
            { name: 'large', bytes: '12345', type: 'image/png' },
            { name: 'pdf', bytes: '123', type: 'application/pdf' },
            { name: 'untyped', bytes: '123' },
          ]);
          await settled(page, 5);
        });
        assert.deepEqual(verbs, []);
        assert.deepEqual(
          (await rowsOf(page)).map((row) => row.split(' | ')[1]),
          [
            'Not sent: the file is empty.',
            'Not sent: smaller than 2 bytes.',
            'Not sent: larger than 4 bytes.',
            'Not sent. Accepted here: images',
            'Not sent. Accepted here: images',
          ],
        );
        await drop(page, [{ name: 'right.png', bytes: '1234', type: 'image/png' }]);
        assert.equal((await settled(page, 6)).at(-1), 'right.png | Arrived');
        await page.close();
      });

      it('what the server refuses is not said to have arrived, and can be tried again', async () => {
        const { url, path, html } = await pages.upload({ prefix: `${box}refused/` });
        writeFileSync(path, html.replace(/("X-Amz-Signature","[^"]*)[0-9a-f]"/g, '$1!"'));
        const { page } = await receiver.open(url);
        await drop(page, [{ name: 'a', bytes: 'a' }]);
        const [row] = await settled(page, 1);
        if (withCors) assert.equal(row, 'a | The server refused it (403 AccessDenied). Ask the sender.');
        else assert.match(row ?? '', /^a \| The server did not confirm that it arrived/);
        await page.getByRole('button', { name: 'Try again' }).click();
        await settled(page, 1);
        assert.deepEqual(await stored(`${box}refused/`), {});
        await page.close();
      });

      it('where nobody answers it says so, and Try again sends it once somebody does', async () => {
        const { url } = await pages.upload({ prefix: `${box}away/` });
        const { page } = await receiver.open(url);
        await door.shut();
        await drop(page, [{ name: 'a', bytes: 'a' }]);
        assert.deepEqual(await settled(page, 1), ['a | Not sent: the server can’t be reached.']);
        await door.open();
        await page.getByRole('button', { name: 'Try again' }).click();
        await page.getByText('Arrived', { exact: true }).waitFor();
        assert.deepEqual(Object.keys(await stored(`${box}away/`)), ['a']);
        await page.close();
      });

      it('after the end nothing is taken', async () => {
        const { url } = await pages.upload({ prefix: `${box}late/` });
        const { page } = await receiver.open(url, { ownClock: true });
        await setAhead(page, 3_601_000);
        await page.locator('#ended:not(:empty)').waitFor();
        assert.match(await page.getByRole('alert').innerText(), /^Ended on .* by the clock of this device/);
        assert.equal(await page.locator('#file').isDisabled(), true);
        assert.equal(await page.locator('#drop').isVisible(), false);
        const verbs = await asked(() => drop(page, [{ name: 'a', bytes: 'a' }]));
        assert.deepEqual([await rowsOf(page), verbs], [[], []]);
        await screenshot(page, 'page-upload-ended');
        await page.close();
      });
    });
  }

  it('after the end the server takes nothing either, whatever the page does', async () => {
    await setCors(space, true);
    const { url, path, html, expiresAt } = await pages.upload(
      { prefix: 'ended/' },
      { expiry: { seconds: 1 } },
    );
    writeFileSync(path, html.replace(/"end":\d+/, `"end":${Date.now() + 3_600_000}`));
    await eventually(() => Date.now() > Date.parse(expiresAt) + 1000);
    const { page } = await receiver.open(url);
    await drop(page, [{ name: 'a', bytes: 'a' }]);
    assert.deepEqual(await settled(page, 1), [
      'a | The server refused it (403 AccessDenied). Ask the sender.',
    ]);
    assert.deepEqual(await stored('ended/'), {});
    await page.close();
  });

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
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').getAttribute('id'), 'file');
    const outline = await page.locator('.button').evaluate((label) => getComputedStyle(label).outlineStyle);
    assert.equal(outline, 'solid', 'the focus is seen');
    const choosing = page.waitForEvent('filechooser');
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
