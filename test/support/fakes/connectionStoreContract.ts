import assert from 'node:assert/strict';
import type { Connection, Credentials } from '../../../src/core/connection.ts';
import type { ConnectionStore } from '../../../src/core/ports.ts';

export const PAIR: Credentials = { accessKeyId: 'AKIDCANARY', secretAccessKey: 'secret/CANARY+x' };

export function connectionNamed(name: string, more: Partial<Connection> = {}): Connection {
  return {
    id: `${name.toLowerCase().replace(/[^a-z0-9]/g, '')}0000000000`.slice(0, 10),
    name,
    provider: 'custom',
    endpoint: 'https://s3.example.com',
    region: 'us-east-1',
    addressing: 'path',
    readOnly: false,
    ...more,
  };
}

/** What every `ConnectionStore` does: the same cases hold the fake and the editor's adapter. */
export function connectionStoreContract(create: () => ConnectionStore): void {
  let store: ConnectionStore;
  let changes: number;
  beforeEach(() => {
    store = create();
    changes = 0;
    store.onDidChange(() => changes++);
  });

  it('keeps a connection as it was given, and says so once', async () => {
    const connection = connectionNamed('One', { spaces: ['a-b', 'c.d'], readOnly: true });
    await store.save(connection, PAIR);
    assert.deepEqual(store.list(), [connection]);
    assert.deepEqual(store.get(connection.id), connection);
    assert.equal(changes, 1);
  });

  it('gives the key pair for its own endpoint', async () => {
    const withToken = { ...PAIR, sessionToken: 'token' };
    await store.save(connectionNamed('One'), withToken);
    assert.deepEqual(await store.credentials(connectionNamed('One')), {
      state: 'ok',
      credentials: withToken,
    });
  });

  it('says missing where no key pair was given', async () => {
    await store.save(connectionNamed('One'));
    assert.deepEqual(await store.credentials(connectionNamed('One')), { state: 'missing' });
    assert.deepEqual(await store.credentials(connectionNamed('Never')), { state: 'missing' });
  });

  it('keeps the key pair when other fields change', async () => {
    await store.save(connectionNamed('One'), PAIR);
    const renamed = connectionNamed('One', { name: 'Uno', region: 'eu' });
    await store.save(renamed);
    assert.deepEqual(store.list(), [renamed]);
    assert.deepEqual(await store.credentials(renamed), { state: 'ok', credentials: PAIR });
    assert.equal(changes, 2);
  });

  it('never gives a key pair for another endpoint than the one it was entered for', async () => {
    await store.save(connectionNamed('One'), PAIR);
    const moved = connectionNamed('One', { endpoint: 'https://evil.example' });
    await store.save(moved);
    assert.deepEqual(await store.credentials(moved), {
      state: 'otherEndpoint',
      endpoint: 'https://s3.example.com',
    });
    await store.save(moved, PAIR);
    assert.deepEqual(await store.credentials(moved), { state: 'ok', credentials: PAIR });
  });

  it('removes a connection with its key pair', async () => {
    await store.save(connectionNamed('One'), PAIR);
    await store.save(connectionNamed('Two'), PAIR);
    await store.remove(connectionNamed('One').id);
    assert.deepEqual(
      store.list().map(({ name }) => name),
      ['Two'],
    );
    assert.equal(store.get(connectionNamed('One').id), undefined);
    assert.deepEqual(await store.credentials(connectionNamed('One')), { state: 'missing' });
    assert.equal(changes, 3);
  });

  it('stops telling who has disposed of it', async () => {
    let told = 0;
    store.onDidChange(() => told++).dispose();
    await store.save(connectionNamed('One'), PAIR);
    assert.equal(told, 0);
  });
}
