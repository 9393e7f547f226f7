// The secret canary: marked keys go through every flow, then everything on disk is looked through for them.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLogs } from '../support/editor/server.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { isTypedText, LEDGER, plant, useActiveShares } from './support/canary.ts';
import { answerAddConnection } from './support/connection.ts';
import { filesHolding, filesMatching } from './support/filesHolding.ts';
import { openSession, type Session } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import type { Workbench } from './support/workbench.ts';

/** With characters that URLs, JSON and base64 write differently. */
const marked = (name: string) => `Canary${name}/+=${randomBytes(24).toString('base64')}`;

describe('the secret canary', function () {
  this.timeout(120_000);
  const secret = marked('Secret');
  const wrongSecret = marked('Wrong');
  const newSecret = marked('New');
  const token = marked('Token');
  const accessKeyId = `CANARYKEY${randomBytes(8).toString('hex').toUpperCase()}`;
  const planted = marked('Planted');
  /** Signatures and policies that were on the clipboard. */
  const handedOut = new Set<string>();

  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let workbench: Workbench;
  let tree: Tree;
  let shown = '';
  let folders: string[] = [];

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ credentials: { accessKeyId, secretAccessKey: secret } });
    for (const key of ['a.txt', 'b.txt', 'docs/c.txt', './dots.txt']) store.put('things', key, 'x');
    store.addUser({ accessKeyId: `${accessKeyId}2`, secretAccessKey: newSecret });
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath, logLevel: 'trace' });
    workbench = session.workbench;
    folders = [session.server.root, session.browser.profileFolder];
    tree = await workbench.view('Spaces');
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    // The window may be closed by then.
    await workbench
      .screenshot(`failed-${this.currentTest.fullTitle().replace(/\W+/g, '-')}`)
      .catch(() => undefined);
  });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  /** Waits for what is on the clipboard now, and keeps its signatures and policies to be looked for. */
  const copied = async (pattern: RegExp, count = 1): Promise<string> => {
    const text = await workbench.expectClipboard(pattern);
    const found = [...text.matchAll(/(?:X-Amz-Signature|Policy)=([^&\s'"]+)/gi)];
    assert.equal(found.length, count);
    for (const [, value = ''] of found) handedOut.add(value);
    await workbench.writeClipboard('');
    await workbench.notifications.clear();
    return text;
  };

  it('adds, with a wrong secret first; edits, duplicates, tests', async () => {
    const { quickInput, dialog, notifications } = workbench;
    const answers = { name: 'Canary', endpoint: store.endpoint, accessKeyId, secretAccessKey: wrongSecret };
    await tree.clickWelcomeButton('Add Connection');
    const atDialog = answerAddConnection(workbench, answers).catch(() => undefined);
    await dialog.text();
    await dialog.click('Change Secret');
    await quickInput.expect(/: Secret access key/);
    await quickInput.answer(secret);
    await atDialog;
    await notifications.expect('Connection added: Canary');
    await tree.pickFromMenu('Canary', 'Edit Connection…');
    for (const field of ['Provider', 'Endpoint', 'Region', 'Addressing', 'Access key ID']) {
      await quickInput.expect(new RegExp(`: ${field}`));
      await quickInput.accept();
    }
    await quickInput.expect(/: Secret access key/);
    await quickInput.answer(secret);
    await quickInput.expect(/: Name/);
    await quickInput.accept();
    await notifications.expect('Connection saved: Canary');
    await tree.pickFromMenu('Canary', 'Test Connection');
    await notifications.expect('The connection works');
    store.faults.next({ kind: 'status', status: 403, code: 'SignatureDoesNotMatch' });
    await tree.pickFromMenu('Canary', 'Test Connection');
    await notifications.expect('The test of the connection Canary failed');
    await notifications.clear();
  });

  it('is called with keys: a token, a copy, a wrong secret that is tested', async () => {
    await caller.addConnection(store, 'Token', { sessionToken: token });
    await caller.call('duplicateConnection', { connection: 'Canary', name: 'Copy' });
    const keys = { accessKeyId: `${accessKeyId}2`, secretAccessKey: newSecret };
    await caller.call('editConnection', { connection: 'Copy', ...keys });
    const wrong = { secretAccessKey: wrongSecret, test: true };
    await assert.rejects(caller.addConnection(store, 'Wrong', wrong), /secret/i);
    await assert.rejects(caller.addConnection(store, 'Odd', { secret }), /"secret"/);
    await assert.rejects(caller.addConnection(store, 'Odd', { region: secret }), /region/);
    await caller.call('editConnection', { connection: 'Copy', secretAccessKey: wrongSecret });
    await tree.expand('Copy');
    const [failed] = (await tree.labels()).filter((label) =>
      label.startsWith('The secret access key does not'),
    );
    assert.ok(failed !== undefined);
  });

  it('browses, and copies links and commands in every way', async () => {
    const { quickInput } = workbench;
    await tree.collapse('Copy');
    await tree.expand('Canary');
    await tree.expand('things');
    await tree.tooltip('a.txt');
    await tree.pickFromMenu('a.txt', 'Copy Signed URL…');
    await quickInput.pick('1 hour');
    const link = await copied(/^http.*a\.txt/);
    await tree.clickInlineAction('b.txt', 'Copy Signed URL with Last Duration');
    await copied(/b\.txt/);
    await tree.select('a.txt');
    await tree.select('b.txt', 'extend');
    await workbench.run('Spaceport: Copy Signed URL…');
    await quickInput.pick('1 hour');
    await copied(/\n/, 2);
    await tree.pickFromMenu('docs', 'Copy Upload Command…');
    await quickInput.answer('docs/new.txt');
    await quickInput.pick('1 hour');
    await copied(/^curl .*Policy/, 2);
    await tree.expand('.');
    await tree.pickFromMenu('dots.txt', 'Copy Signed URL…');
    await workbench.notifications.click('Copy Signed URL', 'Copy as curl Command');
    await quickInput.pick('1 hour');
    await copied(/^curl .*--path-as-is/);
    const place = { connection: 'Token', space: 'things', key: 'a.txt', expiresIn: 60 };
    await caller.call('copySignedUrl', place);
    assert.ok((await copied(/X-Amz-Security-Token=/)).includes(encodeURIComponent(token)));
    await caller.call('copyUploadCommand', place);
    assert.ok((await copied(/^curl /, 2)).includes(token));
    assert.ok(handedOut.size >= 8);

    await workbench.run('Spaceport: Go to Object…');
    await quickInput.answer(link);
    await workbench.run('Spaceport: Go to Object…');
    await quickInput.answer(link.replace('/things/', '/nothing/'));
    await workbench.notifications.expect(/Go to Object: /);
    await workbench.run('Spaceport: Go to Object…');
    await quickInput.type(link.replace('127.0.0.1', 'elsewhere.example'));
    await quickInput.expectMessage(/No connection has this address/);
    assert.doesNotMatch(await quickInput.message(), /X-Amz/);
    await quickInput.escape();
    await tree.pickFromMenu('things', 'Filter by Prefix…');
    await quickInput.answer('a');
    await workbench.run('Spaceport: Refresh');
  });

  it('lists what was shared, signs it again, filters, forgets', async () => {
    await useActiveShares({ workbench, caller, copied });
    const names = await readdir(join(session.server.userFolder, LEDGER));
    assert.ok(names.length >= 8, 'the ledger is among the files that are looked through');
    tree = await workbench.view('Spaces');
  });

  it('names a Space, adds and copies a CORS rule, shows help and the walkthrough', async () => {
    const { quickInput, dialog, notifications } = workbench;
    const place = { connection: 'Canary', space: 'things' };
    await caller.call('copySignedUrl', { ...place, key: 'a.txt', expiresIn: 60 });
    const link = await copied(/^http/);
    await tree.pickFromMenu('Canary', 'Add a Space…');
    await quickInput.answer('elsewhere');
    await dialog.click('Add Anyway');
    await tree.pickFromMenu('elsewhere', 'Remove Space from Connection');
    await notifications.expect('Removed from the connection');
    await tree.pickFromMenu('things', 'Allow This Editor in the Browser…');
    await quickInput.pick('vscode.dev and github.dev');
    await dialog.click('Add Rule');
    await notifications.expect('Editors in the browser may now open the Space things');
    store.faults.next({ kind: 'status', status: 403, code: 'SignatureDoesNotMatch', times: 4 });
    await assert.rejects(caller.call('allowBrowser', { ...place, confirmed: true }), /secret/);
    store.faults.clear();
    await assert.rejects(caller.call('allowBrowser', { ...place, origin: link }), /address/);
    await assert.rejects(caller.call('copyCorsRule', { as: 'xml', origin: link }), /address/);
    await tree.pickFromMenu('things', 'Copy CORS Rule…');
    await quickInput.pick('XML');
    await workbench.expectClipboard(/CORSConfiguration/);
    await caller.call('learnMore', { topic: secret });
    await caller.call('learnMore', { topic: 'clock' });
    await workbench.run('Welcome: Open Walkthrough...');
    await quickInput.pick('Get started with Spaceport');
    await workbench.page.locator('.getting-started-step').first().waitFor();
    tree = await workbench.view('Spaces');
  });

  it('fails in every way, shows the log, removes one', async () => {
    const { notifications } = workbench;
    const place = { connection: 'Canary', space: 'things' };
    for (const fault of [
      { kind: 'html' },
      { kind: 'status', status: 400, code: 'ExpiredToken' },
      { kind: 'status', status: 403, code: 'RequestTimeTooSkewed' },
    ] as const) {
      store.faults.next({ ...fault, times: 20 });
      await assert.rejects(caller.call('refresh', { ...place, prefix: '' }));
      await assert.rejects(caller.call('goTo', { ...place, key: 'a.txt' }));
      store.faults.clear();
    }
    await assert.rejects(caller.call('copySignedUrl', { ...place, key: 'a', expiresIn: 0 }), /future/);
    await workbench.run('Spaceport: Show Log');
    const log = await workbench.outputText();
    assert.match(log, /spaceport\./);
    await workbench.screenshot('canary-log');
    await tree.scrollToTop();
    await tree.pickFromMenu('Copy', 'Remove Connection');
    await workbench.dialog.click('Remove');
    const inputs = await workbench.page.evaluate(() =>
      [...document.querySelectorAll('input, textarea')].map((each) => (each as HTMLInputElement).value),
    );
    shown = JSON.stringify([log, notifications.seen, inputs, await workbench.page.content()]);
  });

  it('nothing that was shown holds a secret', () => {
    for (const each of [secret, wrongSecret, newSecret, token, ...handedOut]) {
      assert.ok(!shown.includes(each), `a secret of ${each.length} characters was shown`);
    }
    assert.doesNotMatch(shown, /X-Amz-Signature=/);
  });

  it('nothing on disk holds one: window and server closed, every file under both', async () => {
    // To be found where the others must not be: in the browser's two kinds of storage.
    await plant(workbench.page, planted);
    const log = await readLogs(session.server, /Spaceport\.log$/);
    assert.ok(
      /\[info\] Spaceport \d/.test(log) && /\[trace\]/.test(log),
      'its first line is there, and it is at trace',
    );
    await session.close();

    const ledger = join(session.server.userFolder, LEDGER);
    assert.ok(
      (await filesHolding([ledger], ['kept.txt'])).length > 0,
      'what was shared is found in the ledger',
    );
    const names = await filesHolding(folders, ['CanaryName', 'Canary']);
    assert.ok(names.length > 0, "the connection's name is found, so its secret would be");
    const stored = (await filesHolding(folders, [planted])).map((path) => path.replace(/^.*Default./, ''));
    assert.ok(
      stored.some((path) => path.startsWith('Local Storage')),
      stored.join(),
    );
    assert.ok(
      stored.some((path) => path.startsWith('IndexedDB')),
      stored.join(),
    );

    // SecretStorage needs no exception: what it keeps in the browser's localStorage is encrypted.
    assert.deepEqual(await filesHolding(folders, [secret]), [], 'the secret');
    assert.deepEqual(await filesHolding(folders, [wrongSecret, newSecret]), [], 'other secrets');
    assert.deepEqual(await filesHolding(folders, [token]), [], 'the session token');
    const kept = async (paths: Promise<readonly string[]>) =>
      (await paths).filter((path) => !isTypedText(path));
    assert.deepEqual(await kept(filesHolding(folders, [...handedOut])), [], 'a signature or a policy');
    assert.deepEqual(await kept(filesHolding(folders, [accessKeyId])), [], 'the access key ID');
    assert.deepEqual(await kept(filesMatching(folders, /Signature(?:=|%3D|"\s*:\s*")[0-9a-f]{64}/i)), []);
    assert.deepEqual(await kept(filesMatching(folders, /eyJleHBpcmF0aW9u/)), [], 'any policy');
  });

  it('the canary can sing: a secret is found in a log or a state, however it is written', async () => {
    const { logsFolder, userFolder } = session.server;
    const forms: Readonly<Record<string, Buffer>> = {
      'plain.log': Buffer.from(`[info] GET with ${secret} and more`),
      'utf16.bin': Buffer.from(`state ${secret}`, 'utf16le'),
      'url.log': Buffer.from(`https://h/?token=${encodeURIComponent(secret)}&x`),
      'lower.log': Buffer.from(encodeURIComponent(secret).replace(/%../g, (each) => each.toLowerCase())),
      'json.json': Buffer.from(JSON.stringify({ secretAccessKey: secret })),
      'base64-0.bin': Buffer.from(Buffer.from(secret).toString('base64')),
      'base64-1.bin': Buffer.from(Buffer.from(`x${secret}y`).toString('base64')),
      'base64-2.bin': Buffer.from(Buffer.from(`xy${secret}z`).toString('base64')),
    };
    for (const [name, content] of Object.entries(forms)) {
      const path = join(name.endsWith('.log') ? logsFolder : userFolder, name);
      await writeFile(path, content);
      assert.ok((await filesHolding([session.server.root], [secret])).includes(path), name);
    }
    const link = join(logsFolder, 'link.log');
    await writeFile(link, `https://h/a?X-Amz-Signature=${'0a'.repeat(32)}`);
    assert.deepEqual(await filesMatching([logsFolder], /Signature(?:=|%3D)[0-9a-f]{64}/i), [link]);
  });
});
