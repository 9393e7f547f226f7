// The receiver's page that uploads: opened from its file in Chromium, over a real Ceph.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { type Door, openDoor } from '../support/door.ts';
import { pageSetup } from '../support/page/savedPages.ts';
import { drop, Receiver, rowsOf, screenshot, setAhead, setCors, settled } from './support/receiver.ts';
import { methodsThrough, storedBelow } from './support/uploaded.ts';
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

  const stored = (prefix: string) => storedBelow(space, prefix);
  const asked = (what: () => Promise<unknown>) => methodsThrough(door, what);

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

      it(`shows ${withCors ? 'how far a large file is' : 'that a large file is on its way, and no share of it'}`, async () => {
        const { url } = await pages.upload({ prefix: `${box}large/` });
        const { page } = await receiver.open(url);
        // On this machine alone it would have arrived before the page is told anything.
        const network = await page.context().newCDPSession(page);
        const uploadThroughput = 10_000_000;
        const as = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
        await network.send('Network.emulateNetworkConditions', as);
        const seen = await page.evaluateHandle(watchProgress);
        await drop(page, [{ name: 'large.bin', bytes: 'x'.repeat(20_000_000) }]);
        assert.deepEqual(await settled(page, 1), ['large.bin | Arrived']);
        const { shares, names } = await seen.jsonValue();
        assert.deepEqual(names, ['large.bin']);
        assert.deepEqual(
          shares,
          [...shares].sort((one, other) => one - other),
        );
        if (withCors)
          assert.ok(shares.some((share) => share > 0 && share < 1) && shares.at(-1) === 1, `${shares}`);
        else assert.deepEqual(shares, []);
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
});

/** Runs in the page: what its bars showed, and of which files. */
function watchProgress(): { readonly shares: number[]; readonly names: string[] } {
  const seen = { shares: [] as number[], names: [] as string[] };
  const look = ({ target }: MutationRecord) => {
    if (!(target instanceof HTMLProgressElement)) return;
    const name = target.getAttribute('aria-label') ?? '';
    if (!target.hidden && !seen.names.includes(name)) seen.names.push(name);
    if (target.hasAttribute('value')) seen.shares.push(target.value);
  };
  const options = { subtree: true, attributes: true, attributeFilter: ['value', 'hidden'] };
  new MutationObserver((records) => records.forEach(look)).observe(document.body, options);
  return seen;
}
