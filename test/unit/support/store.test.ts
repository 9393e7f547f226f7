import assert from 'node:assert/strict';
import { signedFetch } from '../../support/signedFetch.ts';
import { type MemoryStore, startStore } from '../../support/store/memoryStore.ts';

describe('the in-memory store', () => {
  let store: MemoryStore;

  beforeEach(async () => {
    store = await startStore({ spaces: ['example-bucket'] });
    store.put('example-bucket', 'folder/ä b+c.txt', 'hello');
  });
  afterEach(() => store.stop());

  const get = (path: string, keys = store.credentials) => signedFetch(store.endpoint + path, keys);

  it('serves what was put', async () => {
    const answer = await get('/example-bucket/folder/%C3%A4%20b%2Bc.txt');
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), 'hello');
  });
});
