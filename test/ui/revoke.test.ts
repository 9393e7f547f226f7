// Test Link and Revoke Access… as a person does them, on an object and on a share.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { Tree } from './support/tree.ts';

describe('revoking', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    for (const key of ['offer.pdf', 'plan.txt', 'team photo.jpg'])
      store.put('things', key, `the content of ${key}`);
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Main');
    tree = await session.workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expectRow('offer.pdf');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const copyLink = async (label: string) => {
    await tree.pickFromMenu(label, 'Copy Signed URL…');
    await session.workbench.quickInput.pick('1 hour');
    await session.workbench.notifications.expect(/Signed URL copied/);
    await session.workbench.notifications.clear();
    return session.workbench.readClipboard();
  };
  const statusOf = async (url: string) => (await fetch(url)).status;

  it('Test Link says what the receiver gets', async () => {
    await tree.pickFromMenu('offer.pdf', 'Test Link');
    const said = await session.workbench.notifications.expect(/The link works/);
    assert.match(said, /24 bytes.*saved as offer\.pdf: offer\.pdf/);
    await session.workbench.screenshot('revoke-test-link');
    await session.workbench.notifications.clear();
  });

  it('each way says what else it breaks; Escape changes nothing', async () => {
    const { quickInput } = session.workbench;
    const url = await copyLink('offer.pdf');
    await tree.pickFromMenu('offer.pdf', 'Revoke Access…');
    assert.equal(await quickInput.title(), 'Revoke Access: offer.pdf');
    await session.workbench.screenshot('revoke-ways');
    await session.workbench.page.keyboard.press('Escape');
    assert.equal(await statusOf(url), 200);
  });

  it('renaming ends the link, and the tree shows the new name', async () => {
    const { quickInput, notifications } = session.workbench;
    const url = await copyLink('plan.txt');
    await tree.pickFromMenu('plan.txt', 'Revoke Access…');
    await quickInput.pick('Rename the Object');
    await session.workbench.screenshot('revoke-new-name');
    await quickInput.answer('plan for one.txt');
    await notifications.expect(/Renamed\. plan\.txt is now plan for one\.txt\. Its links answer 404 now/);
    await session.workbench.screenshot('revoke-renamed');
    assert.equal(await statusOf(url), 404);
    await tree.expectRow('plan for one.txt');
    await notifications.clear();
  });

  it('a share is revoked from Active Shares, and is listed no more', async () => {
    const { workbench } = session;
    const url = await copyLink('team photo.jpg');
    await workbench.run('Spaceport: Show Active Shares');
    const shares = new Tree(workbench.page, 'Active Shares');
    await shares.expectRow('team photo.jpg');
    // Opened for the first time, it has the focus at once: an arrow leads to the first share.
    const focused = shares.pane.locator('.monaco-list:focus .monaco-list-row.focused');
    await focused.filter({ hasText: 'things' }).waitFor();
    await workbench.page.keyboard.press('ArrowDown');
    await focused.filter({ hasText: 'offer.pdf' }).waitFor();
    await workbench.screenshot('revoke-share');
    await shares.pickFromMenu('team photo.jpg', 'Revoke Access…');
    await workbench.quickInput.pick('Delete the Object');
    assert.match(await workbench.dialog.text(), /Delete the object to end its links\? team photo\.jpg/);
    await workbench.screenshot('revoke-delete');
    await workbench.dialog.click('Delete');
    await workbench.notifications.expect(/Deleted: team photo\.jpg\. Its links answer 404 now/);
    assert.equal(await statusOf(url), 404);
    await shares.row('team photo.jpg').waitFor({ state: 'detached' });
    await workbench.screenshot('revoke-gone');
  });
});
