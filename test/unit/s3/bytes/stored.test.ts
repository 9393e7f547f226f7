import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { ObjectHeaders } from '../../../../src/core/objects.ts';
import { headerEntries, storedHeaders, storedMetadata } from '../../../../src/s3/bytes/headers.ts';
import { answer, errorXml, serve } from '../serve.ts';
import { all, type Rig, startRig, text } from './rig.ts';

const { signal } = new AbortController();

describe('what is stored with the bytes', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(() => rig.stop());
  beforeEach(() => rig.proxy.setPlan(() => undefined));

  it('metadata of any words comes back, trimmed as HTTP does', async () => {
    const value = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .filter((words) => !/(?![\u0080-\u009f])\p{Cc}|=\?/u.test(words));
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9_.-]{0,20}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true }),
        async (metadata) => {
          await rig.bytes.write(rig.at('m'), text('x'), { metadata }, signal);
          const trimmed = Object.entries(metadata).map(([each, words]) => [
            each,
            words.replace(/^ +| +$/g, ''),
          ]);
          assert.deepEqual(
            (await rig.bytes.facts(rig.at('m'), signal)).metadata,
            Object.fromEntries(trimmed),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('white space that is none to HTTP is kept', async () => {
    const metadata = { note: '\u00a0no break\u3000', dash: '\u2003' };
    await rig.bytes.write(rig.at('m'), text('x'), { metadata }, signal);
    assert.deepEqual((await rig.bytes.facts(rig.at('m'), signal)).metadata, metadata);
  });

  it('what no header can carry is refused before anything is sent', async () => {
    for (const [name, value] of [
      ['a', 'x\ny'],
      ['a', 'x\0'],
      ['a', '\ud800'],
      ['a b', 'x'],
      ['ü', 'x'],
      ['', 'x'],
    ] as const) {
      const work = rig.bytes.write(rig.at('m'), text('x'), { metadata: { [name]: value } }, signal);
      await assert.rejects(work, { code: 'badArguments' }, JSON.stringify([name, value]));
    }
    const headers: ObjectHeaders = { contentDisposition: 'a\r\nx-amz-acl: public-read' };
    assert.throws(() => headerEntries(headers, {}), { code: 'badArguments' });
    assert.deepEqual(rig.proxy.requests, []);
  });

  it('words that are not UTF-8, or encoded, are read as far as they can be', () => {
    const of = (value: string) => storedMetadata(new Headers({ 'x-amz-meta-a': value })).a;
    assert.deepEqual(
      [of('caf\u00e9'), of('caf\u00c3\u00a9'), of('=?UTF-8?Q?caf=C3=A9?='), of('=?iso-8859-1?b?Y2Fm6Q==?=')],
      ['café', 'café', 'café', 'café'],
    );
    // None of these is one.
    for (const words of ['=?UTF-8?X?a?=', '=?nope?Q?a?=', '=?UTF-8?B?%%%?=', '=?', 'a =?= b'])
      assert.equal(of(words), words);
    const headers = new Headers({ 'content-disposition': 'attachment; filename="\u00c3\u00bc"' });
    assert.deepEqual(storedHeaders(headers), { contentDisposition: 'attachment; filename="ü"' });
  });

  it('no header of fetch itself is stored', async () => {
    await rig.bytes.write(rig.at('bare'), text('x'), { isNew: true }, signal);
    assert.deepEqual(rig.store.get('photos', 'bare')?.headers, { 'content-type': 'binary/octet-stream' });
  });

  it('what has a Content-Encoding is asked for twice the first time, and once for each further part', async () => {
    const content = gzipSync('hello');
    await rig.bytes.write(rig.at('z'), content, { headers: { contentEncoding: 'gzip' } }, signal);
    const { etag } = await rig.bytes.facts(rig.at('z'), signal);
    rig.proxy.setPlan(() => undefined);
    for (const start of [0, 4, 8]) {
      const wish = { range: { start, end: start + 4 }, ifMatch: etag };
      const read = await rig.bytes.read(rig.at('z'), wish, signal);
      assert.equal(read.facts.headers.contentEncoding, 'gzip');
      const pieces: Uint8Array[] = [];
      for await (const piece of read.body) pieces.push(piece);
      assert.ok(Buffer.concat(pieces).equals(content.subarray(start, start + 4)));
    }
    assert.equal(rig.proxy.requests.length, 4);
  });

  it('in a browser, which hides the header, all is asked for as it is stored', async () => {
    const content = gzipSync('hello');
    await rig.bytes.write(rig.at('z'), content, { headers: { contentEncoding: 'gzip' } }, signal);
    const read = await rig.bytesWith({ canListSpaces: false }).read(rig.at('z'), {}, signal);
    assert.equal(read.facts.headers.contentEncoding, undefined);
    let length = 0;
    for await (const piece of read.body) length += piece.length;
    assert.equal(length, content.length);
  });

  it('an answer without its range is completed by HEAD', async () => {
    rig.store.put('photos', 'r', '0123456789');
    const bytes = rig.bytesWith({
      fetch: async (url, init) => {
        const { body, status, headers } = await fetch(url, init);
        const shown = [...headers].filter(([name]) => name !== 'content-range');
        return new Response(body, { status, headers: shown });
      },
    });
    const read = await bytes.read(rig.at('r'), { range: { start: 2, end: 5 } }, signal);
    assert.deepEqual([read.facts.size, await all(read)], [10, '234']);
  });
});

describe('an answer that began well and ends as an error', () => {
  it('is an error, and what may pass is tried again', async () => {
    const rig = await startRig();
    const served = await serve((request, response, count) => {
      request.resume();
      if (request.method === 'HEAD') return answer(response, 404);
      if (request.method === 'GET') return answer(response, 200, '<ListPartsResult></ListPartsResult>');
      answer(response, 200, errorXml(count < 3 ? 'InternalError' : 'AccessDenied'));
    });
    const at = { ...rig.at('k'), connection: { ...rig.at('k').connection, endpoint: served.endpoint } };
    const parts = [{ partNumber: 1, etag: 'a'.repeat(32), size: 1 }];
    const work = rig.bytes.finish({ ...at, uploadId: 'u' }, parts, {}, signal);
    await assert.rejects(work, { code: 'accessDenied' });
    assert.deepEqual(
      served.requests.map((line) => line.split('/')[0]?.trim()),
      ['POST', 'HEAD', 'GET', 'POST', 'HEAD'],
    );
    await served.stop();
    await rig.stop();
  });
});
