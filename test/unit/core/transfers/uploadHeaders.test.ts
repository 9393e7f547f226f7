import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Content, ContentReader, headersFor } from '../../../../src/core/transfers/uploadHeaders.ts';

const ascii: Content = { isGzip: false, text: 'ascii' };
const utf8: Content = { isGzip: false, text: 'utf8' };
const other: Content = { isGzip: false, text: 'other' };
const gzip: Content = { isGzip: true, text: 'other' };

describe('headersFor', () => {
  for (const [name, content, stored, wanted] of [
    ['a.txt', ascii, undefined, 'text/plain; charset=utf-8'],
    ['a.txt', other, undefined, 'text/plain'],
    ['a.png', other, undefined, 'image/png'],
    ['a.json', ascii, undefined, 'application/json'],
    ['README', ascii, undefined, 'application/octet-stream'],
    ['README', ascii, 'text/plain', 'text/plain; charset=utf-8'],
    ['a.txt', ascii, 'text/plain; charset=iso-8859-1', 'text/plain; charset=iso-8859-1'],
    ['a.txt', other, 'text/plain; charset=iso-8859-1', 'text/plain; charset=iso-8859-1'],
    ['a.txt', utf8, 'text/plain; charset=iso-8859-1', 'text/plain; charset=utf-8'],
    ['a.txt', other, 'text/plain; charset=utf-8', 'text/plain'],
    ['a.txt', ascii, 'text/plain; charset=utf-16', 'text/plain; charset=utf-8'],
    ['a.css', ascii, 'text/plain; charset=iso-8859-1', 'text/css; charset=utf-8'],
  ] as const) {
    it(`${name}, ${content.text}, in the place of ${stored ?? 'nothing'}: ${wanted}`, () => {
      const headers = headersFor(name, {}, { content, stored: { contentType: stored } });
      assert.equal(headers.contentType, wanted);
    });
  }

  for (const [name, content, stored, wanted] of [
    ['a.svgz', gzip, undefined, 'gzip'],
    ['a.svgz', ascii, undefined, undefined],
    ['a.tar.gz', gzip, undefined, undefined],
    ['a.js', gzip, 'gzip', 'gzip'],
    ['a.js', ascii, 'gzip', undefined],
    ['a.js', gzip, 'br', undefined],
  ] as const) {
    it(`${name}${content.isGzip ? ', packed' : ''}, in the place of ${stored ?? 'nothing'}: encoding ${wanted ?? 'none'}`, () => {
      const headers = headersFor(name, {}, { content, stored: { contentEncoding: stored } });
      assert.equal(headers.contentEncoding, wanted);
    });
  }

  it('what the person says goes before what was there', () => {
    const stored = {
      contentType: 'text/css',
      cacheControl: 'no-store',
      contentDisposition: 'attachment',
      expires: 'x',
    };
    assert.deepEqual(
      headersFor('a.txt', { contentType: 'image/x', cacheControl: 'max-age=1' }, { content: ascii, stored }),
      {
        contentType: 'image/x',
        cacheControl: 'max-age=1',
        contentEncoding: undefined,
        contentDisposition: 'attachment',
        contentLanguage: undefined,
      },
    );
  });
});

describe('ContentReader', () => {
  it('knows UTF-8 however it is cut', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5 }), (text, step) => {
        const reader = new ContentReader(true);
        const bytes = new TextEncoder().encode(text);
        for (let at = 0; at < bytes.length; at += step) reader.add(bytes.subarray(at, at + step));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant
        assert.equal(reader.end().text, /^[\x00-\x7f]*$/.test(text) ? 'ascii' : 'utf8');
      }),
    ));

  for (const [what, bytes] of [
    ['Latin-1', [0xe9]],
    ['a character that is cut off', [0x61, 0xc3]],
    ['a lone surrogate', [0xed, 0xa0, 0x80]],
  ] as const) {
    it(`${what} is no UTF-8`, () => {
      const reader = new ContentReader(true);
      reader.add(Uint8Array.from(bytes));
      assert.equal(reader.end().text, 'other');
    });
  }
});
