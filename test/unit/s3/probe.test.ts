// Test Link: what is asked, and where its signature stands.
import assert from 'node:assert/strict';
import { nodeHashing } from '../../../src/platform/node.ts';
import type { Fetch } from '../../../src/s3/exchange.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { createProbe } from '../../../src/s3/probe.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { connectionTo } from '../../support/realStore.ts';
import { type MemoryStore, startStore } from '../../support/store/memoryStore.ts';
import { requestDeps } from './serve.ts';

const { signal } = new AbortController();

describe('asking what a link gives', () => {
  let store: MemoryStore;
  let sent: string[] = [];
  before(async () => {
    store = await startStore();
    store.put('things', 'dir/ü b+c.txt', 'hello');
    store.put('things', 'empty', '');
  });
  after(() => store.stop());
  beforeEach(() => {
    sent = [];
  });

  const fetch: Fetch = (url, init) => {
    sent.push(url);
    return globalThis.fetch(url, init);
  };
  const ask = async (
    key: string,
    { canListSpaces = true, secretAccessKey = store.credentials.secretAccessKey } = {},
  ) => {
    const connection = connectionTo(store);
    const credentials = { ...store.credentials, secretAccessKey };
    const signer = createSigner(nodeHashing);
    const query = [
      ['response-content-disposition', `attachment; filename="a+b.txt"`],
      ['response-content-type', 'text/x-a+b'],
    ] as const;
    const request = { connection, credentials, space: 'things', key, expiresIn: 60, date: new Date(), query };
    const url = await signer.signUrl(request);
    const probe = createProbe({
      ...requestDeps(),
      ...{ fetch, signer, canListSpaces, now: Date.now, locations: createSpaceLocations() },
    });
    return probe.ask(url, { connection, space: 'things', key, credentials }, signal);
  };

  it('says what the receiver gets, and sends no address that is a link', async () => {
    assert.deepEqual(await ask('dir/ü b+c.txt'), {
      status: 206,
      contentType: 'text/x-a+b',
      size: 5,
      filename: 'a+b.txt',
    });
    assert.equal((await ask('empty')).size, 0);
    assert.equal(sent.length, 3);
    for (const url of sent) assert.doesNotMatch(url, /X-Amz/i);
  });

  it('a refusal is an answer, with its reason', async () => {
    const missing = await ask('none');
    assert.deepEqual([missing.status, missing.error?.code], [404, 'noSuchObject']);
    const wrong = await ask('empty', { secretAccessKey: 'wrong' });
    assert.deepEqual([wrong.status, wrong.error?.code], [403, 'wrongSecret']);
  });

  it('in a browser asks by the link itself, with no header that would ask more of CORS rules', async () => {
    assert.equal((await ask('dir/ü b+c.txt', { canListSpaces: false })).status, 206);
    assert.match(sent[0] ?? '', /X-Amz-Signature=/);
  });
});
