// Spaces under DigitalOcean's real host names: through the editor's proxy setting, with TLS of our own authority.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DigitalOcean, startDigitalOcean } from '../support/digitalOcean.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { answerPath } from './support/fileDialog.ts';
import { openSession, type Session } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import type { Workbench } from './support/workbench.ts';

const PHOTO = 'cats/Größe 1.jpg';

/** The two ways to trust an authority: as one of the system's, which the editor's `fetch` does, and as Node's own. */
const editors = [
  { version: NEWEST, trust: 'SSL_CERT_FILE' },
  { version: OLDEST, trust: 'NODE_EXTRA_CA_CERTS' },
];

for (const { version, trust } of editors) {
  describe(`DigitalOcean's hosts, from VS Code ${version} with ${trust}`, function () {
    this.timeout(60_000);
    let ocean: DigitalOcean;
    let session: Session;
    let tree: Tree;
    let shell: ShellRunner;
    let link = '';

    before(async function () {
      this.timeout(300_000);
      ocean = await startDigitalOcean();
      fill(ocean);
      shell = await shellRunner();
      session = await openSession({
        version,
        settings: { 'http.proxy': ocean.proxy },
        env: { [trust]: ocean.caFile },
      });
      tree = await session.workbench.view('Spaces');
    });
    afterEach(async function () {
      if (this.currentTest?.state !== 'failed') return;
      await session.workbench.screenshot(`failed-${this.currentTest.fullTitle().replace(/\W+/g, '-')}`);
      await session.workbench.dismissAll();
    });
    after(async () => {
      await session?.close();
      await ocean?.stop();
    });

    /** As the receiver of a link, on the same network. */
    const curl = (command: string) => {
      const network = `-sS --proxy '${ocean.proxy}' --cacert '${ocean.caFile}'`;
      return shell.run('bash', command.replace(/^curl /, `curl ${network} `));
    };
    const copyLink = async (row: string) => {
      await session.workbench.writeClipboard('');
      await tree.pickFromMenu(row, 'Copy Signed URL…');
      await session.workbench.quickInput.pick('1 hour');
      return session.workbench.expectClipboard(/^https:/);
    };

    it('adds a connection for each region that was picked', async () => {
      const { workbench } = session;
      await addRegions(workbench, ocean, ['New York City (NYC3)', 'Frankfurt (FRA1)']);
      await workbench.notifications.expect('Connections added: DigitalOcean NYC3, DigitalOcean FRA1');
      await tree.expectRow('DigitalOcean FRA1');
      await tree.expand('DigitalOcean NYC3');
      assert.deepEqual(await tree.labels(), ['DigitalOcean FRA1', 'DigitalOcean NYC3', 'photos']);
      await tree.expand('DigitalOcean FRA1');
      await tree.expectRow('backup');
    });

    it('reads through the proxy alone', async () => {
      await tree.expand('photos');
      await tree.expand('cats');
      await tree.expectRow('Größe 1.jpg');
      const asked = ocean.asked();
      assert.ok(asked.includes('nyc3.digitaloceanspaces.com:443'), 'the list of Spaces');
      assert.ok(asked.includes('photos.nyc3.digitaloceanspaces.com:443'), 'the Space, by its own host');
    });

    it('copies a virtual-hosted link for the region, which downloads', async () => {
      link = await copyLink('Größe 1.jpg');
      const { hostname, pathname, searchParams } = new URL(link);
      assert.equal(hostname, 'photos.nyc3.digitaloceanspaces.com');
      assert.equal(pathname, '/cats/Gr%C3%B6%C3%9Fe%201.jpg');
      assert.match(searchParams.get('X-Amz-Credential') ?? '', /\/nyc3\/s3\/aws4_request$/);
      const { stdout } = await curl(`curl -o got.jpg -w '%{http_code}' '${link}'`);
      assert.equal(stdout, '200');
      assert.equal(await readFile(join(shell.folder, 'got.jpg'), 'utf8'), 'a cat');
    });

    it('copies an upload command to the same host, which uploads', async () => {
      const { workbench } = session;
      await workbench.writeClipboard('');
      await tree.pickFromMenu('Größe 1.jpg', 'Copy Upload Command…');
      await workbench.quickInput.pick('1 hour');
      const command = await workbench.expectClipboard(/^curl /);
      assert.match(command, /https:\/\/photos\.nyc3\.digitaloceanspaces\.com\/?'?$/);
      await writeFile(join(shell.folder, 'Größe 1.jpg'), 'another cat');
      const { status, stdout } = await curl(command);
      assert.equal(status, 0, stdout);
      assert.equal(ocean.region('nyc3').get('photos', PHOTO)?.body().toString(), 'another cat');
    });

    it('uploads a file by the same way', async () => {
      const path = join(shell.folder, 'a dog.bin');
      // More than goes in one piece.
      const dog = Buffer.alloc(1_000_000, 'a dog');
      await writeFile(path, dog);
      await tree.pickFromMenu('photos', 'Upload Files…');
      await answerPath(session.workbench.quickInput, path);
      await tree.expectRow('a dog.bin');
      assert.ok(ocean.region('nyc3').get('photos', 'a dog.bin')?.body().equals(dog));
    });

    it('opens a Space that is in another region than its connection, and links to it there', async () => {
      const { workbench } = session;
      await tree.pickFromMenu('DigitalOcean NYC3', 'Add a Space…');
      await workbench.quickInput.answer('archive');
      await workbench.quickInput.expectClosed();
      await tree.expand('archive');
      await tree.expectRow('2019.zip');
      const { hostname, searchParams } = new URL(await copyLink('2019.zip'));
      assert.equal(hostname, 'archive.sgp1.digitaloceanspaces.com');
      assert.match(searchParams.get('X-Amz-Credential') ?? '', /\/sgp1\/s3\/aws4_request$/);
      const { stdout } = await curl(`curl -w '%{http_code}' '${await workbench.readClipboard()}'`);
      assert.equal(stdout, 'old200');
    });

    it('says that the proxy is down; links are copied nevertheless', async () => {
      await ocean.endProxy();
      await tree.pickFromMenu('DigitalOcean FRA1', 'Test Connection');
      const said = await session.workbench.notifications.expect(
        /^The test of the connection DigitalOcean FRA1 failed/,
      );
      assert.match(said, /The proxy can't be reached. Check the proxy settings/);
      await session.workbench.screenshot(`ocean-proxy-down-${version}`);
      assert.notEqual(await copyLink('Größe 1.jpg'), link);
    });
  });
}

describe("DigitalOcean's hosts, where their authority is unknown", function () {
  this.timeout(60_000);
  let ocean: DigitalOcean;
  let session: Session;

  before(async function () {
    this.timeout(300_000);
    ocean = await startDigitalOcean();
    session = await openSession({ settings: { 'http.proxy': ocean.proxy } });
  });
  after(async () => {
    await session?.close();
    await ocean?.stop();
  });

  it('says so, and leads back to the region', async () => {
    const { workbench } = session;
    const tree = await workbench.view('Spaces');
    await tree.clickWelcomeButton('Add Connection');
    await answerUpToSecret(workbench, ocean, ['New York City (NYC3)']);
    const said = await workbench.dialog.text();
    assert.match(said, /does not trust the issuer of the certificate of: nyc3\.digitaloceanspaces\.com/);
    await workbench.screenshot('ocean-untrusted');
    await workbench.dialog.click('Change Region');
    await workbench.quickInput.expect(/Region$/);
    await workbench.quickInput.escape();
  });
});

function fill(ocean: DigitalOcean): void {
  ocean.region('nyc3').put('photos', PHOTO, 'a cat');
  ocean.region('fra1').put('backup', 'disk.img', 'x');
  ocean.region('sgp1').put('archive', '2019.zip', 'old');
}

async function addRegions(
  workbench: Workbench,
  ocean: DigitalOcean,
  regions: readonly string[],
): Promise<void> {
  await workbench.run('Spaceport: Add Connection…');
  await answerUpToSecret(workbench, ocean, regions);
  await workbench.quickInput.expect(/Name$/);
  assert.equal(await workbench.quickInput.value(), 'DigitalOcean');
  await workbench.quickInput.accept();
}

async function answerUpToSecret(
  { quickInput }: Workbench,
  ocean: DigitalOcean,
  regions: readonly string[],
): Promise<void> {
  const { accessKeyId, secretAccessKey } = ocean.region('nyc3').credentials;
  await quickInput.expect(/Provider$/);
  await quickInput.pick('DigitalOcean');
  await quickInput.expect(/Region$/);
  for (const region of regions) await quickInput.toggle(region);
  await quickInput.accept();
  await quickInput.expect(/Access key ID$/);
  await quickInput.answer(accessKeyId);
  await quickInput.expect(/Secret access key$/);
  await quickInput.answer(secretAccessKey);
}
