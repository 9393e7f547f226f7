// The secret canary where the extension runs in the browser: its state, secrets and log live in Chromium's profile.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { inWebHost, readLogs } from '../support/editor/server.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { filesHolding, filesMatching } from './support/filesHolding.ts';
import { openSession, type Session } from './support/session.ts';

const marked = (name: string) => `Canary${name}/+=${randomBytes(24).toString('base64')}`;

describe('the secret canary in the web-worker host', function () {
  this.timeout(120_000);
  const secret = marked('Secret');
  const token = marked('Token');
  let store: MemoryStore;
  let caller: Caller;
  let session: Session;

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ credentials: { accessKeyId: 'CANARYKEYOFTHEWEB', secretAccessKey: secret } });
    store.addSpace('open', { cors: [{ origins: ['*'], methods: ['GET', 'HEAD'], headers: ['*'] }] });
    store.put('open', 'b.txt', 'x');
    store.addSpace('closed');
    caller = await makeCaller();
    session = await openSession({
      developmentPath: caller.developmentPath,
      logLevel: 'trace',
      settings: inWebHost,
    });
  });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  it('shares, fails and changes, and leaves no secret in what it shows or keeps', async () => {
    const { workbench, server, browser } = session;
    const place = { space: 'things', key: 'a.txt', expiresIn: 60 };
    const handedOut: string[] = [];
    const copied = async (pattern: RegExp) => {
      const text = await workbench.expectClipboard(pattern);
      for (const [, value = ''] of text.matchAll(/(?:X-Amz-Signature|Policy)=([^&\s'"]+)/gi))
        handedOut.push(value);
      await workbench.writeClipboard('');
      return text;
    };
    await caller.addConnection(store, 'Canary of the web', { sessionToken: token, spaces: ['things'] });
    await caller.call('copySignedUrl', { ...place, connection: 'Canary of the web' });
    const link = await copied(/^http/);
    await caller.call('copyUploadCommand', { ...place, connection: 'Canary of the web' });
    await copied(/^curl /);
    await assert.rejects(caller.call('copySignedUrl', { ...place, key: 'a/../b' }));
    await caller.call('testConnection', { connection: 'Canary of the web' });
    await caller.call('duplicateConnection', { connection: 'Canary of the web', name: 'Second' });
    await caller.call('editConnection', { connection: 'Second', secretAccessKey: `${secret}2` });
    await caller.call('removeConnection', { connection: 'Second', confirmed: true });
    const connection = 'Canary of the web';
    for (const space of ['open', 'closed']) await caller.call('addSpace', { connection, space });
    await caller.call('goTo', { connection, space: 'open', key: 'b.txt' });
    await assert.rejects(caller.call('refresh', { connection, space: 'closed' }), /CORS rules/);
    await assert.rejects(caller.call('copyCorsRule', { as: 'json', origin: link }), /address/);
    await caller.call('copyCorsRule', { as: 'json' });
    await caller.call('learnMore', { topic: 'cors' });
    await caller.call('removeSpace', { connection, space: 'closed' });
    await workbench.run('Spaceport: Show Log');
    const log = await workbench.outputText();
    // A browser's fetch says it like this; Node's says "fetch failed".
    assert.match(log.replace(/\s/g, ''), /Failedtofetch/);
    assert.equal(
      await readLogs(server, /Spaceport\.log$/),
      '',
      'in Node it would be in a file of the server',
    );
    const shown = JSON.stringify([log, workbench.notifications.seen, await workbench.page.content()]);
    await session.close();

    assert.equal(handedOut.length, 3);
    const secrets = [secret, token, ...handedOut];
    assert.ok(secrets.every((each) => !shown.includes(each)));
    const folders = [server.root, browser.profileFolder];
    const state = await filesHolding([browser.profileFolder], ['Canary of the web']);
    assert.ok(state.length > 0, 'the state is in the profile');
    const ledger = join(server.userFolder, 'globalStorage', 'spaceport.spaceport', 'shares');
    assert.ok((await filesHolding([ledger], ['a.txt'])).length > 1, 'what was shared is found in the ledger');
    for (const each of secrets) assert.deepEqual(await filesHolding(folders, [each]), []);
    assert.deepEqual(await filesMatching(folders, /Signature(?:=|%3D|"\s*:\s*")[0-9a-f]{64}/i), []);
    assert.deepEqual(await filesMatching(folders, /eyJleHBpcmF0aW9u/), []);
  });
});
