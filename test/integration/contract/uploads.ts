import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { type Answer, send, type TestRequest } from './client.ts';
import { expectHeaders, expectStatus } from './expect.ts';
import { one } from './page.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

const smallest = 5 * 1024 * 1024;
const md5 = (data: string | Buffer) => createHash('md5').update(data).digest('hex');

/** Uploads in parts. */
export function uploadCases(use: () => Subject): void {
  let space: string;
  const first = randomBytes(smallest);

  before(async () => {
    space = await makeSpace(use());
  });

  const ask = (request: TestRequest) => send(use(), { space, key: 'k', ...request });
  const begin = async (key = 'k', headers: Record<string, string> = {}) => {
    const answer = await mustSend(use(), { method: 'POST', space, key, query: [['uploads', '']], headers });
    assert.deepEqual([one(answer, 'Bucket'), one(answer, 'Key')], [space, key]);
    return one(answer, 'UploadId') ?? '';
  };
  const part = (uploadId: string, number: number | string, more: TestRequest = {}) =>
    ask({
      method: 'PUT',
      query: [
        ['partNumber', String(number)],
        ['uploadId', uploadId],
      ],
      body: 'x',
      ...more,
    });
  const complete = (
    uploadId: string,
    parts: readonly (readonly [number, string])[],
    more: TestRequest = {},
  ) => {
    const entries = parts.map(
      ([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>"${etag}"</ETag></Part>`,
    );
    const body = `<CompleteMultipartUpload>${entries.join('')}</CompleteMultipartUpload>`;
    return ask({ method: 'POST', query: [['uploadId', uploadId]], body, ...more });
  };
  const list = (uploadId: string, ...more: readonly (readonly [string, string])[]) =>
    ask({ query: [['uploadId', uploadId], ...more] });
  const numbers = (answer: Answer) =>
    [...answer.text.matchAll(/<PartNumber>(\d+)</g)].map(([, number]) => number);

  it('parts become one object, with what it was begun with, and nothing is left', async () => {
    const headers = { 'content-type': 'image/png', 'x-amz-meta-a': 'b', 'x-amz-acl': 'public-read' };
    const id = await begin('k', headers);
    expectHeaders(await part(id, 2, { body: 'end' }), { etag: `"${md5('end')}"` });
    await part(id, 1, { body: first });
    expectStatus(await ask({}), 404, 'NoSuchKey');
    const answer = await complete(id, [
      [1, md5(first)],
      [2, md5('end')],
    ]);
    expectStatus(answer, 200);
    const etag = `${md5(Buffer.from(md5(first) + md5('end'), 'hex'))}-2`;
    assert.equal(one(answer, 'ETag'), etag);
    const read = await ask({ sign: 'none' });
    expectHeaders(read, { 'content-type': 'image/png', 'x-amz-meta-a': 'b', etag: `"${etag}"` });
    assert.ok(read.body.equals(Buffer.concat([first, Buffer.from('end')])));
    expectStatus(await list(id), 404, 'NoSuchKey');
  });

  it('completed once more: done, without an ETag', async () => {
    const id = await begin('again');
    await part(id, 1, { key: 'again' });
    await complete(id, [[1, md5('x')]], { key: 'again' });
    const answer = await complete(id, [[1, md5('x')]], { key: 'again' });
    expectStatus(answer, 200);
    assert.equal(one(answer, 'ETag'), '');
  });

  it('conditions on completing are overlooked', async () => {
    await mustSend(use(), { method: 'PUT', space, key: 'there', body: 'old' });
    const id = await begin('there');
    await part(id, 1, { key: 'there' });
    const answer = await complete(id, [[1, md5('x')]], { key: 'there', headers: { 'if-none-match': '*' } });
    expectStatus(answer, 200);
    assert.equal((await ask({ key: 'there' })).text, 'x');
  });

  it('only what is there is put together, all of it, and no part but the last is small', async () => {
    const id = await begin('strict');
    const finish = (...parts: readonly (readonly [number, string])[]) =>
      complete(id, parts, { key: 'strict' });
    await part(id, 3, { key: 'strict' });
    expectStatus(await finish(), 400, 'MalformedXML');
    expectStatus(await finish([3, md5('y')]), 400, 'InvalidPart');
    expectStatus(await finish([4, md5('x')]), 400, 'InvalidPart');
    await part(id, 4, { key: 'strict' });
    expectStatus(await finish([3, md5('x')], [4, md5('x')]), 400, 'EntityTooSmall');
    await part(id, 3, { key: 'strict', body: first });
    expectStatus(await finish([3, md5(first)]), 400, 'InvalidPart');
    expectStatus(await finish([3, md5(first)], [4, md5('x')]), 200);
  });

  it('parts are told, page by page; one sent again takes the place of the first', async () => {
    const id = await begin('pages');
    const at = { key: 'pages' };
    for (const number of [1, 2, 5]) await part(id, number, at);
    await part(id, 2, { ...at, body: 'other' });
    const page = (...more: readonly (readonly [string, string])[]) =>
      ask({ ...at, query: [['uploadId', id], ...more] });
    const all = await page();
    assert.deepEqual([numbers(all), one(all, 'IsTruncated')], [['1', '2', '5'], 'false']);
    assert.match(all.text, new RegExp(`<ETag>&quot;${md5('other')}&quot;</ETag><Size>5</Size>`));
    const two = await page(['max-parts', '2']);
    assert.deepEqual(
      [numbers(two), one(two, 'IsTruncated'), one(two, 'NextPartNumberMarker')],
      [['1', '2'], 'true', '2'],
    );
    const rest = await page(['part-number-marker', '2']);
    assert.deepEqual([numbers(rest), one(rest, 'IsTruncated')], [['5'], 'false']);
  });

  it('an upload that is ended, or never was, is not there', async () => {
    const id = await begin('gone');
    const at = { key: 'gone' };
    await part(id, 1, at);
    const abort: TestRequest = { method: 'DELETE', key: 'gone', query: [['uploadId', id]] };
    expectStatus(await ask(abort), 204);
    expectStatus(await ask(abort), 404, 'NoSuchUpload');
    expectStatus(await part(id, 1, at), 404, 'NoSuchUpload');
    expectStatus(await ask({ ...at, query: [['uploadId', id]] }), 404, 'NoSuchKey');
    expectStatus(await complete(id, [[1, md5('x')]], at), 500, 'InternalError');
    await mustSend(use(), { method: 'PUT', space, key: 'gone', body: 'x' });
    expectStatus(await ask({ ...at, query: [['uploadId', id]] }), 404, 'NoSuchKey');
    expectStatus(await complete(id, [[1, md5('x')]], at), 500, 'InternalError');
  });

  it('an upload belongs to its key, and a part has a number', async () => {
    const id = await begin('own');
    expectStatus(await part(id, 1, { key: 'other' }), 404, 'NoSuchUpload');
    expectStatus(await part(id, 'x', { key: 'own' }), 400, 'InvalidArgument');
    expectStatus(await part(id, 10_000, { key: 'own' }), 200);
  });

  it('parts are copied from another object, whatever is said of its ETag', async () => {
    await mustSend(use(), { method: 'PUT', space, key: 'src a+b', body: '0123456789' });
    const id = await begin('copy');
    const copy = (headers: Record<string, string>, source = 'src%20a%2Bb') =>
      part(id, 1, {
        key: 'copy',
        body: '',
        headers: { 'x-amz-copy-source': `/${space}/${source}`, ...headers },
      });
    const answer = await copy({
      'x-amz-copy-source-range': 'bytes=2-4',
      'x-amz-copy-source-if-match': 'none',
    });
    expectStatus(answer, 200);
    assert.match(one(answer, 'ETag') ?? '', new RegExp(md5('234')));
    expectStatus(await copy({ 'x-amz-copy-source-range': 'bytes=2-10' }), 416, 'InvalidRange');
    expectStatus(await copy({}, 'nothing'), 404, 'NoSuchKey');
    const whole = await copy({});
    assert.match(one(whole, 'ETag') ?? '', new RegExp(md5('0123456789')));
  });

  it('unfinished uploads are listed, by prefix and page by page', async () => {
    const own = await makeSpace(use());
    const uploads = (...query: readonly (readonly [string, string])[]) =>
      send(use(), { space: own, query: [['uploads', ''], ...query] });
    assert.doesNotMatch((await uploads()).text, /<Upload>/);
    for (const key of ['b ü', 'a', 'b ü', 'c'])
      await mustSend(use(), { method: 'POST', space: own, key, query: [['uploads', '']] });
    const keys = (answer: Answer) =>
      [...answer.text.matchAll(/<Upload><Key>(.*?)<\/Key>/g)].map(([, key]) => key);
    assert.deepEqual(keys(await uploads(['encoding-type', 'url'])), ['a', 'b%20%C3%BC', 'b%20%C3%BC', 'c']);
    assert.deepEqual(keys(await uploads(['prefix', 'b'])), ['b ü', 'b ü']);
    const page = await uploads(['max-uploads', '2']);
    assert.deepEqual([keys(page).length, one(page, 'IsTruncated')], [2, 'true']);
    const markers = ['Key', 'UploadId'].map((name) => one(page, `Next${name}Marker`) ?? '');
    const rest = await uploads(['key-marker', markers[0] ?? ''], ['upload-id-marker', markers[1] ?? '']);
    assert.deepEqual([keys(rest), one(rest, 'IsTruncated')], [['b ü', 'c'], 'false']);
  });

  it('who may not write begins, adds, sees and ends nothing', async () => {
    const keys = await use().reader(space);
    const id = await begin('closed');
    const at = { key: 'closed', keys };
    expectStatus(await ask({ ...at, method: 'POST', query: [['uploads', '']] }), 403, 'AccessDenied');
    expectStatus(await part(id, 1, at), 403, 'AccessDenied');
    expectStatus(await complete(id, [[1, md5('x')]], at), 403, 'AccessDenied');
    expectStatus(await ask({ ...at, method: 'DELETE', query: [['uploadId', id]] }), 403, 'AccessDenied');
  });
}
