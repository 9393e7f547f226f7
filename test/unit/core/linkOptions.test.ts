import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  checkLinkOptions,
  contentDisposition,
  contentTypeProblem,
  filenameProblem,
  linkQuery,
} from '../../../src/core/linkOptions.ts';
import { readDisposition } from '../../support/readDisposition.ts';

describe('linkOptions', () => {
  it('asks the server for exactly what is set', () => {
    assert.deepEqual(linkQuery({}), []);
    assert.deepEqual(linkQuery({ host: 'cdn.example.com' }), []);
    assert.deepEqual(
      linkQuery({ disposition: 'inline', contentType: 'text/plain; charset=utf-8', versionId: 'v1' }),
      [
        ['response-content-disposition', 'inline'],
        ['response-content-type', 'text/plain; charset=utf-8'],
        ['versionId', 'v1'],
      ],
    );
  });

  const names: readonly (readonly [name: string, header: string])[] = [
    ['report.pdf', `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
    ['Köln.zip', `attachment; filename="Koln.zip"; filename*=UTF-8''K%C3%B6ln.zip`],
    ['漢字 a.txt', `attachment; filename="__ a.txt"; filename*=UTF-8''%E6%BC%A2%E5%AD%97%20a.txt`],
    ['👍🏽.png', `attachment; filename="__.png"; filename*=UTF-8''%F0%9F%91%8D%F0%9F%8F%BD.png`],
    [
      `a"b\\c%41;d'(e)*!`,
      `attachment; filename="a_b_c_41;d'(e)*!"; filename*=UTF-8''a%22b%5Cc%2541%3Bd%27%28e%29%2A%21`,
    ],
    ['שלום.txt', `attachment; filename="____.txt"; filename*=UTF-8''%D7%A9%D7%9C%D7%95%D7%9D.txt`],
  ];
  for (const [name, header] of names) {
    it(`a download called ${name}`, () => assert.equal(contentDisposition({ filename: name }), header));
  }

  it('a name alone is that of a download; shown in the browser it is what Save As offers', () => {
    assert.match(contentDisposition({ filename: 'a' }) ?? '', /^attachment;/);
    assert.match(contentDisposition({ filename: 'a', disposition: 'inline' }) ?? '', /^inline;/);
    assert.equal(contentDisposition({ disposition: 'attachment' }), 'attachment');
    assert.equal(contentDisposition({}), undefined);
  });

  it('whoever reads RFC 6266 gets the name back, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (name) => {
        fc.pre(filenameProblem(name) === undefined);
        const header = contentDisposition({ filename: name }) ?? '';
        assert.match(header, /^[ -~]+$/, 'a header holds ASCII alone');
        const read = readDisposition(header);
        assert.equal(read.type, 'attachment');
        assert.equal(read.filename, name);
        assert.ok(
          !/["\\%/]/.test(read.fallback ?? '"'),
          'old readers find nothing to decode in the other one',
        );
      }),
      { numRuns: 3000 },
    );
  });

  const bad: readonly (readonly [name: string, why: RegExp])[] = [
    ['', /No file/],
    [' ', /No file/],
    ['..', /No file/],
    ['a/b', /slash/],
    ['a\nb', /control/],
    ['a\u0085', /control/],
    ['\ud800', /half a character/],
    ['x'.repeat(256), /256 bytes.*255/],
  ];
  for (const [name, why] of bad) {
    it(`no file can be called ${JSON.stringify(name).slice(0, 20)}`, () => {
      assert.match(filenameProblem(name) ?? '', why);
    });
  }

  it('content types: a type, and what may follow', () => {
    const good = ['image/png', 'text/plain; charset=utf-8', 'a/b;c="d e"', 'application/vnd.x+json', 'x/*'];
    for (const type of good) assert.equal(contentTypeProblem(type), undefined, type);
    const wrong = [
      '',
      'image',
      'image/',
      '/png',
      'a b/c',
      'a/b; c',
      'a/b\r\nX: y',
      'a/ä',
      `a/${'b'.repeat(255)}`,
    ];
    for (const type of wrong) assert.notEqual(contentTypeProblem(type), undefined, type);
  });

  it('a name and a version are of one object', () => {
    checkLinkOptions({ filename: 'a', versionId: 'v' }, 1);
    checkLinkOptions({ disposition: 'inline', contentType: 'a/b', host: 'a.example' }, 5);
    assert.throws(() => checkLinkOptions({ filename: 'a' }, 2), { code: 'badArguments' });
    assert.throws(() => checkLinkOptions({ versionId: 'v' }, 2), { code: 'badArguments' });
    assert.throws(() => checkLinkOptions({ filename: 'a/b' }, 1), { code: 'badArguments' });
    assert.throws(() => checkLinkOptions({ contentType: 'nonsense' }, 1), { code: 'badArguments' });
  });
});
