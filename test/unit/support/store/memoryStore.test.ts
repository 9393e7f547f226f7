import assert from 'node:assert/strict';
import { send, type TestRequest } from '../../../integration/contract/client.ts';
import { expectStatus } from '../../../integration/contract/expect.ts';
import { post } from '../../../integration/contract/form.ts';
import { keysOf, one, tokenOf } from '../../../integration/contract/page.ts';
import { type MemoryStore, startStore } from '../../../support/store/memoryStore.ts';
import type { User } from '../../../support/store/users.ts';

const space = 'example-bucket';
const minute = 60_000;

describe('the in-memory store', () => {
  let store: MemoryStore;

  beforeEach(async () => {
    store = await startStore({ spaces: [space] });
    store.put(space, 'k', 'hello');
  });
  afterEach(() => store.stop());

  const ask = (request: TestRequest = {}) =>
    send({ endpoint: store.endpoint, keys: store.credentials }, { space, key: 'k', ...request });
  const list = (name: string, ...query: [string, string][]) =>
    send(
      { endpoint: store.endpoint, keys: store.credentials },
      { space: name, query: [['list-type', '2'], ...query] },
    );

  it('serves what was put directly, and shows what was put over HTTP', async () => {
    store.put(space, 'typed', 'x', {
      contentType: 'text/x',
      lastModified: Date.UTC(2020, 0, 2),
      acl: 'public-read',
    });
    const answer = await ask({ key: 'typed', sign: 'none' });
    expectStatus(answer, 200);
    assert.equal(answer.headers['content-type'], 'text/x');
    assert.equal(answer.headers['last-modified'], 'Thu, 02 Jan 2020 00:00:00 GMT');
    await ask({ method: 'PUT', key: 'new', body: 'over HTTP' });
    assert.equal(store.get(space, 'new')?.body().toString(), 'over HTTP');
    store.delete(space, 'new');
    expectStatus(await ask({ key: 'new' }), 404, 'NoSuchKey');
  });

  describe('its clock', () => {
    it('ends signed URLs and upload forms', async () => {
      const link: TestRequest = { sign: 'link', expiresIn: 30, date: new Date(store.clock.now()) };
      const form = { space, expiration: new Date(store.clock.now() + 30_000).toISOString() };
      const server = { endpoint: store.endpoint, keys: store.credentials };
      store.clock.advance(28_000);
      expectStatus(await ask(link), 200);
      expectStatus(await post(server, form), 204);
      store.clock.advance(3_000);
      expectStatus(await ask(link), 403, 'AccessDenied');
      expectStatus(await post(server, form), 403, 'AccessDenied');
    });

    it('refuses requests from another time, and tells its own', async () => {
      store.clock.advance(20 * minute);
      const refused = await ask();
      expectStatus(refused, 403, 'RequestTimeTooSkewed');
      const offset = Date.parse(String(refused.headers.date)) - Date.now();
      assert.ok(Math.abs(offset - 20 * minute) < 5_000);
      store.clock.advance(-10 * minute);
      expectStatus(await ask(), 200);
    });

    it('dates what is stored', async () => {
      store.clock.set(Date.UTC(2026, 5, 1, 12));
      await ask({ method: 'PUT', key: 'dated', body: 'x', date: new Date(store.clock.now()) });
      assert.equal(
        new Date(store.get(space, 'dated')?.lastModified ?? 0).toISOString().slice(0, 16),
        '2026-06-01T12:00',
      );
      store.clock.reset();
      assert.ok(Math.abs(store.clock.now() - Date.now()) < 1_000);
    });
  });

  describe('key pairs', () => {
    const as = (keys: User, request: TestRequest = {}) => ask({ keys, ...request });

    it('that may only read', async () => {
      const keys = store.addUser({ readOnly: true });
      expectStatus(await as(keys), 200);
      expectStatus(await as(keys, { method: 'PUT', body: 'x' }), 403, 'AccessDenied');
      const form = await post({ endpoint: store.endpoint, keys }, { space });
      expectStatus(form, 403, 'AccessDenied');
    });

    it('for some Spaces', async () => {
      store.addSpace('other-bucket');
      const keys = store.addUser({ spaces: [space] });
      expectStatus(await as(keys), 200);
      expectStatus(await as(keys, { space: 'other-bucket' }), 403, 'AccessDenied');
      const answer = await send({ endpoint: store.endpoint, keys }, {});
      assert.deepEqual(
        [...answer.text.matchAll(/<Name>(.*?)</g)].map(([, name]) => name),
        [space],
      );
    });

    it('that may not list Spaces', async () => {
      const keys = store.addUser({ spaces: [space], noListBuckets: true });
      expectStatus(await send({ endpoint: store.endpoint, keys }, {}), 403, 'AccessDenied');
      expectStatus(await as(keys), 200);
    });

    it('given, with a name of their own', async () => {
      const keys = store.addUser({ accessKeyId: 'MINE', secretAccessKey: 'secret' });
      assert.deepEqual(keys, { accessKeyId: 'MINE', secretAccessKey: 'secret' });
      expectStatus(await as(keys), 200);
      store.removeUser('MINE');
      expectStatus(await as(keys), 403, 'InvalidAccessKeyId');
    });
  });

  it('sends requests for a Space of another region there', async () => {
    store.addSpace('far-away', { elsewhere: { region: 'ams3', endpoint: 'http://ams3.example.com' } });
    const answer = await ask({ space: 'far-away' });
    expectStatus(answer, 301, 'PermanentRedirect');
    assert.equal(answer.headers['x-amz-bucket-region'], 'ams3');
    assert.equal(answer.headers.location, 'http://ams3.example.com/far-away/k');
    assert.equal(one(answer, 'Endpoint'), 'ams3.example.com');
    expectStatus(await ask({ method: 'HEAD', space: 'far-away' }), 301);
  });

  it('knows Spaces below further host names', async () => {
    const far = await startStore({ spaces: [space], hosts: ['nyc3.digitaloceanspaces.com'] });
    far.put(space, 'k', 'hello', { acl: 'public-read' });
    const headers = { host: `${space}.nyc3.digitaloceanspaces.com` };
    const answer = await send(
      { endpoint: far.endpoint, keys: far.credentials },
      { key: 'k', sign: 'none', headers },
    );
    await far.stop();
    expectStatus(answer, 200);
  });

  it('lists a million keys that exist nowhere', async () => {
    const name = (index: number) => `folder-${Math.floor(index / 1000)}/${index}`;
    const keyOf = (index: number) => name(1_000_000 + index);
    store.addSyntheticSpace('a-million', 1_000_000, keyOf);
    const first = await list('a-million');
    assert.deepEqual([keysOf(first).length, keysOf(first)[999]], [1000, keyOf(999)]);
    const second = await list('a-million', ['continuation-token', tokenOf(first) ?? '']);
    assert.equal(keysOf(second)[0], keyOf(1000));
    const last = await list('a-million', ['start-after', keyOf(999_998)]);
    assert.deepEqual(keysOf(last), [keyOf(999_999)]);
    const folders = await list('a-million', ['delimiter', '/']);
    assert.deepEqual([one(folders, 'KeyCount'), one(folders, 'IsTruncated')], ['1000', 'false']);
    const object = await ask({ space: 'a-million', key: keyOf(5) });
    assert.deepEqual([object.status, object.body.length], [200, Number(object.headers['content-length'])]);
    expectStatus(
      await ask({ method: 'PUT', space: 'a-million', key: 'new', body: 'x' }),
      501,
      'NotImplemented',
    );
  });

  it('logs requests without what would let anyone repeat them', async () => {
    store.clearRequests();
    await ask({ sign: 'link', query: [['response-content-type', 'a/b']] });
    await list(space, ['prefix', 'x']);
    const entries = store.requests();
    assert.deepEqual(entries, [
      { method: 'GET', space, key: 'k', query: { 'response-content-type': 'a/b' }, status: 200 },
      { method: 'GET', space, key: undefined, query: { 'list-type': '2', prefix: 'x' }, status: 200 },
    ]);
  });

  it('refuses a port that is taken', async () => {
    const port = Number(new URL(store.endpoint).port);
    await assert.rejects(startStore({ port }), { code: 'EADDRINUSE' });
  });
});
