// Adding and mending connections as a person does, with everything that can go wrong on the way.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { answerAddConnection } from './support/connection.ts';
import { filesHolding } from './support/filesHolding.ts';
import { useSession } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

const MINUTE = 60_000;
const HOSTILE = '[x](command:workbench.action.quit) $(trash)';

describe('connections', function () {
  this.timeout(90_000);
  const session = useSession();
  let store: MemoryStore;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    store = await startStore({ spaces: ['photos', 'letters'] });
    store.put('photos', 'cat.jpg', 'meow');
    workbench = session().workbench;
    tree = await workbench.view('Spaces');
    await tree.expectWelcome(/DigitalOcean Spaces/);
  });
  after(() => store.stop());

  const question = (field: string) =>
    workbench.quickInput.expect(new RegExp(`Add Connection \\(\\d/\\d\\): ${field}`));
  const screenshot = (name: string) => workbench.screenshot(`connections-${name}`);
  /** Every secret that was typed. */
  const typed: string[] = [];
  /** Up to the secret, which is sent. */
  const answerUpToSecret = async (
    secret: string,
    { endpoint = store.endpoint, key = store.credentials.accessKeyId } = {},
  ) => {
    const { quickInput } = workbench;
    await workbench.run('Spaceport: Add Connection…');
    await question('Provider');
    await quickInput.pick('Other S3-compatible');
    await question('Endpoint');
    await quickInput.answer(endpoint);
    await question('Region');
    await quickInput.accept();
    await question('Addressing');
    await quickInput.pick('Path (host/bucket)');
    await question('Access key ID');
    await quickInput.answer(key);
    await question('Secret access key');
    await quickInput.answer(secret);
    if (secret.length > 1) typed.push(secret);
  };
  const nameIt = async (name: string) => {
    await question('Name');
    await workbench.quickInput.answer(name);
    await tree.expectRow(name);
  };

  it("offers DigitalOcean's regions by name, several at once, and leads back with the answers kept", async () => {
    const { quickInput } = workbench;
    await workbench.run('Spaceport: Add Connection…');
    await quickInput.expect('Add Connection (1/8): Provider');
    await quickInput.pick('DigitalOcean');
    await quickInput.expect('Add Connection (2/6): Region');
    await quickInput.toggle('New York City (NYC3)');
    await quickInput.toggle('Frankfurt (FRA1)');
    await screenshot('regions');
    await quickInput.accept();
    await quickInput.expect('Add Connection (3/6): Access key ID');
    assert.deepEqual(
      (await quickInput.buttons()).map((tooltip) => tooltip.replace(/ \(.*\)$/, '')),
      ['Back', 'Open the page where access keys are made'],
    );
    await quickInput.type('a b');
    await quickInput.expectMessage(/no spaces/);
    await quickInput.type('dop_v1_0123');
    await quickInput.expectMessage(/API token/);
    await screenshot('not-a-key');
    await quickInput.back();
    await quickInput.expect('Add Connection (2/6): Region');
    const ticked = (await quickInput.items()).filter(({ isChecked }) => isChecked);
    assert.deepEqual(
      ticked.map(({ label }) => label),
      ['New York City (NYC3)', 'Frankfurt (FRA1)'],
    );
    await quickInput.escape();
    assert.deepEqual(await workbench.notifications.texts(), []);
    assert.deepEqual(await tree.labels(), []);
  });

  it('a region that is typed for and not ticked is meant', async () => {
    const { quickInput } = workbench;
    await workbench.run('Spaceport: Add Connection…');
    await quickInput.expect('Add Connection (1/8): Provider');
    await quickInput.pick('DigitalOcean');
    await quickInput.expect('Add Connection (2/6): Region');
    await quickInput.answer('ams3');
    await quickInput.expect('Add Connection (3/6): Access key ID');
    await quickInput.back();
    const ticked = (await quickInput.items()).filter(({ isChecked }) => isChecked);
    assert.deepEqual(
      ticked.map(({ label }) => label),
      ['Amsterdam (AMS3)'],
    );
    await quickInput.escape();
  });

  it('warns of plain http to another machine', async () => {
    const { quickInput } = workbench;
    await workbench.run('Spaceport: Add Connection…');
    await question('Provider');
    await quickInput.pick('Other S3-compatible');
    await question('Endpoint');
    await quickInput.type('http://192.168.1.4:9000');
    await quickInput.expectMessage(/With http: others on the network can read/);
    await screenshot('plain-http');
    await quickInput.type('https://s3.example.com/bucket');
    await quickInput.expectMessage(/Leave the path out/);
    await quickInput.escape();
  });

  it('a wrong secret is said, and reopens at the secret with the rest kept', async () => {
    await answerUpToSecret('wrong-wrong-wrong-wrong');
    assert.match(
      await workbench.dialog.text(),
      /^Connection test failed: The secret access key does not match/,
    );
    assert.deepEqual((await workbench.dialog.buttons()).sort(), [
      'Cancel',
      'Change Secret',
      'Learn More',
      'Save Anyway',
      'Try Again',
    ]);
    await screenshot('wrong-secret');
    await workbench.dialog.click('Change Secret');
    await question('Secret access key');
    await workbench.quickInput.answer(store.credentials.secretAccessKey);
    await nameIt('Mended');
    await workbench.notifications.expect('Connection added: Mended');
    await tree.expand('Mended');
    await tree.expectRow('photos');
  });

  it('a dismissed failure goes back too, and a wrong key leads to the key', async () => {
    await answerUpToSecret('x', { key: 'NOSUCHKEY' });
    assert.match(await workbench.dialog.text(), /does not know this access key ID/);
    await workbench.dialog.escape();
    await question('Access key ID');
    assert.equal(await workbench.quickInput.value(), 'NOSUCHKEY');
    await workbench.quickInput.escape();
  });

  it('a host that nobody knows leads to the endpoint, or is saved anyway', async () => {
    await answerUpToSecret('x', { endpoint: 'https://nowhere.invalid' });
    assert.match(await workbench.dialog.text(), /No server has this name/);
    await workbench.dialog.click('Change Endpoint');
    await question('Endpoint');
    await workbench.quickInput.escape();
    await answerUpToSecret('x', { endpoint: 'https://nowhere.invalid' });
    await workbench.dialog.click('Save Anyway');
    await workbench.quickInput.expect('Add Connection (7/7): Name');
    await nameIt('Nowhere');
  });

  it('a key that may not list is asked for its Spaces, and each is tried', async () => {
    const limited = store.addUser({ noListBuckets: true, spaces: ['photos'] });
    await answerUpToSecret(limited.secretAccessKey, { key: limited.accessKeyId });
    await workbench.quickInput.expect('Add Connection (7/8): Spaces');
    await screenshot('spaces');
    await workbench.quickInput.answer('photos, letters');
    assert.match(await workbench.dialog.text(), /may not list the Space: letters/);
    await workbench.dialog.click('Change Spaces');
    await workbench.quickInput.expect('Add Connection (7/8): Spaces');
    await workbench.quickInput.answer('photos');
    await nameIt('Limited');
    await tree.collapse('Mended');
    await tree.expand('Limited');
    await tree.expectRow('photos');
  });

  it('a clock ten minutes off is said, and works', async () => {
    await workbench.notifications.clear();
    store.clock.advance(10 * MINUTE);
    await answerUpToSecret(store.credentials.secretAccessKey);
    await nameIt('Late');
    const said = await workbench.notifications.expect('Connection added: Late');
    assert.match(
      said,
      /^Connection added: Late\. The remote machine's clock is 10 min slow; signing corrects for it\.$/,
    );
    // Twenty more are too many for the server; its refusal carries the true time, and the second try has it.
    store.clock.advance(20 * MINUTE);
    await answerUpToSecret(store.credentials.secretAccessKey);
    await nameIt('Later');
    assert.match(await workbench.notifications.expect('Connection added: Later'), /clock is 30 min slow/);
    store.clock.reset();
    await workbench.notifications.clear();
  });

  it('the lock in the last question makes it read-only', async () => {
    await answerUpToSecret(store.credentials.secretAccessKey);
    await question('Name');
    await workbench.quickInput.press('Read-only: off');
    await workbench.quickInput.button('Read-only: on').waitFor();
    await screenshot('read-only');
    await nameIt('Careful');
    const menu = await tree.menuOf('Careful');
    assert.ok((await menu.entries()).includes('Test Connection'));
    await menu.escape();
  });

  it('tests a connection, and mends a wrong secret from the error itself', async () => {
    await tree.pickFromMenu('Mended', 'Test Connection');
    await workbench.notifications.expect(/The connection works: Mended. Spaces it may use: 2/);
    await workbench.notifications.clear();
    store.removeUser(store.credentials.accessKeyId);
    const { accessKeyId, secretAccessKey } = store.addUser({});
    await tree.pickFromMenu('Mended', 'Test Connection');
    const failed = /The test of the connection Mended failed: The server does not know this access key ID/;
    await workbench.notifications.expect(failed);
    await screenshot('test-failed');
    await workbench.notifications.click(failed, 'Enter Key Again…');
    await workbench.quickInput.expect('Enter Key (2/2): Secret access key');
    await workbench.quickInput.back();
    await workbench.quickInput.expect('Enter Key (1/2): Access key ID');
    assert.equal(await workbench.quickInput.value(), store.credentials.accessKeyId);
    await workbench.quickInput.answer(accessKeyId);
    await workbench.quickInput.expect('Enter Key (2/2): Secret access key');
    await workbench.quickInput.answer(secretAccessKey);
    typed.push(secretAccessKey);
    await workbench.notifications.expect('Key pair saved: Mended');
  });

  it('shows a hostile name as text, in rows, questions and messages', async () => {
    const other = store.addUser({});
    await workbench.notifications.clear();
    await workbench.run('Spaceport: Add Connection…');
    await answerAddConnection(workbench, { name: HOSTILE, endpoint: store.endpoint, ...other });
    const said = await workbench.notifications.expect('Connection added: [x]');
    assert.ok(said.includes('command') && said.includes('(trash)'));
    const row = (await tree.labels()).find((label) => label.startsWith('[x]')) ?? '';
    await tree.pickFromMenu(row, 'Remove Connection');
    assert.match(await workbench.dialog.text(), /\[x\].*\(command.*\(trash\)/);
    await screenshot('hostile');
    await workbench.dialog.escape();
    assert.deepEqual(
      workbench.notifications.seen.flatMap(({ links }) => links),
      [],
    );
  });

  it('fault 11: no secret was in a message, and none is on disk outside the encrypted store', async () => {
    const { server, browser } = session();
    const secrets = [store.credentials.secretAccessKey, ...typed];
    const said = JSON.stringify(workbench.notifications.seen);
    assert.ok(secrets.every((secret) => !said.includes(secret)));
    const folders = [server.root, browser.profileFolder];
    // The state is on disk a moment after a change: the names are there to be found, so a secret would be.
    await eventually(async () => (await filesHolding(folders, ['Careful'])).length > 0);
    assert.deepEqual(await filesHolding(folders, secrets), []);
  });
});
