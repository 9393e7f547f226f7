// A connection over its life: tested, edited, moved, duplicated, mended from its own rows, removed.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { askUpTo, expectQuestion } from './support/addConnectionQuestions.ts';
import { useSession } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

describe('a connection', function () {
  this.timeout(60_000);
  const session = useSession();
  let store: MemoryStore;
  let other: MemoryStore;
  let tree: Tree;
  let workbench: Workbench;

  before(async () => {
    store = await startStore({ spaces: ['photos'] });
    other = await startStore({ spaces: ['moved'], credentials: store.credentials });
    workbench = session().workbench;
    tree = await workbench.view('Spaces');
    await askUpTo(workbench, 'Name', { endpoint: store.endpoint, ...store.credentials });
    await workbench.quickInput.answer('Work');
    await tree.expectRow('Work');
  });
  after(async () => {
    await store?.stop();
    await other?.stop();
  });

  const screenshot = (name: string) => workbench.screenshot(`edit-${name}`);
  const rowOf = async (label: string) => (await tree.rows()).find((row) => row.label === label);
  const acceptUpTo = async (question: 'Secret access key' | 'Name', flow: string) => {
    for (const each of ['Provider', 'Endpoint', 'Region', 'Addressing', 'Access key ID'] as const) {
      await expectQuestion(workbench, each, flow);
      await workbench.quickInput.accept();
    }
    await expectQuestion(workbench, 'Secret access key', flow);
    if (question === 'Secret access key') return;
    await workbench.quickInput.accept();
    await expectQuestion(workbench, 'Name', flow);
  };

  it('is edited with everything filled in; an empty secret keeps the current one', async () => {
    const { quickInput, notifications } = workbench;
    await tree.pickFromMenu('Work', 'Edit Connection…');
    await acceptUpTo('Secret access key', 'Edit Connection');
    assert.equal(await quickInput.value(), '', 'the secret is not shown, not even as dots');
    assert.equal(await quickInput.placeholder(), 'Leave empty to keep the current one');
    await screenshot('kept-secret');
    await quickInput.accept();
    await expectQuestion(workbench, 'Name', 'Edit Connection');
    assert.equal(await quickInput.value(), 'Work');
    await quickInput.press('Read-only: off');
    await quickInput.button('Read-only: on').waitFor();
    await quickInput.answer('Home');
    await notifications.expect('Connection saved: Home');
    await tree.expectRow('Home');
    assert.match((await rowOf('Home'))?.description ?? '', /^read-only · /);
    await tree.expand('Home');
    await tree.expectRow('photos');
  });

  it('asks for the secret again where its endpoint changes', async () => {
    const { quickInput, notifications } = workbench;
    await tree.pickFromMenu('Home', 'Edit Connection…');
    await expectQuestion(workbench, 'Provider', 'Edit Connection');
    await quickInput.accept();
    await expectQuestion(workbench, 'Endpoint', 'Edit Connection');
    assert.equal(await quickInput.value(), store.endpoint);
    await quickInput.answer(other.endpoint);
    for (const each of ['Region', 'Addressing', 'Access key ID'] as const) {
      await expectQuestion(workbench, each, 'Edit Connection');
      await quickInput.accept();
    }
    await expectQuestion(workbench, 'Secret access key', 'Edit Connection');
    assert.equal(await quickInput.placeholder(), '');
    await quickInput.accept();
    await quickInput.expectMessage(/Give the secret access key/);
    assert.equal(other.requests().length, 0, 'nothing was sent to the new place');
    await quickInput.answer(other.credentials.secretAccessKey);
    await expectQuestion(workbench, 'Name', 'Edit Connection');
    await quickInput.accept();
    await notifications.expect('Connection saved: Home');
    await tree.expectRow('moved');
  });

  it('is duplicated under a name with a number, with its key pair', async () => {
    const { quickInput, notifications } = workbench;
    await tree.pickFromMenu('Home', 'Duplicate Connection…');
    await acceptUpTo('Name', 'Duplicate Connection');
    assert.equal(await quickInput.value(), 'Home 2');
    await quickInput.accept();
    await notifications.expect('Connection added: Home 2');
    await tree.collapse('Home');
    await tree.expand('Home 2');
    await tree.expectRow('moved');
    await tree.collapse('Home 2');
  });

  it('is removed after one question that names it, or not', async () => {
    const { dialog } = workbench;
    await tree.pickFromMenu('Home 2', 'Remove Connection');
    assert.match(await dialog.text(), /^Remove this connection\? Home 2\nNothing changes at the server\./);
    assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Remove']);
    await screenshot('remove');
    await dialog.escape();
    assert.ok(await rowOf('Home 2'));
    await tree.pickFromMenu('Home 2', 'Remove Connection');
    await dialog.click('Remove');
    await eventually(async () => (await rowOf('Home 2')) === undefined);
  });

  it('mends a wrong secret from the row that says so', async () => {
    const { quickInput, dialog, notifications } = workbench;
    const { accessKeyId } = other.credentials;
    const secretAccessKey = 'anotherSecretOfTheSameKey';
    other.removeUser(accessKeyId);
    other.addUser({ accessKeyId, secretAccessKey });
    await tree.pickFromMenu('Home', 'Test Connection');
    const failed =
      /^The test of the connection Home failed: The secret access key does not match this access key ID\.$/;
    const ways = ['Enter Key Again…', 'Retry', 'Learn More'];
    assert.deepEqual(await notifications.buttons(failed), ways);
    await notifications.clear();
    await tree.pickFromMenu('Home', 'Refresh');
    await tree.expand('Home');
    const row = 'The secret access key does not match this access key ID.';
    await tree.expectRow(row);
    await screenshot('wrong-secret-row');
    assert.ok((await tree.inlineActions(row)).some((title) => title.startsWith('Enter Key Again')));
    await tree.clickInlineAction(row, 'Enter Key Again');
    await quickInput.expect('Enter Key (2/2): Secret access key');
    await quickInput.answer('stillWrong');
    assert.match(await dialog.text(), /does not match/);
    await dialog.click('Change Secret');
    await quickInput.expect('Enter Key (2/2): Secret access key');
    await quickInput.answer(secretAccessKey);
    await notifications.expect('Key pair saved: Home');
    await tree.expectRow('moved');
  });

  it('says that its secret is lost, and takes it again', async () => {
    const { quickInput, notifications } = workbench;
    // The browser's half of the secret storage is gone, as after clearing its data.
    await workbench.page.evaluate(() => localStorage.clear());
    await workbench.reload();
    tree = await workbench.view('Spaces');
    await tree.expectRow('Home');
    await tree.expand('Home');
    const lost = (await tree.labels()).find((label) => label.startsWith('Enter the access key again')) ?? '';
    assert.match(lost, /None is known here for: Home$/);
    await screenshot('lost-secret');
    await tree.clickInlineAction(lost, 'Enter Key Again');
    await quickInput.expect('Enter Key (1/2): Access key ID');
    await quickInput.answer(other.credentials.accessKeyId);
    await quickInput.expect('Enter Key (2/2): Secret access key');
    await quickInput.answer('anotherSecretOfTheSameKey');
    await notifications.expect('Key pair saved: Home');
    await tree.expectRow('moved');
  });
});
