import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/core/connection.ts';
import type { createConnectionStore } from '../../../../src/vscode/connections/connectionStore.ts';
import { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import {
  connectionNamed,
  connectionStoreContract,
  PAIR,
} from '../../../support/fakes/connectionStoreContract.ts';
import { FakeProfile, FakeSecretStorage, FakeSignals } from '../../../support/fakes/editor.ts';
import { closeWindows, nextChange, openWindow } from './windows.ts';

describe('connections in the editor', () => {
  afterEach(closeWindows);

  describe('fake', () => connectionStoreContract(() => new FakeConnectionStore()));
  describe('adapter', () => connectionStoreContract(() => openWindow().store));

  it('fault 11: secrets are really in SecretStorage, and nowhere in the state', async () => {
    const { store, secrets, profile, log } = openWindow();
    await store.save(connectionNamed('One'), { ...PAIR, sessionToken: 'tokenCANARY' });
    await store.save(connectionNamed('One', { name: 'Uno' }));
    const [entry] = [...secrets.values.values()];
    assert.match(entry ?? '', /secret\/CANARY\+x/);
    for (const place of [profile.text, profile.syncedKeys.join(), log.lines.join()])
      assert.doesNotMatch(place, /CANARY/);
  });

  it('says that another window may know the key where a window reads the secrets once', async () => {
    const { store, secrets } = openWindow(
      new FakeProfile(),
      new FakeSecretStorage(),
      new FakeSignals(),
      true,
    );
    await store.save(connectionNamed('One'), PAIR);
    assert.equal((await store.credentials(connectionNamed('One'))).state, 'ok');
    for (const key of await secrets.keys()) await secrets.delete(key);
    assert.deepEqual(await store.credentials(connectionNamed('One')), {
      state: 'missing',
      mayBeElsewhere: true,
    });
  });

  it('reads a key pair once for many who ask at a time, and anew once it changes anywhere', async () => {
    const { store, secrets, profile, log } = openWindow();
    const one = connectionNamed('One');
    await store.save(one, PAIR);
    const ask = async () => {
      const before = reads();
      const all = await Promise.all(Array.from({ length: 20 }, () => store.credentials(one)));
      const keys = all.map((state) =>
        state.state === 'ok' ? state.credentials.secretAccessKey : state.state,
      );
      return { keys: [...new Set(keys)], reads: reads() - before };
    };
    const reads = () => log.lines.filter((line) => line.includes('is read')).length;
    assert.deepEqual((await ask()).keys, [PAIR.secretAccessKey]);
    assert.deepEqual(await ask(), { keys: [PAIR.secretAccessKey], reads: 0 });
    await store.save(one, { ...PAIR, secretAccessKey: 'own' });
    assert.deepEqual((await ask()).keys, ['own']);
    const other = openWindow(profile, secrets);
    await other.store.save(one, { ...PAIR, secretAccessKey: 'another' });
    assert.deepEqual((await ask()).keys, ['another']);
    await other.store.remove(one.id);
    assert.deepEqual((await ask()).keys, ['missing']);
  });

  it('stores the secret before the connection', async () => {
    const { store, state, secrets } = openWindow();
    state.failNextUpdate = new Error('disk full');
    await assert.rejects(store.save(connectionNamed('One'), PAIR), /disk full/);
    assert.deepEqual(secrets.writes, [`store spaceport.${connectionNamed('One').id}`]);
    assert.deepEqual(store.list(), []);
    await store.save(connectionNamed('Two'), PAIR);
    assert.deepEqual(await store.credentials(connectionNamed('Two')), { state: 'ok', credentials: PAIR });
  });

  it('tells what must never be logged: every secret that passes through', async () => {
    const { store, told, secrets, profile } = openWindow();
    await store.save(connectionNamed('One'), { ...PAIR, sessionToken: 'token' });
    assert.deepEqual(told, [PAIR.secretAccessKey, 'token']);
    const restarted = openWindow(profile, secrets);
    await restarted.store.credentials(connectionNamed('One'));
    assert.deepEqual(restarted.told, told);
  });

  it('syncs the connections and nothing else', async () => {
    const { store, profile } = openWindow();
    await store.save(connectionNamed('One'), PAIR);
    await store.save(connectionNamed('Two'), PAIR);
    await store.remove(connectionNamed('One').id);
    assert.deepEqual(profile.syncedKeys, ['connection.two0000000']);
    assert.ok(profile.values.has('madeSecret.two0000000'));
  });

  it('leaves a damaged entry alone and shows the others', async () => {
    const { store, profile } = openWindow();
    await store.save(connectionNamed('One'), PAIR);
    for (const [index, value] of damaged().entries())
      profile.values.set(`connection.damaged00${index % 10}`, JSON.stringify(value));
    profile.values.set('connection.BAD ID', profile.values.get('connection.one0000000') ?? '');
    for (const value of damaged()) {
      profile.values.set('connection.damaged000', JSON.stringify(value));
      assert.deepEqual(store.list(), [connectionNamed('One')], JSON.stringify(value));
    }
  });

  it('reads a damaged secret, one that can not be decrypted and a locked keyring as missing', async () => {
    const { store, secrets, log } = openWindow();
    const connection = connectionNamed('One');
    await store.save(connection, PAIR);
    for (const text of [
      '',
      'not json',
      'null',
      '[]',
      '{"accessKeyId":1}',
      '{"endpoint":"https://s3.example.com"}',
    ]) {
      secrets.values.set('spaceport.one0000000', text);
      assert.deepEqual(await store.credentials(connection), { state: 'missing' }, text);
    }
    secrets.failReads = new TypeError('keyring');
    assert.deepEqual(await store.credentials(connection), { state: 'missing' });
    assert.match(log.lines.join(), /one0000000 can't be read: TypeError/);
  });

  it('never deletes a secret that this profile did not make', async () => {
    const secrets = new FakeSecretStorage();
    const here = openWindow(new FakeProfile(), secrets);
    const connection = connectionNamed('One');
    await here.store.save(connection, PAIR);
    const synced = new FakeProfile();
    synced.values.set('connection.one0000000', here.profile.values.get('connection.one0000000') ?? '');
    const there = openWindow(synced, secrets);
    assert.deepEqual(await there.store.credentials(connection), { state: 'ok', credentials: PAIR });
    await there.store.save({ ...connection, name: 'Uno' });
    await there.store.remove(connection.id);
    assert.deepEqual(there.store.list(), []);
    assert.deepEqual(await here.store.credentials(connection), { state: 'ok', credentials: PAIR });
    assert.deepEqual(secrets.writes, ['store spaceport.one0000000']);
  });

  it('gives connections of one name, synced from elsewhere, different ones', async () => {
    const { store } = openWindow();
    await store.save(connectionNamed('One', { id: 'aaaaaaaaaa' }), PAIR);
    await store.save(connectionNamed('One', { id: 'bbbbbbbbbb' }), PAIR);
    assert.deepEqual(
      store.list().map(({ id, name }) => [id, name]),
      [
        ['aaaaaaaaaa', 'One'],
        ['bbbbbbbbbb', 'One 2'],
      ],
    );
  });

  /** Signals alone, as in two pages of a browser; secrets alone, as where windows have hosts on different machines. */
  const ways: Readonly<
    Record<string, (first: ReturnType<typeof openWindow>) => ReturnType<typeof openWindow>>
  > = {
    'by signals and secrets': ({ profile, secrets, signals }) => openWindow(profile, secrets, signals),
    'by signals alone': ({ profile, signals }) => openWindow(profile, new FakeSecretStorage(), signals),
  };
  for (const [way, openSecond] of Object.entries(ways))
    describe(`two windows, ${way}`, () => {
      for (const [what, change] of Object.entries(changesOfAnother())) {
        it(`another window notices ${what}, once`, async () => {
          const first = openWindow();
          await first.store.save(connectionNamed('Old'), PAIR);
          const second = openSecond(first);
          let times = 0;
          second.store.onDidChange(() => times++);
          const noticed = nextChange(second.store);
          await change(first.store);
          await noticed;
          await settled(second);
          assert.equal(times, 1);
          assert.deepEqual(second.store.list(), first.store.list());
        });
      }
    });

  describe('a window', () => {
    it('hears of a new secret where no signal arrives', async () => {
      const first = openWindow();
      await first.store.save(connectionNamed('One'), PAIR);
      const second = openWindow(first.profile, first.secrets);
      const noticed = nextChange(second.store);
      await first.store.save(connectionNamed('One'), { ...PAIR, secretAccessKey: 'other' });
      await noticed;
    });

    it('looks again when it is focused, and tells only of what changed', async () => {
      const first = openWindow();
      const second = openWindow(first.profile, new FakeSecretStorage());
      let times = 0;
      second.store.onDidChange(() => times++);
      await first.store.save(connectionNamed('One'), PAIR);
      const noticed = nextChange(second.store);
      second.focus();
      await noticed;
      second.focus();
      await settled(second);
      assert.equal(times, 1);
    });

    it('does not take its own write for another change', async () => {
      const { store, ...window } = openWindow();
      let times = 0;
      store.onDidChange(() => times++);
      await store.save(connectionNamed('One'), PAIR);
      await store.remove(connectionNamed('One').id);
      await settled({ store, ...window });
      assert.equal(times, 2);
    });
  });
});

/** Makes the window look again and waits until it has: its own later looks then find nothing new. */
async function settled(window: Pick<ReturnType<typeof openWindow>, 'store' | 'focus'>): Promise<void> {
  window.focus();
  // Reads of the fakes end within a few turns of the microtask queue.
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

function changesOfAnother(): Record<
  string,
  (store: ReturnType<typeof createConnectionStore>) => Promise<void>
> {
  const old = connectionNamed('Old');
  return {
    'a new connection': (store) => store.save(connectionNamed('New'), PAIR),
    'a new connection without a key pair': (store) => store.save(connectionNamed('New')),
    'a changed field': (store) => store.save({ ...old, readOnly: true }),
    'a new key pair alone': (store) => store.save(old, { ...PAIR, secretAccessKey: 'other' }),
    'a removed connection': (store) => store.remove(old.id),
  };
}

function damaged(): unknown[] {
  const { id: _id, ...good } = connectionNamed('Damaged');
  const wrong: Partial<Record<keyof Connection, unknown[]>> = {
    name: ['', ' ', 7, null, 'a\nb', 'x'.repeat(101)],
    provider: ['aws', null],
    endpoint: ['', 'ftp://x', 'https://x/', 'https://x/path', 'https://u:p@x', 'x.example', 3],
    region: ['', 'a/b', null],
    addressing: ['host', undefined],
  };
  const variants = Object.entries(wrong).flatMap(([field, values]) =>
    values.map((value) => ({ ...good, [field]: value })),
  );
  return [null, 'text', 4, [], {}, ...variants];
}
