import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { send, type TestRequest, type Wire } from './client.ts';
import { expectHeaders, expectStatus } from './expect.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

const stored = {
  'content-type': 'text/x-test',
  'cache-control': 'no-store',
  'content-disposition': 'inline',
  'content-language': 'en',
  expires: 'Wed, 21 Oct 2030 07:28:00 GMT',
  'x-amz-meta-a': 'some thing',
};
const etag = '"781e5e245d69b566979b86e28d23f2c7"';

/** GET, HEAD, PUT, DELETE and COPY of objects. */
export function objectCases(use: () => Subject): void {
  let space: string;

  before(async () => {
    space = await makeSpace(use());
    await mustSend(use(), { method: 'PUT', space, key: 'k', body: '0123456789', headers: stored });
  });

  const get = (request: TestRequest = {}) => send(use(), { space, key: 'k', ...request });
  const put = (key: string, request: TestRequest = {}) =>
    send(use(), { method: 'PUT', space, key, body: 'x', ...request });

  it('GET gives back what was stored', async () => {
    const answer = await get();
    expectStatus(answer, 200);
    assert.equal(answer.text, '0123456789');
    expectHeaders(answer, { ...stored, etag, 'content-length': '10', 'accept-ranges': 'bytes' });
    assert.ok(Math.abs(Date.parse(String(answer.headers['last-modified'])) - Date.now()) < 60_000);
  });

  it('HEAD gives the same without the body', async () => {
    const answer = await get({ method: 'HEAD' });
    expectStatus(answer, 200);
    expectHeaders(answer, { ...stored, etag, 'content-length': '10' });
    assert.equal(answer.body.length, 0);
  });

  it('a missing key: 404 NoSuchKey, HEAD without a code', async () => {
    expectStatus(await get({ key: 'nope' }), 404, 'NoSuchKey');
    expectStatus(await get({ key: 'nope', method: 'HEAD' }), 404);
  });

  it('PUT answers with the ETag, and without a type stores binary/octet-stream', async () => {
    const answer = await put('plain');
    expectHeaders(answer, { etag: '"9dd4e461268c8034f5c8564e155c67a6"' });
    expectHeaders(await get({ key: 'plain' }), { 'content-type': 'binary/octet-stream' });
  });

  it('DELETE: 204, also of a missing key', async () => {
    await put('gone');
    expectStatus(await send(use(), { method: 'DELETE', space, key: 'gone' }), 204);
    expectStatus(await get({ key: 'gone' }), 404, 'NoSuchKey');
    expectStatus(await send(use(), { method: 'DELETE', space, key: 'gone' }), 204);
  });

  it('deletes several at once', async () => {
    await Promise.all([put('d1'), put('d2')]);
    const body =
      '<Delete><Object><Key>d1</Key></Object><Object><Key>d2</Key></Object><Object><Key>d3</Key></Object></Delete>';
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    const answer = await send(use(), { method: 'POST', space, query: [['delete', '']], body, headers });
    expectStatus(answer, 200);
    assert.equal(answer.text.match(/<Deleted>/g)?.length, 3);
    expectStatus(await get({ key: 'd1' }), 404, 'NoSuchKey');
  });

  describe('ranges', () => {
    const cases: readonly (readonly [range: string, body: string, contentRange: string])[] = [
      ['bytes=0-0', '0', 'bytes 0-0/10'],
      ['bytes=3-', '3456789', 'bytes 3-9/10'],
      ['bytes=-3', '789', 'bytes 7-9/10'],
      ['bytes=5-100', '56789', 'bytes 5-9/10'],
      ['bytes=-100', '0123456789', 'bytes 0-9/10'],
      ['bytes=0-1,3-4', '01', 'bytes 0-1/10'],
    ];
    for (const [range, body, contentRange] of cases) {
      it(`${range}: 206`, async () => {
        const answer = await get({ headers: { range } });
        expectStatus(answer, 206);
        assert.equal(answer.text, body);
        expectHeaders(answer, { 'content-range': contentRange, 'content-length': String(body.length), etag });
      });
    }

    for (const range of ['bytes=10-', 'bytes=5-2']) {
      it(`${range}: 416 InvalidRange`, async () => {
        expectStatus(await get({ headers: { range } }), 416, 'InvalidRange');
      });
    }

    it('of an empty object: 416 InvalidRange', async () => {
      await put('empty', { body: '' });
      expectStatus(await get({ key: 'empty', headers: { range: 'bytes=0-0' } }), 416, 'InvalidRange');
    });

    it('in another unit: the whole object', async () => {
      expectStatus(await get({ headers: { range: 'items=0-1' } }), 200);
    });
  });

  describe('overrides', () => {
    const disposition = 'attachment; filename="a_.txt"; filename*=UTF-8\'\'%C3%A4.txt';
    const query = [
      ['response-content-type', 'a/b'],
      ['response-content-language', 'de'],
      ['response-expires', 'never'],
      ['response-cache-control', 'no-cache'],
      ['response-content-disposition', disposition],
      ['response-content-encoding', 'identity'],
    ] as const;
    const wanted = {
      'content-type': 'a/b',
      'content-language': 'de',
      expires: 'never',
      'cache-control': 'no-cache',
      'content-disposition': disposition,
      'content-encoding': 'identity',
    };

    for (const sign of ['link', 'header'] as const) {
      it(`signed by ${sign}: taken`, async () => {
        expectHeaders(await get({ sign, query }), wanted);
      });
    }

    it('names beyond ASCII come back as they are', async () => {
      const raw = 'attachment; filename="ä漢.txt"';
      const answer = await get({ sign: 'link', query: [['response-content-disposition', raw]] });
      const bytes = Buffer.from(String(answer.headers['content-disposition']), 'latin1');
      assert.equal(bytes.toString('utf8'), raw);
    });

    it('added to a signed URL: 403 SignatureDoesNotMatch', async () => {
      const change = (wire: Wire) => ({ ...wire, target: `${wire.target}&response-content-type=text/html` });
      expectStatus(await get({ sign: 'link', change }), 403, 'SignatureDoesNotMatch');
    });
  });

  describe('conditions', () => {
    const bare = etag.slice(1, -1);
    const reads: readonly (readonly [header: string, value: string, status: number, code?: string])[] = [
      ['if-match', etag, 200],
      ['if-match', '"other"', 412, 'PreconditionFailed'],
      ['if-none-match', etag, 304],
      ['if-none-match', '"other"', 200],
      ['if-modified-since', new Date(Date.now() + 1_800_000).toUTCString(), 304],
      ['if-modified-since', 'Wed, 21 Oct 2015 07:28:00 GMT', 200],
      ['if-unmodified-since', 'Wed, 21 Oct 2015 07:28:00 GMT', 412, 'PreconditionFailed'],
    ];
    for (const [header, value, status, code] of reads) {
      it(`GET with ${header}: ${value}: ${status}`, async () => {
        expectStatus(await get({ headers: { [header]: value } }), status, code);
      });
    }

    it('PUT with If-None-Match: * only where there is nothing', async () => {
      const headers = { 'if-none-match': '*' };
      expectStatus(await put('once', { headers, body: 'first' }), 200);
      expectStatus(await put('once', { headers, body: 'second' }), 412, 'PreconditionFailed');
      assert.equal((await get({ key: 'once' })).text, 'first');
    });

    it('PUT with If-Match: the ETag bare, or *; in quotes it never fits', async () => {
      await put('match', { body: '0123456789' });
      const withMatch = (value: string) =>
        put('match', { body: '0123456789', headers: { 'if-match': value } });
      expectStatus(await withMatch(bare), 200);
      expectStatus(await withMatch('*'), 200);
      expectStatus(await withMatch(etag), 412, 'PreconditionFailed');
      expectStatus(await put('not-there', { headers: { 'if-match': '*' } }), 412, 'PreconditionFailed');
    });
  });

  it('a Content-MD5 that does not fit: 400 BadDigest', async () => {
    const md5 = (text: string) => createHash('md5').update(text).digest('base64');
    expectStatus(await put('md5', { headers: { 'content-md5': md5('x') } }), 200);
    expectStatus(await put('md5', { headers: { 'content-md5': md5('y') } }), 400, 'BadDigest');
  });

  describe('copies', () => {
    const copy = (source: string, headers: Record<string, string> = {}, key = 'copied') =>
      put(key, { body: '', headers: { 'x-amz-copy-source': source, ...headers } });

    it('with what is stored beside the bytes', async () => {
      const answer = await copy(`/${space}/k`);
      expectStatus(answer, 200);
      assert.match(answer.text, /<CopyObjectResult .*<LastModified>.*<ETag>/);
      const copied = await get({ key: 'copied' });
      assert.equal(copied.text, '0123456789');
      expectHeaders(copied, stored);
    });

    it('from an encoded key', async () => {
      await put('a+b c', { body: 'odd' });
      expectStatus(await copy(`${space}/a%2Bb%20c`), 200);
      assert.equal((await get({ key: 'copied' })).text, 'odd');
    });

    it('from what is not there: 404', async () => {
      expectStatus(await copy(`${space}/nope`), 404, 'NoSuchKey');
      expectStatus(await copy('nope-nope/k'), 404, 'NoSuchBucket');
    });

    it('onto itself only with other metadata', async () => {
      await put('self');
      expectStatus(await copy(`${space}/self`, {}, 'self'), 400, 'InvalidRequest');
      const replace = { 'x-amz-metadata-directive': 'REPLACE', 'content-type': 'text/new' };
      expectStatus(await copy(`${space}/self`, replace, 'self'), 200);
      expectHeaders(await get({ key: 'self' }), { 'content-type': 'text/new' });
    });
  });
}
