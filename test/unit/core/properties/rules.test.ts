import assert from 'node:assert/strict';
import type { Access } from '../../../../src/core/objects.ts';
import { accessWords, EVERYBODY, grantWords, isPublic } from '../../../../src/core/properties/access.ts';
import { accessXml, accessXmlFor, publicXml } from '../../../../src/core/properties/accessXml.ts';
import { headerProblem, headerValue, metadataProblem } from '../../../../src/core/properties/headerRules.ts';
import { tagsProblem } from '../../../../src/core/properties/tagRules.ts';
import { parseXml } from '../../../../src/s3/xml.ts';

describe('what headers, metadata and tags may be', () => {
  for (const [field, value, isFit] of [
    ['contentType', 'image/png; x=1', true],
    ['contentType', 'png', false],
    ['cacheControl', 'max-age=31536000, immutable', true],
    ['cacheControl', 'a\nb', false],
    ['contentDisposition', 'attachment; filename="für.png"', false],
    ['contentDisposition', "attachment; filename*=UTF-8''f%C3%BCr.png", true],
    ['contentLanguage', ' de', false],
    ['contentEncoding', '', false],
    ['expires', 'Wed, 21 Oct 2026 07:28:00 GMT', true],
    ['expires', '2026-10-21', true],
    ['expires', '2026-10-21T09:28:00+02:00', true],
    ['expires', '0', true],
    ['expires', '2026-10-21T09:28', false],
    ['expires', '2026-13-41', false],
    ['expires', '2026-02-30', false],
    ['expires', '2026-02-30T10:00Z', false],
    ['expires', '2028-02-29', true],
    ['expires', '2026-02-28T23:30:00-02:00', true],
    ['expires', 'Wed, 21 Oct 2026 07:28:00 CET', false],
    ['expires', 'Thu, 21 Oct 2026 07:28:00 GMT', false],
    ['expires', 'tomorrow', false],
    ['websiteRedirect', '/elsewhere', true],
    ['websiteRedirect', 'https://host/a?b#c', true],
    ['websiteRedirect', 'elsewhere', false],
    ['websiteRedirect', 'javascript:alert(1)', false],
    ['websiteRedirect', 'https://', false],
    ['websiteRedirect', '/ü', false],
    ['websiteRedirect', `/${'x'.repeat(2047)}`, true],
    ['websiteRedirect', `/${'x'.repeat(2048)}`, false],
  ] as const)
    it(`${field} ${JSON.stringify(value)}: ${isFit}`, () => {
      assert.equal(headerProblem(field, value) === undefined, isFit);
    });

  it('a moment becomes the date that HTTP has, and nothing else changes', () => {
    assert.equal(headerValue('expires', '2026-10-21T09:28:00+02:00'), 'Wed, 21 Oct 2026 07:28:00 GMT');
    assert.equal(headerValue('expires', '2026-10-21'), 'Wed, 21 Oct 2026 00:00:00 GMT');
    assert.equal(headerValue('cacheControl', '2026-10-21'), '2026-10-21');
  });

  for (const [metadata, isFit] of [
    [{ a: '', 'b-c_d.e!': 'grün 漢 😀' }, true],
    [{ 'a b': '1' }, false],
    [{ '': '1' }, false],
    [{ ü: '1' }, false],
    [{ a: 'x\r\ny: z' }, false],
    [{ a: ' x' }, false],
    [{ A: '1', a: '2' }, false],
    [{ a: 'x'.repeat(2047) }, true],
    [{ a: 'x'.repeat(2048) }, false],
    [{ a: 'é'.repeat(1024) }, false],
  ] as const)
    it(`metadata ${JSON.stringify(metadata).slice(0, 40)}: ${isFit}`, () => {
      assert.equal(metadataProblem(metadata) === undefined, isFit);
    });

  const numbered = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, '']));
  for (const [tags, isFit] of [
    [numbered(10), true],
    [numbered(11), false],
    [{ ['k'.repeat(128)]: 'v'.repeat(256) }, true],
    [{ ['k'.repeat(129)]: '' }, false],
    [{ k: 'é'.repeat(129) }, false],
    [{ '': '' }, false],
    [{ 'aws:x': '' }, false],
    [{ k: '\u0000' }, false],
    [{ k: '\uffff' }, false],
    [{ 'a <b> &': '"\'=' }, true],
  ] as const)
    it(`tags ${JSON.stringify(tags).slice(0, 40)}: ${isFit}`, () => {
      assert.equal(tagsProblem(tags) === undefined, isFit);
    });
});

describe('access in words and as a document', () => {
  const own = { grantee: 'me', permission: 'FULL_CONTROL' };
  const access = (...grants: Access['grants']): Access => ({ canned: 'other', owner: 'me', grants, xml: '' });

  it('is public where everybody may read, and only there', () => {
    const of = (grantee: string, permission: string) => isPublic(access(own, { grantee, permission }));
    assert.deepEqual(
      [of(EVERYBODY, 'READ'), of(EVERYBODY, 'FULL_CONTROL'), of(EVERYBODY, 'READ_ACP'), of('you', 'READ')],
      [true, true, false, false],
    );
    assert.match(accessWords(access(own, { grantee: EVERYBODY, permission: 'READ' })), /^Public/);
    assert.match(accessWords({ ...access(own), canned: 'private' }), /^Private/);
    assert.match(accessWords(access(own, { grantee: 'you', permission: 'READ' })), /^Not public/);
  });

  it('names each grant; what is unknown stands as it is', () => {
    const words = grantWords(access(own, { grantee: '<you>', permission: 'DANCE' }));
    assert.deepEqual(words, [
      { who: 'The owner: me', may: 'may do everything' },
      { who: '<you>', may: 'DANCE' },
    ]);
  });

  it('hostile names do not leave their element', () => {
    const hostile = '</ID></Grantee><x a="\'&\r\n';
    const document = parseXml(accessXml(hostile, [{ grantee: hostile, permission: hostile }]));
    const [owner, list] = document.children;
    assert.equal(owner?.children[0]?.text, hostile);
    const [grantee, permission] = list?.children[0]?.children ?? [];
    assert.deepEqual([grantee?.children[0]?.text, permission?.text], [hostile, hostile]);
  });

  it('public is added to what is there; a new owner has all that the old one had', () => {
    const friend = { grantee: 'friend@example.com', permission: 'READ' };
    assert.match(publicXml(access(own, friend)), /EmailAddress>friend@.*AllUsers<\/URI>/);
    const xml = accessXmlFor('you', access(own, friend));
    assert.match(xml, /<Owner><ID>you<.*<ID>me<.*FULL_CONTROL.*friend@.*<ID>you<.*FULL_CONTROL/);
  });
});
