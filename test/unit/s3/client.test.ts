import assert from 'node:assert/strict';
import type { Connection, CredentialState } from '../../../src/core/connection.ts';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import { walk } from '../../../src/core/listingWalk.ts';
import { createStore, type StoreDeps } from '../../../src/s3/client.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { answer, errorXml, keys, never, requestDeps, type Served, serve } from './serve.ts';

const connection: Connection = {
  id: 'abcdefghij',
  name: 'Test',
  provider: 'custom',
  endpoint: 'https://s3.example.com',
  region: 'us-east-1',
  addressing: 'path',
  readOnly: false,
};

export function storeDeps(overrides: Partial<StoreDeps> = {}, state?: CredentialState): StoreDeps {
  return {
    ...requestDeps(),
    connections: { credentials: async () => state ?? { state: 'ok', credentials: keys } },
    locations: createSpaceLocations(),
    ...overrides,
  };
}

async function refusal(work: Promise<unknown>): Promise<SpacesError> {
  const error = await work.catch((reason: unknown) => reason);
  assert.ok(error instanceof SpacesError, `${error}`);
  return error;
}

const listing = (keysOfPage: readonly string[], nextToken?: string) =>
  `<ListBucketResult><EncodingType>url</EncodingType>${keysOfPage
    .map((key) => `<Contents><Key>${encodeURIComponent(key)}</Key><Size>1</Size></Contents>`)
    .join('')}<IsTruncated>${nextToken !== undefined}</IsTruncated>${
    nextToken === undefined ? '' : `<NextContinuationToken>${nextToken}</NextContinuationToken>`
  }</ListBucketResult>`;

describe('the store', () => {
  let served: Served | undefined;
  afterEach(async () => {
    await served?.stop();
    served = undefined;
  });
  const at = () => ({ ...connection, endpoint: served?.endpoint ?? '' });

  it('sends nothing without keys, or with keys for another endpoint', async () => {
    const fetch = () => assert.fail('sent');
    const states: readonly (readonly [CredentialState, string])[] = [
      [{ state: 'missing' }, 'noCredentials'],
      [{ state: 'otherEndpoint', endpoint: 'https://old.example.com' }, 'credentialsForOtherEndpoint'],
    ];
    for (const [state, code] of states) {
      const store = createStore(storeDeps({ fetch }, state));
      const named = { ...connection, spaces: ['photos'] };
      assert.equal((await refusal(store.listSpaces(named, never))).code, code);
      assert.equal((await refusal(store.listPage(connection, 'photos', { prefix: '' }, never))).code, code);
      assert.equal((await refusal(store.headObject(connection, 'photos', 'a', never))).code, code);
    }
  });

  it('shows the named Spaces without asking', async () => {
    const store = createStore(storeDeps({ fetch: () => assert.fail('sent') }));
    assert.deepEqual(await store.listSpaces({ ...connection, spaces: ['b', 'a'] }, never), ['b', 'a']);
  });

  it('in a browser never asks for the list: it must be named', async () => {
    const store = createStore(storeDeps({ fetch: () => assert.fail('sent'), canListSpaces: false }));
    const error = await refusal(store.listSpaces(connection, never));
    assert.deepEqual(
      [error.code, error.message],
      ['listInBrowser', "A browser can't read the list of Spaces. Use Add a Space… to name those to show."],
    );
    assert.deepEqual(
      await store.listSpaces({ ...connection, moreSpaces: ['a'] }, never),
      [],
      'no more than the named',
    );
    assert.deepEqual(await store.listSpaces({ ...connection, spaces: ['b'] }, never), ['b']);
  });

  it("fault 13: a folder does not end at the server's page", async () => {
    const all = Array.from({ length: 2_500 }, (_, index) => `key-${String(index).padStart(4, '0')}`);
    served = await serve((request, response) => {
      const query = new URL(request.url ?? '', 'http://x').searchParams;
      const after = query.get('start-after') ?? '';
      const token = query.get('continuation-token')?.replace('from ', '');
      const start = token ? Number(token) : all.filter((key) => key <= after).length;
      const end = start + 1_000;
      answer(response, 200, listing(all.slice(start, end), end < all.length ? `from ${end}` : undefined));
    });
    const found: string[] = [];
    const place = { connection: at(), space: 'photos', prefix: '' };
    for await (const page of walk(createStore(storeDeps()), place, never)) {
      found.push(...page.map(({ key }) => key));
    }
    assert.deepEqual(found, all);
    assert.ok(served.requests.length >= 3);
  });

  it('heads an object', async () => {
    served = await serve((_request, response) =>
      answer(response, 200, '', {
        'content-length': '12345',
        'content-type': 'application/zip',
        'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
        etag: '"abc"',
        'x-amz-storage-class': 'COLD',
      }),
    );
    const head = await createStore(storeDeps()).headObject(at(), 'photos', '//a b/+.zip', never);
    assert.deepEqual(head, {
      size: 12_345,
      lastModified: Date.UTC(2026, 0, 2, 3, 4, 5),
      etag: 'abc',
      contentType: 'application/zip',
      storageClass: 'COLD',
    });
    assert.deepEqual(served.requests, ['HEAD /photos///a%20b/%2B.zip']);
  });

  it('never heads a key that fetch would turn into another', async () => {
    const store = createStore(storeDeps({ fetch: () => assert.fail('sent') }));
    for (const key of ['../secret', 'a/./b', '..', '.', 'a/..']) {
      assert.equal((await refusal(store.headObject(connection, 'photos', key, never))).code, 'badKey');
    }
  });

  const reasons: readonly (readonly [status: number, listed: string, code: string])[] = [
    [404, errorXml('NoSuchBucket'), 'noSuchSpace'],
    [404, listing([]), 'noSuchObject'],
    [403, errorXml('SignatureDoesNotMatch'), 'wrongSecret'],
    [403, errorXml('InvalidAccessKeyId'), 'wrongKey'],
    [403, errorXml('AccessDenied'), 'accessDenied'],
    [403, listing([]), 'accessDenied'],
  ];
  for (const [status, listed, code] of reasons) {
    it(`finds out why HEAD got ${status}, which does not say: ${code}`, async () => {
      served = await serve((request, response) => {
        if (request.method === 'HEAD') answer(response, status);
        else answer(response, listed.includes('<Error>') ? status : 200, listed);
      });
      const error = await refusal(createStore(storeDeps()).headObject(at(), 'photos', 'a', never));
      assert.equal(error.code, code);
    });
  }

  it('cancels', async () => {
    const controller = new AbortController();
    served = await serve(() => setImmediate(() => controller.abort()));
    const store = createStore(storeDeps());
    await assert.rejects(store.listPage(at(), 'photos', { prefix: '' }, controller.signal), Cancelled);
  });
});
