import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkUploadTerms, type UploadShape } from '../../../src/core/uploadRules.ts';
import { postTermsOf, type UploadTerms } from '../../../src/core/uploadTerms.ts';

const POST: UploadShape = { method: 'post', isDropBox: false, isAws: false };
const PUT: UploadShape = { ...POST, method: 'put' };
const GIB5 = 5 * 1024 ** 3;

describe('checkUploadTerms', () => {
  const taken: readonly (readonly [terms: UploadTerms, shape?: UploadShape])[] = [
    [{}],
    [{ minBytes: 0, maxBytes: 1 }],
    [{ minBytes: GIB5, maxBytes: GIB5 }],
    [{ contentType: 'image/*' }],
    [{ contentType: 'application/vnd.x+json' }],
    [{ contentType: 'text/plain; charset=utf-8' }],
    [{ successRedirect: 'https://example.com/a/b' }],
    [{ metadata: { a: '', 'b-c': 'x y' } }],
    [{ metadata: { a: 'v'.repeat(2047) } }],
    [{ acl: 'public-read' }, { ...POST, isDropBox: true }],
    [{ minBytes: 3, maxBytes: 3, contentType: 'a/b', acl: 'private', metadata: { a: '1' } }, PUT],
    [{ acl: 'public-read' }, { ...PUT, isAws: true }],
  ];
  for (const [terms, shape = POST] of taken) {
    it(`takes ${JSON.stringify(terms).slice(0, 80)} by ${shape.method}`, () =>
      checkUploadTerms(terms, shape));
  }

  const refused: readonly (readonly [terms: UploadTerms, why: RegExp, shape?: UploadShape])[] = [
    [{ minBytes: 2, maxBytes: 1 }, /smallest.*larger/],
    [{ maxBytes: 0 }, /whole number of bytes/],
    [{ maxBytes: GIB5 + 1 }, /5 GiB/],
    [{ minBytes: 0.5 }, /whole number/],
    [{ minBytes: -1 }, /whole number/],
    [{ contentType: 'image' }, /image\/png/],
    [{ contentType: '*/*' }, /image\/\*/],
    [{ contentType: 'image/p*' }, /image\/\*/],
    [{ contentType: '$key/*' }, /image\/\*/],
    [{ contentType: 'a/b\nc' }, /image\/png/],
    [{ successRedirect: 'javascript:alert(1)' }, /https:\/\//],
    [{ successRedirect: '/thanks' }, /https:\/\//],
    [{ successRedirect: 'https://example.com/ü' }, /ASCII/],
    [{ successRedirect: 'https://' }, /https:\/\//],
    [{ successRedirect: `https://x.example/${'a'.repeat(2048)}` }, /https:\/\//],
    [{ successRedirect: 'https://example.com/?a=1' }, /"\?"/],
    [{ successRedirect: 'https://example.com/#a' }, /"#"/],
    [{ successRedirect: 'https://example.com/', successStatus: 200 }, /status of its own/],
    [{ metadata: { 'a b': '1' } }, /"a b"/],
    [{ metadata: { '': '1' } }, /called/],
    [{ metadata: { ü: '1' } }, /"ü"/],
    [{ metadata: { a: 'x\ny' } }, /control characters/],
    [{ metadata: { a: ' x' } }, /spaces/],
    [{ metadata: { a: 'ü' } }, /ASCII/],
    [{ metadata: { a: '1', A: '2' } }, /upper and lower case/],
    [{ metadata: { a: 'v'.repeat(2048) } }, /2 KB/],
    [{}, /one object/, { ...PUT, isDropBox: true }],
    [{ successStatus: 200 }, /can't be chosen/, PUT],
    [{ successRedirect: 'https://example.com/' }, /can't be chosen/, PUT],
    [{ maxBytes: 5 }, /one exact size/, PUT],
    [{ minBytes: 1 }, /one exact size/, PUT],
    [{ acl: 'public-read' }, /copy another object/, PUT],
  ];
  for (const [terms, why, shape = POST] of refused) {
    it(`refuses ${JSON.stringify(terms).slice(0, 80)} by ${shape.method}`, () =>
      assert.throws(() => checkUploadTerms(terms, shape), { code: 'badArguments', message: why }));
  }

  it('lets no array condition begin its value with a dollar, which Ceph reads as a variable', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', 'a', '/', '*', '.') }), (contentType) => {
        try {
          checkUploadTerms({ contentType }, POST);
        } catch {
          return;
        }
        for (const condition of postTermsOf({ contentType }).conditions ?? [])
          assert.ok(Array.isArray(condition) && !String(condition[2]).startsWith('$'));
      }),
    );
  });
});
