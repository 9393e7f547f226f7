// What was handed out right before a window goes: its command has its answer before the ledger is written.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { LEDGER } from './support/canary.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { eventually } from './support/wait.ts';

describe('Active Shares while a window closes', function () {
  this.timeout(90_000);
  let store: MemoryStore;
  let caller: Caller;
  let session: Session;

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ spaces: ['photos'] });
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Work');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  it('what was handed out right before is written down', async () => {
    const share = (key: string) =>
      caller.call('copySignedUrl', { connection: 'Work', space: 'photos', key, expiresIn: 600 });
    await share('first');
    const keys = Array.from({ length: 50 }, (_, index) => `late-${index}`);
    await Promise.all(keys.map(share));
    await session.workbench.reload();
    const folder = join(session.server.userFolder, LEDGER);
    const written = async () => (await readdir(folder)).filter((name) => name.endsWith('.json')).length;
    await eventually(async () => (await written()) === keys.length + 1, 15_000);
    const names = await readdir(folder);
    assert.deepEqual(
      names.filter((name) => !name.endsWith('.json')),
      [],
    );
  });
});
