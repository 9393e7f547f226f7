// Two windows of one profile: what one changes about a connection the other shows, without a reload.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { answerAddConnection } from './support/connection.ts';
import { useSession } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

const FIELDS = ['Provider', 'Endpoint', 'Region', 'Addressing', 'Access key ID', 'Secret access key', 'Name'];

describe('two windows', function () {
  this.timeout(90_000);
  const session = useSession();
  let store: MemoryStore;
  let first: Workbench;
  let second: Workbench;
  let firstTree: Tree;
  let secondTree: Tree;

  before(async () => {
    store = await startStore({ spaces: ['photos'] });
    store.put('photos', 'cat.jpg', 'meow');
  });
  after(() => store.stop());

  const isGone = (tree: Tree, label: string) =>
    eventually(async () => (await tree.row(label).count()) === 0, 15_000);

  it('a connection added in one appears in the other', async () => {
    first = session().workbench;
    second = await session().openWindow();
    secondTree = await second.view('Spaces');
    await secondTree.expectWelcome(/DigitalOcean Spaces/);
    await first.page.bringToFront();
    firstTree = await first.view('Spaces');
    await firstTree.clickWelcomeButton('Add Connection');
    await answerAddConnection(first, { name: 'Shared', endpoint: store.endpoint, ...store.credentials });
    await firstTree.expectRow('Shared');
    await secondTree.expectRow('Shared');
  });

  it('a secret that is not there is a row that says so and takes it again', async () => {
    // A browser's window reads its secrets once: those of another window are not there before a reload.
    await second.page.bringToFront();
    await secondTree.expand('Shared');
    const missing = (await secondTree.labels())[1] ?? '';
    assert.match(
      missing,
      /^Enter the access key again, or reload this window .* None is known here for: Shared$/,
    );
    await second.screenshot('windows-missing-secret');
    await secondTree.clickInlineAction(missing, 'Enter Key');
    await second.quickInput.expect('Enter Key (1/2): Access key ID');
    await second.quickInput.answer(store.credentials.accessKeyId);
    await second.quickInput.expect('Enter Key (2/2): Secret access key');
    await second.quickInput.answer(store.credentials.secretAccessKey);
    await second.notifications.expect('Key pair saved: Shared');
    await secondTree.expectRow('photos');
    await second.screenshot('windows-key-entered');
  });

  it('a copy made in the other shows in the first', async () => {
    await secondTree.pickFromMenu('Shared', 'Duplicate Connection…');
    const { quickInput } = second;
    for (const field of FIELDS) {
      await quickInput.expect(new RegExp(`Duplicate Connection \\(\\d/\\d\\): ${field}`));
      await quickInput.accept();
    }
    await secondTree.expectRow('Shared 2');
    await firstTree.expectRow('Shared 2');
  });

  it('a key that another window took is there after a reload, which the row offers', async () => {
    await first.page.bringToFront();
    await firstTree.expand('Shared 2');
    const missing =
      (await firstTree.labels()).find((label) => label.startsWith('Enter the access key')) ?? '';
    await first.screenshot('windows-reload');
    const loaded = first.page.waitForEvent('load');
    await firstTree.clickInlineAction(missing, 'Reload Window');
    await loaded;
    firstTree = await first.view('Spaces');
    await firstTree.expand('Shared 2');
    await firstTree.expectRow('photos');
  });

  it('a connection removed in one disappears from the other', async () => {
    await secondTree.pickFromMenu('Shared', 'Remove Connection');
    assert.match(await second.dialog.text(), /^Remove this connection\? Shared\n/);
    await second.screenshot('windows-remove');
    await second.dialog.click('Remove');
    await isGone(secondTree, 'Shared');
    await isGone(firstTree, 'Shared');
    await firstTree.expectRow('Shared 2');
  });
});
