// Spaces that a connection names itself: beside the server's list, and in the web-worker host, where that can't be read.
import assert from 'node:assert/strict';
import { inWebHost } from '../support/editor/server.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { askUpTo } from './support/addConnectionQuestions.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

const REMOVE = 'Remove Space from Connection';

async function startFilledStore(): Promise<MemoryStore> {
  const store = await startStore({ spaces: ['private'] });
  store.addSpace('photos', { cors: [{ origins: ['*'], methods: ['GET', 'HEAD'], headers: ['*'] }] });
  for (const space of ['photos', 'private']) store.put(space, 'cat.jpg', 'meow');
  return store;
}

const isGone = (tree: Tree, label: string) => eventually(async () => (await tree.row(label).count()) === 0);

describe('named Spaces in the web-worker host', function () {
  this.timeout(90_000);
  let store: MemoryStore;
  let caller: Caller;
  let session: Session;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    [store, caller] = await Promise.all([startFilledStore(), makeCaller()]);
    session = await openSession({ developmentPath: caller.developmentPath, settings: inWebHost });
    tree = await session.workbench.view('Spaces');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const listed = () =>
    store.requests().filter(({ method, space }) => method === 'GET' && space === undefined);

  it('Add Connection asks for them, and lets one be saved that CORS alone keeps from being tested', async () => {
    const { workbench } = session;
    const { quickInput, dialog, notifications } = workbench;
    await askUpTo(workbench, 'Secret access key', { endpoint: store.endpoint, ...store.credentials });
    await quickInput.answer(store.credentials.secretAccessKey);
    await quickInput.expect(/Add Connection \(7\/8\): Spaces/);
    await workbench.screenshot('named-web-question');
    await quickInput.answer('photos, private');
    const said = await dialog.text();
    assert.match(said, /^Connection test failed: CORS rules don't allow .*: private/);
    assert.match(said, /Signed URLs and upload commands .* work/);
    await workbench.screenshot('named-web-cors');
    await dialog.click('Save Anyway');
    await quickInput.answer('Web');
    await notifications.expect('Connection added: Web');
    await tree.expand('Web');
    await tree.expand('photos');
    await tree.expectRow('cat.jpg');
    assert.deepEqual(listed(), []);
  });

  it('a connection that names none says so, asks for nothing, and takes a name from that row', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await tree.collapse('Web');
    await caller.addConnection(store, 'Synced');
    await tree.expand('Synced');
    const row = "A browser can't read the list of Spaces. Use Add a Space… to name those to show.";
    await tree.expectRow(row);
    const report = await caller.call('testConnection', { connection: 'Synced' });
    assert.deepEqual(report, { ok: false, reason: row });
    assert.ok((await tree.inlineActions(row)).includes('Add a Space…'));
    await workbench.screenshot('named-web-row');
    await tree.clickInlineAction(row, 'Add a Space…');
    await quickInput.answer('photos');
    await tree.expectRow('photos');
    await isGone(tree, row);
    assert.deepEqual(await caller.call('testConnection', { connection: 'Synced' }), {
      ok: true,
      spaces: ['photos'],
    });
    assert.deepEqual(listed(), []);
    assert.match(await tree.tooltip('Synced'), /Requests are sent from this browser/);
  });

  it('a name goes again from the menu of its Space, and nothing else', async () => {
    const { workbench } = session;
    const before = store.requests().length;
    await tree.pickFromMenu('photos', REMOVE);
    await workbench.notifications.expect('Removed from the connection, not from the store: photos');
    await isGone(tree, 'photos');
    await workbench.screenshot('named-web-removed');
    assert.equal(store.requests().length, before);
  });
});

describe('named Spaces beside a list', function () {
  this.timeout(90_000);
  let store: MemoryStore;
  let session: Session;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    const caller = await makeCaller();
    store = await startFilledStore();
    session = await openSession({ developmentPath: caller.developmentPath });
    tree = await session.workbench.view('Spaces');
    await caller.addConnection(store, 'Both');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const add = async (name: string) => {
    await tree.pickFromMenu('Both', 'Add a Space…');
    await session.workbench.quickInput.answer(name);
  };

  it('a Space is added beside those that the server lists, also those it lists later', async () => {
    await tree.expand('Both');
    await add('misspelt');
    assert.match(
      await session.workbench.dialog.text(),
      /misspelt could not be opened: There is no such Space/,
    );
    await session.workbench.dialog.click('Add Anyway');
    for (const space of ['misspelt', 'photos', 'private']) await tree.expectRow(space);
    store.addSpace('added-later');
    await tree.pickFromMenu('Both', 'Refresh');
    await tree.expectRow('added-later');
    await session.workbench.screenshot('named-beside');
  });

  it('only a Space that is there by its name alone can be removed', async () => {
    const menu = await tree.menuOf('photos');
    assert.ok(!(await menu.entries()).includes(REMOVE));
    await menu.escape();
    await tree.pickFromMenu('misspelt', REMOVE);
    await isGone(tree, 'misspelt');
    await tree.expectRow('photos');
  });

  it('where the list is refused, the named ones stay, with the reason', async () => {
    await add('elsewhere');
    await session.workbench.dialog.click('Add Anyway');
    await tree.expectRow('elsewhere');
    const isList = ({ space }: { space: string | undefined }) => space === undefined;
    store.faults.next({ kind: 'status', status: 403, code: 'AccessDenied', match: isList, times: 2 });
    await tree.pickFromMenu('Both', 'Refresh');
    await isGone(tree, 'private');
    await tree.expectRow('elsewhere');
    await tree.expectRow('This access key may not list Spaces. Name the Spaces in the connection instead.');
    await session.workbench.screenshot('named-refused');
  });

  it('a connection says where its requests are sent from, here the far end of the window', async () => {
    assert.match(await tree.tooltip('Both'), /Requests are sent from the remote machine: 127\.0\.0\.1:\d+/);
  });
});
