import assert from 'node:assert/strict';
import { send, type TestRequest } from './client.ts';
import { expectHeaders, expectStatus } from './expect.ts';
import { one } from './page.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

const ENABLED =
  '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Enabled</Status></VersioningConfiguration>';

/** Versions of objects, where a Space keeps them. */
export function versionCases(use: () => Subject): void {
  let space: string;
  const ids: string[] = [];

  const ask = (request: TestRequest) => send(use(), { space, ...request });
  const put = async (key: string, body: string) =>
    String((await mustSend(use(), { method: 'PUT', space, key, body })).headers['x-amz-version-id']);
  const versions = async (...query: readonly (readonly [string, string])[]) => {
    const answer = await ask({ query: [['versions', ''], ['encoding-type', 'url'], ...query] });
    expectStatus(answer, 200);
    const entries = [...answer.text.matchAll(/<(Version|DeleteMarker)>(.*?)<\/\1>/gs)].map(
      ([, kind, inner = '']) => {
        const part = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(inner)?.[1];
        return [kind, part('Key'), part('VersionId'), part('IsLatest'), part('Size')];
      },
    );
    return { answer, entries };
  };

  before(async () => {
    space = await makeSpace(use());
    await mustSend(use(), { method: 'PUT', space, key: 'old', body: 'old' });
    expectStatus(await ask({ key: 'old', query: [['versionId', 'null']] }), 200);
    assert.deepEqual((await versions()).entries, [['Version', 'old', 'null', 'true', '3']]);
    await mustSend(use(), { method: 'PUT', space, query: [['versioning', '']], body: ENABLED });
    ids.push(await put('a b', '1'), await put('a b', '22'));
    const gone = await mustSend(use(), { method: 'DELETE', space, key: 'a b' });
    expectHeaders(gone, { 'x-amz-delete-marker': 'true' });
    ids.push(String(gone.headers['x-amz-version-id']));
  });

  it('are kept once that is turned on, and told newest first', async () => {
    assert.equal(one(await ask({ query: [['versioning', '']] }), 'Status'), 'Enabled');
    assert.deepEqual((await versions()).entries, [
      ['DeleteMarker', 'a%20b', ids[2], 'true', undefined],
      ['Version', 'a%20b', ids[1], 'false', '2'],
      ['Version', 'a%20b', ids[0], 'false', '1'],
      ['Version', 'old', 'null', 'true', '3'],
    ]);
    assert.deepEqual((await versions(['prefix', 'nope'])).entries, []);
  });

  it('PUT with If-Match never fits, whatever it says', async () => {
    const space = await makeSpace(use());
    await mustSend(use(), { method: 'PUT', space, key: 'k', body: 'old' });
    await mustSend(use(), { method: 'PUT', space, query: [['versioning', '']], body: ENABLED });
    for (const body of ['new', undefined]) {
      const etag = String((await mustSend(use(), { method: 'HEAD', space, key: 'k' })).headers.etag);
      for (const value of [etag, etag.slice(1, -1), '*']) {
        const headers = { 'if-match': value };
        const answer = await send(use(), { method: 'PUT', space, key: 'k', body: 'x', headers });
        expectStatus(answer, 412, 'PreconditionFailed');
      }
      if (body !== undefined) await mustSend(use(), { method: 'PUT', space, key: 'k', body });
    }
  });

  it('page with two markers', async () => {
    const { answer, entries } = await versions(['prefix', 'a b'], ['max-keys', '2']);
    assert.equal(entries.length, 2);
    assert.deepEqual(
      ['IsTruncated', 'NextKeyMarker', 'NextVersionIdMarker'].map((name) => one(answer, name)),
      ['true', 'a b', ids[1]],
    );
    const rest = await versions(
      ['prefix', 'a b'],
      ['key-marker', 'a b'],
      ['version-id-marker', ids[1] ?? ''],
    );
    assert.deepEqual(rest.entries, [['Version', 'a%20b', ids[0], 'false', '1']]);
    assert.equal(one(rest.answer, 'IsTruncated'), 'false');
  });

  it('each is served by its id, also behind a delete marker, by header and by link', async () => {
    expectStatus(await ask({ key: 'a b' }), 404, 'NoSuchKey');
    for (const sign of ['header', 'link'] as const) {
      const answer = await ask({ key: 'a b', query: [['versionId', ids[0] ?? '']], sign });
      expectStatus(answer, 200);
      expectHeaders(answer, { 'x-amz-version-id': ids[0] });
      assert.equal(answer.text, '1');
    }
  });

  it('a delete marker and an unknown id: 404 NoSuchKey', async () => {
    for (const id of [ids[2] ?? '', 'nope'])
      expectStatus(await ask({ key: 'a b', query: [['versionId', id]] }), 404, 'NoSuchKey');
  });

  it('the current one is that below what is taken away', async () => {
    const away = (key: string, id: string) => ask({ method: 'DELETE', key, query: [['versionId', id]] });
    const first = await put('c', 'one');
    const second = await put('c', 'two');
    const marker = await mustSend(use(), { method: 'DELETE', space, key: 'c' });
    const removed = await away('c', String(marker.headers['x-amz-version-id']));
    expectStatus(removed, 204);
    expectHeaders(removed, { 'x-amz-delete-marker': 'true' });
    assert.equal((await ask({ key: 'c' })).text, 'two');
    expectStatus(await away('c', second), 204);
    assert.equal((await ask({ key: 'c' })).text, 'one');
    expectStatus(await away('c', 'nope'), 204);
    expectStatus(await away('c', first), 204);
    expectStatus(await ask({ key: 'c' }), 404, 'NoSuchKey');
    assert.deepEqual((await versions(['prefix', 'c'])).entries, []);
  });

  it('another right is no new version', async () => {
    await put('acl', 'x');
    await mustSend(use(), {
      method: 'PUT',
      space,
      key: 'acl',
      query: [['acl', '']],
      headers: { 'x-amz-acl': 'public-read' },
    });
    assert.equal((await versions(['prefix', 'acl'])).entries.length, 1);
  });
}
