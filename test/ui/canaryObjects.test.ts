// The secret canary for all that changes objects and Spaces, and for transfers: every request of theirs is signed, and no
// key, token or signature is shown, answered, logged or kept, also where they fail, or where a window leaves them unfinished.
// Import has its own, beside the sources it reads.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLogs } from '../support/editor/server.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { filesHolding, filesMatching } from './support/filesHolding.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { eventually } from './support/wait.ts';

const marked = (name: string) => `Canary${name}/+=${randomBytes(24).toString('base64')}`;
const place = { connection: 'Canary', space: 'things' };
const confirmed = true;

describe('the secret canary, among objects', function () {
  this.timeout(120_000);
  const secret = marked('Secret');
  const token = marked('Token');
  const folder = scratchFolder('canaryObjects');
  const results: unknown[] = [];
  let store: MemoryStore;
  let caller: Caller;
  let session: Session;

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ credentials: { accessKeyId: 'CANARYOFOBJECTS', secretAccessKey: secret } });
    for (const key of ['a.txt', 'b.txt', 'docs/c.txt', 'docs/d.txt']) store.put('things', key, `its ${key}`);
    await mkdir(join(folder, 'up/docs'), { recursive: true });
    await writeFile(join(folder, 'up/docs/small.txt'), 'small');
    await writeFile(join(folder, 'up/large.bin'), Buffer.alloc(20 * 1024 * 1024, 'abc'));
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath, logLevel: 'trace' });
    await caller.addConnection(store, 'Canary', { sessionToken: token });
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const call = async (id: string, args: object) => {
    results.push(await caller.call(id, { ...place, ...args }));
  };
  const refused = (id: string, args: object) =>
    assert.rejects(caller.call(id, { ...place, ...args }), (error: Error) =>
      Boolean(results.push(error.message)),
    );

  it('uploads, downloads, and tells of both', async () => {
    const files = [join(folder, 'up/docs')];
    await call('upload', { files, prefix: 'in/', onConflict: 'replace' });
    await call('upload', { files: [join(folder, 'up/large.bin')], key: 'in/large.bin' });
    await call('download', { prefix: 'docs/', folder, confirmed });
    await call('download', { key: 'in/large.bin', folder });
    await session.workbench.run('Spaceport: Show Transfers');
    assert.equal(store.get('things', 'in/docs/small.txt')?.body().toString(), 'small');
  });

  it('copies, moves, renames, deletes, and looks before', async () => {
    await call('copyTo', { prefix: 'docs/', to: { space: 'things', prefix: 'copy/' }, confirmed });
    await call('moveTo', { key: 'b.txt', to: { space: 'things', prefix: 'moved/' }, confirmed });
    await call('rename', { key: 'moved/b.txt', newName: 'c.txt' });
    await call('newFolder', { prefix: 'new/' });
    await call('previewDelete', { prefix: 'copy/' });
    await call('delete', { prefix: 'copy/', confirmed });
    assert.deepEqual(results.at(-1), { deleted: 2, failed: 0 });
  });

  it('shows and edits what stands beside objects, their versions, and Spaces', async () => {
    await call('properties', { key: 'a.txt' });
    await call('properties', { keys: ['a.txt', 'docs/c.txt'] });
    await call('editHeaders', { key: 'a.txt', cacheControl: 'no-store', metadata: { colour: 'red' } });
    await call('editTags', { key: 'a.txt', tags: { team: 'blue' } });
    await call('makePublic', { key: 'a.txt', confirmed });
    await call('makePrivate', { key: 'a.txt' });
    for (const id of ['copyPublicUrl', 'copyS3Uri', 'copyName']) await call(id, { key: 'a.txt' });
    await call('createSpace', { space: 'another' });
    await call('setVersioning', { space: 'another', enabled: true });
    await call('totals', {});
    await call('checkAccess', {});
    store.put('another', 'kept', 'old');
    store.put('another', 'kept', 'new');
    const [, older] = store.versions('another', 'kept');
    await call('versions', { space: 'another', key: 'kept', versionId: older?.versionId, restore: true });
    await call('deleteSpace', { space: 'another', confirmed, withContent: true });
    assert.equal(store.hasSpace('another'), false);
  });

  it('finds names, and shows what it found', async () => {
    await call('search', { words: '*.txt' });
    assert.ok(Number(results.at(-1)) > 3);
    const found = await session.workbench.view('Search Results');
    await found.expectRow('a.txt');
    await found.tooltip('a.txt');
  });

  it('opens, saves and compares, and is refused a save', async () => {
    const { page, notifications } = session.workbench;
    const stored = () => store.get('things', 'docs/d.txt')?.body().toString();
    await call('open', { key: 'docs/d.txt' });
    const lines = page.locator('.editor-instance .view-lines').filter({ hasText: /d\.txt/ });
    await lines.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('mine');
    await page.keyboard.press('Control+S');
    await eventually(() => stored() === 'mine');
    await page.keyboard.type(', and more');
    store.put('things', 'docs/d.txt', 'theirs');
    await page.keyboard.press('Control+S');
    await notifications.expect('The content of the file is newer');
    assert.equal(stored(), 'theirs');
    await session.workbench.run('File: Revert File');
    await call('compareSelected', { keys: ['a.txt', 'docs/c.txt'] });
    await session.workbench.run('View: Close All Editors');
  });

  it('fails in every way', async () => {
    for (const fault of [
      { kind: 'html' },
      { kind: 'status', status: 400, code: 'ExpiredToken' },
      { kind: 'status', status: 403, code: 'SignatureDoesNotMatch' },
    ] as const) {
      store.faults.next({ ...fault, times: Number.POSITIVE_INFINITY });
      await refused('upload', { files: [join(folder, 'up/docs/small.txt')], key: 'never.txt' });
      await refused('search', { words: 'never' });
      await refused('open', { key: 'docs/c.txt' });
      await refused('download', { key: 'a.txt', folder, onConflict: 'replace' });
      await refused('rename', { key: 'a.txt', newName: 'never.txt' });
      await refused('delete', { prefix: 'docs/', confirmed });
      await refused('editHeaders', { key: 'a.txt', cacheControl: 'no-cache' });
      await refused('deleteSpace', { confirmed, withContent: true });
      store.faults.clear();
    }
    assert.equal(store.get('things', 'a.txt')?.body().toString(), 'its a.txt');
  });

  it('nothing that was shown or answered, and no file, holds a secret: not that of an unfinished transfer, either', async () => {
    const { workbench, server, browser } = session;
    store.faults.next({
      ...{ kind: 'hang', times: Number.POSITIVE_INFINITY },
      match: ({ method, query }) => method === 'PUT' && query.some(([name]) => name === 'partNumber'),
    });
    const left = caller.call('upload', { ...place, files: [join(folder, 'up/large.bin')], key: 'left.bin' });
    left.catch(() => 'its window is gone');
    await eventually(async () => store.uploads('things').length > 0);
    await workbench.run('Spaceport: Show Log');
    const frames = await Promise.all(workbench.page.frames().map((frame) => frame.content().catch(() => '')));
    const told = [await workbench.outputText(), JSON.stringify([results, workbench.notifications.seen])];
    const shown = [...frames, ...told].join('\n');
    for (const each of [secret, token])
      assert.ok(!shown.includes(each), `a secret of ${each.length} characters was shown`);
    assert.doesNotMatch(shown, /Signature=[0-9a-f]{64}/);
    assert.match(await readLogs(server, /Spaceport\.log$/), /\[trace\].*PUT/);
    await session.close();

    const folders = [server.root, browser.profileFolder, folder];
    const journal = join(server.userFolder, 'globalStorage', 'spaceport.spaceport', 'transfers');
    assert.ok((await filesHolding([journal], ['left.bin'])).length > 0, 'what was left is written down');
    assert.deepEqual(await filesHolding(folders, [secret, token]), []);
    assert.deepEqual(await filesMatching(folders, /Signature(?:=|%3D|"\s*:\s*")[0-9a-f]{64}/i), []);
  });
});
