// The secret canary for all that is handed out in another form than a link or a command: what is meant for the clipboard
// or a file that the person picks is there, and nowhere else.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLogs } from '../support/editor/server.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { filesHolding, filesMatching } from './support/filesHolding.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { eventually } from './support/wait.ts';

const marked = (name: string) => `Canary${name}/+=${randomBytes(24).toString('base64')}`;
const place = { connection: 'Canary', space: 'things', expiresIn: '2h' };

describe('the secret canary, in every form', function () {
  this.timeout(120_000);
  const secret = marked('Secret');
  const token = marked('Token');
  const folder = scratchFolder('picked');
  const handedOut = new Set<string>();
  const results: unknown[] = [];
  let store: MemoryStore;
  let caller: Caller;
  let session: Session;

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ credentials: { accessKeyId: 'CANARYKEYOFFORMS', secretAccessKey: secret } });
    for (const key of ['a.txt', 'b.txt', 'docs/c.txt', 'docs/d.txt']) store.put('things', key, 'x');
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath, logLevel: 'trace' });
    await caller.addConnection(store, 'Canary', { sessionToken: token });
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  /** Signatures and policies, however the text around them is written. */
  const keep = (text: string, atLeast = 1) => {
    const found = text.match(/\b[0-9a-f]{64}\b|eyJleHBpcmF0aW9u[\w+/=]*/g) ?? [];
    assert.ok(found.length >= atLeast, text.slice(0, 40));
    for (const each of found) handedOut.add(each);
  };
  const copy = async (id: string, args: object, pattern: RegExp, atLeast = 1) => {
    await session.workbench.writeClipboard('');
    results.push(await caller.call(id, { ...place, ...args }));
    keep(await session.workbench.expectClipboard(pattern), atLeast);
    await session.workbench.writeClipboard('');
  };
  const save = async (id: string, args: object, name: string) => {
    const { quickInput, notifications } = session.workbench;
    const saving = caller.call(id, { ...place, ...args });
    await eventually(async () => (await quickInput.value()).endsWith('.html'));
    await quickInput.answer(join(folder, name));
    results.push(await saving);
    await notifications.clear();
    return readFile(join(folder, name), 'utf8');
  };

  it('links as documents, commands, data and pictures', async () => {
    for (const [as, pattern] of [
      ['markdown', /^\s*-? ?\[/],
      ['html', /<a /],
      ['curl', /^curl/],
      ['wget', /^wget/],
      ['powershell', /^\S/],
      ['csv', /,/],
      ['json', /^[[{]/],
    ] as const)
      await copy('copySignedUrl', { keys: ['a.txt', 'b.txt'], as }, pattern, 2);
    await copy('copySignedUrl', { prefix: 'docs/', confirmed: true }, /c\.txt/, 2);
    const options = { disposition: 'attachment', filename: 'ü.txt', contentType: 'text/plain' };
    await copy('copySignedUrl', { key: 'a.txt', ...options }, /response-content-disposition/);
    results.push(await caller.call('copySignedUrl', { ...place, key: 'a.txt', as: 'qr' }));
    await session.workbench.page.locator('.tab', { hasText: 'QR code' }).waitFor();
  });

  it('uploads as data, as PUT and for every shell, with limits', async () => {
    for (const shell of ['unix', 'powershell', 'cmd', 'bat'])
      await copy('copyUploadCommand', { key: 'n.txt', shell, maxBytes: 9, acl: 'public-read' }, /^@?curl/, 2);
    await copy('copyUploadCommand', { key: 'n.txt', as: 'json', metadata: { a: 'b' } }, /"fields"/, 2);
    await copy('copyUploadCommand', { prefix: 'docs/', folder: true }, /filename/, 2);
    await copy('copyUploadCommand', { key: 'n.txt', method: 'put', contentType: 'a/b' }, /^curl/);
    await copy('copyUploadCommand', { key: 'n.txt', method: 'put', as: 'json' }, /"PUT"/);
    for (const wrong of [
      { key: 'n\0' },
      { key: 'n.txt', shell: 'tcsh' },
      { key: 'n.txt', minBytes: 3, maxBytes: 1 },
    ])
      await assert.rejects(caller.call('copyUploadCommand', { ...place, ...wrong }), (error: Error) =>
        Boolean(results.push(error.message)),
      );
  });

  it('pages, which alone of all files hold what they are for', async () => {
    keep(await save('saveDownloadPage', { prefix: 'docs/', confirmed: true }, 'down.html'), 2);
    keep(await save('saveUploadPage', { prefix: 'docs/' }, 'up.html'), 2);
  });

  it('tests and revokes', async () => {
    const { expiresIn: _, ...object } = { ...place, key: 'a.txt' };
    const options = { filename: 'ü.txt', contentType: 'text/plain' };
    results.push(await caller.call('testLink', { ...object, ...options }));
    results.push(await caller.call('testLink', { ...object, key: 'none' }));
    assert.deepEqual(
      results.slice(-2).map((result) => (result as { status: number }).status),
      [206, 404],
    );
    results.push(await caller.call('revoke', { ...object, how: 'rename', newKey: 'e.txt', confirmed: true }));
    results.push(await caller.call('revoke', { ...object, key: 'b.txt', how: 'delete', confirmed: true }));
  });

  it('nothing that was shown or answered, and no file but the picked ones, holds a secret', async () => {
    const { workbench, server, browser } = session;
    await workbench.view('Active Shares');
    await workbench.run('Spaceport: Show Log');
    assert.ok(handedOut.size >= 15, String(handedOut.size));
    const frames = await Promise.all(workbench.page.frames().map((frame) => frame.content().catch(() => '')));
    const shown = [
      ...frames,
      await workbench.outputText(),
      JSON.stringify([results, workbench.notifications.seen]),
    ];
    const secrets = [secret, token, ...handedOut];
    for (const each of secrets)
      assert.ok(!shown.join('\n').includes(each), `a secret of ${each.length} characters was shown`);
    assert.match(await readLogs(server, /Spaceport\.log$/), /\[trace\]/);
    await session.close();

    const folders = [server.root, browser.profileFolder];
    for (const each of secrets) assert.deepEqual(await filesHolding(folders, [each]), []);
    assert.deepEqual(await filesMatching(folders, /Signature(?:=|%3D|"\s*:\s*")[0-9a-f]{64}/i), []);
    assert.deepEqual(await filesMatching(folders, /eyJleHBpcmF0aW9u/), []);
    const picked = ['down.html', 'up.html'].map((name) => join(folder, name));
    assert.deepEqual([...(await filesHolding([folder], [...handedOut]))].sort(), picked);
    assert.deepEqual(await filesHolding([folder], [secret]), []);
  });
});
