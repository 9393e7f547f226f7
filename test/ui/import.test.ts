// Connections from other tools' files, in a home of their own; then everything on disk is looked through for their secrets.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readLogs } from '../support/editor/server.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { filesHolding } from './support/filesHolding.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

/** With characters that URLs, JSON and base64 write differently. */
const marked = (name: string) => `Canary${name}/+=${randomBytes(24).toString('base64')}`;

describe('Import Connections', function () {
  this.timeout(60_000);
  const secret = marked('Secret');
  const wrong = marked('Wrong');
  const inEnvironment = marked('Environment');
  const accessKeyId = `CANARYKEY${randomBytes(8).toString('hex').toUpperCase()}`;
  const sources = new Map<string, string>();
  let store: MemoryStore;
  let session: Session;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ credentials: { accessKeyId, secretAccessKey: secret } });
    store.put('things', 'a b.txt', 'x');
    const env = {
      SPACES_ACCESS_KEY_ID: 'DO00ENV',
      SPACES_SECRET_ACCESS_KEY: inEnvironment,
      SPACES_REGION: 'ams3',
    };
    session = await openSession({ env, logLevel: 'trace' });
    const { home } = session.server;
    const put = async (path: string, text: string) => {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), text);
      sources.set(join(home, path), text);
    };
    await put(
      '.aws/credentials',
      `[local]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secret}\n[wrong]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${wrong}\n`,
    );
    await put(
      '.aws/config',
      `[profile local]\nservices = here\n[services here]\ns3 =\n  endpoint_url = ${store.endpoint}\n[profile wrong]\nendpoint_url = ${store.localhostEndpoint}\n[profile admin]\nrole_arn = arn:aws:iam::1:role/r\n`,
    );
    await put(
      '.config/rclone/rclone.conf',
      '# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\n4EtEEx4yX9Rmyg0=\n',
    );
    await put(
      'project/.env',
      `DO_SPACES_KEY="${accessKeyId}"\nDO_SPACES_SECRET='${secret}'\nDO_SPACES_ENDPOINT=${store.endpoint}/things\n`,
    );
    tree = await session.workbench.view('Spaces');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  it('is offered by the welcome view, and shows what was found, with its source and what can not be imported', async () => {
    const { workbench } = session;
    await tree.expectWelcome(/rclone or a \.env file/);
    await workbench.screenshot('import-welcome');
    await tree.clickWelcomeButton('Import Connections…');
    await workbench.quickInput.expect('Import Connections');
    const items = await workbench.quickInput.items();
    await workbench.screenshot('import-pick');
    const host = new URL(store.endpoint).host;
    const said = items.map(({ label, description, detail, isChecked }) => [
      label,
      description,
      detail,
      isChecked,
    ]);
    assert.deepEqual(said.slice(0, 2), [
      ['local', `${host} (us-east-1)`, 'AWS, ~/.aws/credentials, [local]', true],
      [
        'wrong',
        `localhost:${new URL(store.endpoint).port} (us-east-1)`,
        'AWS, ~/.aws/credentials, [wrong]',
        true,
      ],
    ]);
    assert.match(JSON.stringify(said[2]), /admin.*role_arn.*false/);
    assert.match(JSON.stringify(said[3]), /rclone.*rclone config show.*false/);
    assert.match(JSON.stringify(said[4]), /DigitalOcean AMS3.*SPACES_….*true/);
  });

  it('tests what is picked, names what failed, and saves the others', async () => {
    const { quickInput, dialog, notifications } = session.workbench;
    await quickInput.toggle('DigitalOcean AMS3');
    await quickInput.accept();
    assert.match(await dialog.text(), /^Connection test failed: wrong: The secret .*\nNothing is saved yet/);
    await session.workbench.screenshot('import-failed');
    assert.deepEqual((await dialog.buttons()).sort(), [
      'Cancel',
      'Save Anyway',
      'Save the Others',
      'Try Again',
    ]);
    await dialog.click('Save the Others');
    await notifications.expect('Connection added: local');
    await tree.expectRow('local');
    await tree.expand('local');
    await tree.expand('things');
    await tree.expectRow('a b.txt');
    await notifications.clear();
  });

  it('looks into a file from Add Connection, says what is here already, and takes the name of the Space', async () => {
    const { workbench } = session;
    const { quickInput, notifications } = workbench;
    await workbench.run('Spaceport: Add Connection…');
    await quickInput.expect(/Add Connection \(1\/\d\): Provider/);
    await quickInput.pick('Import from Other Tools…');
    await quickInput.expect('Import Connections');
    const [first] = await quickInput.items();
    assert.match(first?.description ?? '', /already here: local/);
    assert.equal(first?.isChecked, false);
    await quickInput.toggle('wrong');
    await quickInput.toggle('DigitalOcean AMS3');
    await quickInput.press('Look into a File…');
    const file = join(session.server.home, 'project', '.env');
    // The editor's own dialog: a box with a path in it.
    await eventually(async () => (await quickInput.value()) === `${session.server.home}/`);
    await quickInput.answer(file);
    await quickInput.expect('Import Connections');
    const found = (await quickInput.items()).find(({ detail }) => detail.includes('project/.env'));
    assert.match(found?.description ?? '', /already here: local/);
    await workbench.screenshot('import-file');
    await quickInput.press('Test before saving: on');
    await quickInput.button('Test before saving: off').waitFor();
    await quickInput.toggle(found?.label ?? '');
    await quickInput.accept();
    await notifications.expect(`Connection added: ${found?.label}`);
    await tree.expand(found?.label ?? '');
    await notifications.clear();
  });

  it('changed nothing where it came from, and no secret is anywhere else', async () => {
    const log = await readLogs(session.server, /Spaceport\.log$/);
    assert.match(log, /\[trace\]/);
    const page = await session.workbench.page.content();
    await session.close();
    for (const [path, text] of sources) assert.equal(await readFile(path, 'utf8'), text);
    assert.ok((await stat(join(session.server.home, 'project'))).isDirectory());
    for (const each of [secret, wrong, inEnvironment]) assert.ok(!page.includes(each) && !log.includes(each));
    const folders = [session.server.root, session.browser.profileFolder];
    const holding = await filesHolding(folders, [secret, wrong]);
    assert.deepEqual(
      holding.filter((path) => !sources.has(path)),
      [],
    );
    // The editor itself writes an extension host's environment into its log, at the level Trace.
    const environment = await filesHolding(folders, [inEnvironment]);
    assert.deepEqual(
      environment.filter((path) => !path.endsWith('remoteagent.log')),
      [],
    );
    assert.ok(holding.length >= 2, 'where they came from they are found');
  });
});
