import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/connection.ts';
import { Cancelled, type ErrorCode, SpacesError } from '../../../src/core/errors.ts';
import { createConnectionTester } from '../../../src/s3/tester.ts';
import { answer, errorXml, keys, never, requestDeps, type Served, serve } from './serve.ts';

const buckets = (...names: string[]) =>
  `<ListAllMyBucketsResult><Buckets>${names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')}</Buckets></ListAllMyBucketsResult>`;
const page = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';

const named: Connection = {
  id: 'abcdefghij',
  name: 'Test',
  provider: 'custom',
  endpoint: 'https://s3.example.com',
  region: 'us-east-1',
  addressing: 'path',
  spaces: ['docs'],
  readOnly: false,
};

interface More {
  readonly canListSpaces?: boolean;
  readonly moreSpaces?: readonly string[];
}

type Reply = readonly [status: number, body: string, headers?: Record<string, string>];

describe('the connection tester', () => {
  let served: Served | undefined;
  afterEach(async () => {
    await served?.stop();
    served = undefined;
  });

  /** Tests a connection against a server that answers by path. */
  async function test(reply: (path: string) => Reply, spaces?: readonly string[], more: More = {}) {
    served = await serve((request, response) => {
      const [status, body, headers] = reply((request.url ?? '').split('?')[0] ?? '');
      answer(response, status, body, headers);
    });
    const { canListSpaces = true, moreSpaces } = more;
    const connection: Connection = { ...named, endpoint: served.endpoint, spaces, moreSpaces };
    const tester = createConnectionTester(requestDeps({ canListSpaces }));
    return tester.test(connection, keys, never);
  }

  it('lists the Spaces', async () => {
    const result = await test(() => [200, buckets('docs', 'photos')]);
    assert.deepEqual(result, { ok: true, spaces: ['docs', 'photos'], clockSkewMs: 0 });
  });

  const refusals: readonly (readonly [name: string, reply: Reply, code: ErrorCode])[] = [
    ['wrong key', [403, errorXml('InvalidAccessKeyId')], 'wrongKey'],
    ['wrong secret', [403, errorXml('SignatureDoesNotMatch')], 'wrongSecret'],
    ['no right to list', [403, errorXml('AccessDenied')], 'noListBuckets'],
    ['a web page', [200, '<!DOCTYPE html><html><body>hello<br></body></html>'], 'notS3'],
    ['a busy server', [503, errorXml('SlowDown')], 'slowDown'],
  ];
  for (const [name, reply, code] of refusals) {
    it(`says what failed: ${name}`, async () => {
      const { ok, error } = await test(() => reply);
      assert.equal(ok, false);
      assert.ok(error instanceof SpacesError);
      assert.equal(error.code, code);
    });
  }

  it('measures the clock, also when it fails', async () => {
    const headers = { date: new Date(Date.now() + 10 * 60_000).toUTCString() };
    for (const reply of [
      [200, buckets('a'), headers] as const,
      [403, errorXml('AccessDenied'), headers] as const,
    ]) {
      const { clockSkewMs = 0 } = await test(() => reply);
      assert.ok(Math.abs(clockSkewMs - 600_000) < 2_000);
      await served?.stop();
    }
  });

  it('tries each named Space with a key pair that may not list them', async () => {
    const result = await test(
      (path) => (path === '/' ? [403, errorXml('AccessDenied')] : [200, page]),
      ['docs', 'photos'],
    );
    assert.deepEqual([result.ok, result.spaces], [true, ['docs', 'photos']]);
    assert.deepEqual(
      served?.requests.map((request) => request.split('?')[0]),
      ['GET /', 'GET /docs', 'GET /photos'],
    );
    assert.match(served?.requests[1] ?? '', /list-type=2.*max-keys=1/);
  });

  it('tries further named Spaces that were not listed, and knows all', async () => {
    const result = await test((path) => [200, path === '/' ? buckets('docs', 'photos') : page], undefined, {
      moreSpaces: ['photos', 'ark'],
    });
    assert.deepEqual([result.ok, result.spaces], [true, ['ark', 'docs', 'photos']]);
    assert.equal(served?.requests.length, 2);
    await served?.stop();
    const typo = await test(
      (path) => (path === '/' ? [200, buckets()] : [404, errorXml('NoSuchBucket')]),
      undefined,
      {
        moreSpaces: ['ark'],
      },
    );
    assert.match(typo.error?.message ?? '', /no such Space at this endpoint: ark$/);
  });

  it('in a browser asks for no list: it tries what is named, and says so where nothing is', async () => {
    const browser = { canListSpaces: false };
    const none = await test(() => [200, page], undefined, browser);
    assert.ok(none.error instanceof SpacesError);
    assert.deepEqual([none.ok, none.error.code, served?.requests], [false, 'listInBrowser', []]);
    await served?.stop();
    const some = await test(() => [200, page], ['docs', 'photos'], browser);
    assert.deepEqual([some.ok, some.spaces], [true, ['docs', 'photos']]);
    assert.deepEqual(
      served?.requests.map((request) => request.split('?')[0]),
      ['GET /docs', 'GET /photos'],
    );
    await served?.stop();
    const more = await test(() => [200, page], undefined, { ...browser, moreSpaces: ['ark'] });
    assert.deepEqual([more.ok, more.spaces, served?.requests.length], [true, ['ark'], 1]);
  });

  it('says which of the named Spaces failed, and why', async () => {
    const { ok, error } = await test(
      (path) => {
        if (path === '/docs') return [200, page];
        if (path === '/photos') return [404, errorXml('NoSuchBucket')];
        return [403, errorXml('AccessDenied')];
      },
      ['docs', 'photos', 'music'],
    );
    assert.equal(ok, false);
    assert.ok(error instanceof SpacesError);
    assert.equal(error.code, 'noSuchSpace');
    assert.match(error.message, /no such Space at this endpoint: photos\. Further.*: music$/);
  });

  it('names the one Space that failed', async () => {
    const { error } = await test(
      (path) => (path === '/' ? [200, buckets('docs')] : [403, errorXml('AccessDenied')]),
      ['docs', 'photos'],
    );
    assert.match(error?.message ?? '', /may not list the Space: photos$/);
    assert.equal(served?.requests.length, 2, 'what was listed is not tried');
  });

  it('tries no Space with a wrong secret', async () => {
    const { error } = await test(() => [403, errorXml('SignatureDoesNotMatch')], ['docs']);
    assert.ok(error instanceof SpacesError);
    assert.equal(error.code, 'wrongSecret');
    assert.equal(served?.requests.length, 1);
  });

  it('says which of the named Spaces open in another region', async () => {
    const home: Record<string, string> = { docs: 'nyc3', photos: 'fra1' };
    const fetch = async (url: string) => {
      const [space = '', region] = new URL(url).host.split('.');
      if (space === 'nyc3') return new Response(errorXml('AccessDenied'), { status: 403 });
      if (home[space] === region) return new Response(page);
      return new Response(errorXml('NoSuchBucket'), { status: 404 });
    };
    const tester = createConnectionTester(requestDeps({ fetch }));
    const endpoint = 'https://nyc3.digitaloceanspaces.com';
    const spaces = ['docs', 'photos'];
    const at: Connection = {
      ...named,
      provider: 'digitalocean',
      endpoint,
      region: 'nyc3',
      addressing: 'virtual',
      spaces,
    };
    const { ok, elsewhere } = await tester.test(at, keys, never);
    assert.equal(ok, true);
    assert.deepEqual([...(elsewhere ?? [])], [['photos', 'fra1']]);
  });

  it('a cancelled test is no result', async () => {
    const tester = createConnectionTester(requestDeps({ fetch: () => assert.fail('sent') }));
    await assert.rejects(tester.test(named, keys, AbortSignal.abort()), Cancelled);
  });
});
