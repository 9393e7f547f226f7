// Spaces made, set, measured and deleted as a person does it; and what a key may not do, seen before it is tried.
import assert from 'node:assert/strict';
import { signedFetch } from '../support/signedFetch.ts';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import type { Caller } from './support/caller.ts';
import type { Session } from './support/session.ts';
import { useStoreSession } from './support/storeSession.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

describe('Spaces and what a key may do', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;

  const opened = useStoreSession((filled) => {
    for (const key of ['offer.pdf', 'reports/2026/summary.pdf', 'reports/plan.txt'])
      filled.put('things', key, `the content of ${key}`);
  });
  before(async () => {
    ({ store, session, caller } = opened());
    const { accessKeyId, secretAccessKey } = store.addUser({ readOnly: true, spaces: ['things'] });
    await caller.addConnection(store, 'Reader', { accessKeyId, secretAccessKey });
    tree = await session.workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expectRow('things');
  });

  /** Begins an upload, and sends one part of it. */
  const begin = async (key: string) => {
    const url = `${store.endpoint}/things/${key}`;
    const answer = await signedFetch(`${url}?uploads=`, store.credentials, { method: 'POST' });
    const id = /<UploadId>(.*?)<\/UploadId>/.exec(await answer.text())?.[1];
    const part = `${url}?partNumber=1&uploadId=${id}`;
    assert.ok((await signedFetch(part, store.credentials, { method: 'PUT', body: 'one part.' })).ok);
  };
  const isGone = (label: string) => eventually(async () => (await tree.row(label).count()) === 0);

  it('a name is judged as it is typed, and the Space is there', async () => {
    const { quickInput } = session.workbench;
    await tree.pickFromMenu('Main', 'Create Space…');
    await quickInput.expect('Create Space: Main');
    const refused: readonly (readonly [string, RegExp])[] = [
      ['New_Space', /small letters/],
      ['ab', /3 to 63 characters/],
      ['-ab', /begins and ends with/],
      ['192.168.0.1', /IP address/],
      ['things', /in the list already/],
    ];
    for (const [name, why] of refused) {
      await quickInput.type(name);
      await quickInput.expectMessage(why);
    }
    await session.workbench.screenshot('spaces-create-name');
    await quickInput.answer('new-space');
    await quickInput.pick('Only key pairs with the right to');
    await tree.expectRow('new-space');
    await session.workbench.screenshot('spaces-created');
  });

  it('versioning says what it means and is turned on', async () => {
    const { quickInput, notifications } = session.workbench;
    await tree.pickFromSubmenu('new-space', 'Manage', 'Versioning…');
    await quickInput.expect('Versioning: new-space');
    await session.workbench.screenshot('spaces-versioning');
    await quickInput.pick('Keep Versions');
    await notifications.expect('The Space keeps versions from now on: new-space');
    assert.deepEqual(
      await caller.call('setVersioning', { connection: 'Main', space: 'new-space', enabled: true }),
      {
        enabled: true,
      },
    );
    await notifications.clear();
  });

  it('an empty Space goes after one question', async () => {
    const { dialog, notifications } = session.workbench;
    await tree.pickFromMenu('new-space', 'Delete Space…');
    assert.match(await dialog.text(), /^Delete the Space new-space\?\nIt is empty\. This can't be undone/);
    await session.workbench.screenshot('spaces-delete-empty');
    await dialog.click('Delete');
    await notifications.expect('The Space is deleted: new-space');
    await isGone('new-space');
    await notifications.clear();
  });

  it('the size of a folder is said, and can be copied', async () => {
    const { notifications } = session.workbench;
    await tree.pickFromMenu('things', 'Calculate Size');
    const said = await notifications.expect(/^Size of things: 94 bytes\. Objects: 3\. The largest: /);
    await session.workbench.screenshot('spaces-size');
    await notifications.click(/^Size of things/, 'Copy');
    await eventually(async () => (await session.workbench.readClipboard()) === said);
    await notifications.clear();
  });

  it('unfinished uploads are shown with their size, and those ticked are aborted', async () => {
    const { quickInput, dialog, notifications } = session.workbench;
    for (const key of ['old.bin', 'new.bin']) await begin(key);
    await tree.pickFromSubmenu('things', 'Manage', 'Unfinished Uploads…');
    await quickInput.expect('Unfinished Uploads: things');
    await quickInput.toggle('old.bin');
    const [, old] = await quickInput.items();
    assert.match(old?.description ?? '', /^9 bytes · now$/);
    await session.workbench.screenshot('spaces-unfinished');
    await quickInput.accept();
    assert.match(
      await dialog.text(),
      /^Abort unfinished uploads .*things\?\nTheir parts are deleted: 1 \(9 bytes\)/,
    );
    await dialog.click('Abort Uploads');
    await notifications.expect('Unfinished uploads aborted: 1 (9 bytes)');
    assert.deepEqual(
      store.uploads('things').map(({ key }) => key),
      ['new.bin'],
    );
    await notifications.clear();
  });

  it('what a read-only key can not do is greyed, and its rows say why', async () => {
    await tree.collapse('Main');
    await tree.expand('Reader');
    await tree.expand('things');
    await eventually(async () =>
      (await tree.rows()).some(({ description }) => description.includes('read-only key')),
    );
    const greyed = async (label: string) => {
      const menu = await tree.menuOf(label);
      const titles = await menu.greyed();
      await session.workbench.screenshot(`spaces-greyed-${label}`);
      await menu.escape();
      return titles;
    };
    const ofSpace = await greyed('things');
    for (const title of ['Upload Files…', 'New Folder…', 'Delete Space…', 'Copy Upload Command…'])
      assert.ok(ofSpace.includes(title), `${title} is greyed: ${ofSpace.join(', ')}`);
    assert.ok(!ofSpace.includes('Calculate Size'));
    const ofObject = await greyed('offer.pdf');
    assert.ok(ofObject.includes('Delete') && ofObject.includes('Rename…'), ofObject.join(', '));
    assert.ok(!ofObject.includes('Copy Signed URL…'));
    assert.match(await tree.tooltip('things'), /This access key may not change objects in the Space: things/);
    await session.workbench.screenshot('spaces-reader-tooltip');
  });

  it('what a key may do is told on demand', async () => {
    const { notifications } = session.workbench;
    await tree.pickFromMenu('Reader', 'Check What the Key May Do');
    await notifications.expect(/^The key of Reader works\. It may list, and not change: things/);
    await session.workbench.screenshot('spaces-check');
    await notifications.clear();
  });

  it('all that is in a Space goes only after its name was typed', async () => {
    const { quickInput, notifications } = session.workbench;
    await tree.collapse('Reader');
    await tree.expand('Main');
    await tree.pickFromMenu('things', 'Delete Space…');
    await quickInput.expect('Delete Space: things');
    await quickInput.expectMessage(
      /All of this is deleted for good: objects: 3 \(\d+ bytes\), unfinished uploads: 1 .*Type the name/,
    );
    await session.workbench.screenshot('spaces-delete-typed');
    await quickInput.type('thing');
    await quickInput.expectMessage(/This is not the name of the Space/);
    await quickInput.answer('things');
    await notifications.expect('The Space is deleted: things');
    await tree.expectRow('This connection has no Spaces');
    await session.workbench.screenshot('spaces-deleted');
    assert.equal(store.get('things', 'offer.pdf'), undefined);
  });
});
