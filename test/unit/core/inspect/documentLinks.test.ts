import assert from 'node:assert/strict';
import {
  asWritten,
  linksIn,
  s3UriOf,
  stateOf,
  untilNextState,
  withoutSignature,
} from '../../../../src/core/inspect/documentLinks.ts';
import { findSignedUrls } from '../../../../src/core/inspect/findUrls.ts';

const link = (key = 'a/b%20c.txt', expires = 7 * 86_400) =>
  [
    `https://photos.nyc3.digitaloceanspaces.com/${key}?X-Amz-Algorithm=AWS4-HMAC-SHA256`,
    'X-Amz-Credential=DO00AAAA%2F20261124%2Fnyc3%2Fs3%2Faws4_request',
    'X-Amz-Date=20261124T080000Z',
    `X-Amz-Expires=${expires}`,
    'X-Amz-SignedHeaders=host',
    `X-Amz-Signature=${'0a'.repeat(32)}`,
  ].join('&');
const MADE = Date.UTC(2026, 10, 24, 8);
const HOUR = 3_600_000;

describe('signed URLs in a text', () => {
  const around: readonly (readonly [string, (url: string) => string])[] = [
    ['Markdown', (url) => `[c](${url})`],
    ['Markdown with a title', (url) => `[c](${url} "c")`],
    ['Markdown in angle brackets', (url) => `<${url}>`],
    ['emphasis', (url) => `**${url}**`],
    ['a sentence', (url) => `See ${url}.`],
    ['brackets', (url) => `(at ${url})`],
    ['JSON', (url) => `{"a": "${url}", "b": 1}`],
    ['YAML', (url) => `a: ${url}\n`],
    ['a script', (url) => `curl -o x '${url}'`],
    ['a back-quoted text', (url) => `\`${url}\``],
    ['a table', (url) => `| a | ${url} | b |`],
    ['CSV', (url) => `a,"${url}",b`],
  ];
  for (const [name, write] of around) {
    it(`in ${name}`, () => {
      const text = `first\n${write(link())}\nlast`;
      const found = findSignedUrls(text);
      assert.deepEqual(
        found.map(({ url }) => url),
        [link()],
      );
      assert.equal(text.slice(found[0]?.start, found[0]?.end), link());
    });
  }

  const escaped: readonly (readonly [string, string, string])[] = [
    ['HTML', '&amp;', '&amp;'],
    ['JSON of Go', '\\u0026', '\\u0026'],
  ];
  for (const [name, written, ampersand] of escaped) {
    it(`as ${name} writes it, and back`, () => {
      const text = `<"${link().replaceAll('&', written)}">`;
      const [found] = linksIn(text, []);
      assert.ok(found);
      assert.equal(found.examined.request.url, link());
      assert.equal(found.ampersand, ampersand);
      assert.equal(asWritten(link(), found), link().replaceAll('&', written));
      assert.equal(text.slice(found.start, found.end), link().replaceAll('&', written));
    });
  }

  it('brackets that are part of a key', () => {
    const url = link('a_(1).txt');
    assert.deepEqual(
      findSignedUrls(`(${url})`).map((each) => each.url),
      [url],
    );
  });

  it('nothing else: no other URLs, no other signatures', () => {
    for (const text of [
      'https://example.com/?a=b',
      'https://example.com/?Signature=abc',
      "--form-string 'X-Amz-Signature=0a'",
      'X-Amz-Signature=0a',
    ])
      assert.deepEqual(findSignedUrls(text), []);
  });

  it('at most a thousand, in no time', () => {
    const text = Array.from({ length: 5_000 }, (_, index) => link(String(index))).join('\n');
    const began = performance.now();
    assert.equal(linksIn(text, []).length, 1_000);
    assert.ok(performance.now() - began < 1_000);
    // What could make a pattern go back and forth.
    for (const bad of [
      'https://'.repeat(50_000),
      `https://h/${'('.repeat(100_000)}`,
      `https://h?${'&amp;'.repeat(50_000)}`,
      `https://h?${')'.repeat(100_000)}`,
      `https://h?X-Amz-Signature=1&${')'.repeat(30_000)}`,
      `https://${'s3-'.repeat(10_000)}/?X-Amz-Signature=1`,
    ]) {
      const start = performance.now();
      linksIn(`${bad}X-Amz-Signature=`, []);
      assert.ok(performance.now() - start < 1_000, bad.slice(0, 20));
    }
  });
});

describe('a link in a document', () => {
  const [found] = linksIn(link(), []);
  assert.ok(found);

  it('works, ends soon, has ended', () => {
    const at = (hours: number) => stateOf(found, MADE + hours * HOUR);
    assert.deepEqual(
      [at(0), at(143.9), at(144), at(167.9), at(168), at(1000)],
      ['live', 'live', 'endsSoon', 'endsSoon', 'ended', 'ended'],
    );
  });

  it('says when it will be in another state', () => {
    assert.equal(untilNextState([found], MADE), 144 * HOUR);
    assert.equal(untilNextState([found], MADE + 150 * HOUR), 18 * HOUR);
    assert.equal(untilNextState([found], MADE + 168 * HOUR), undefined);
    assert.equal(untilNextState([], MADE), undefined);
  });

  it('without its signature, and as an s3:// address', () => {
    assert.equal(withoutSignature(found), 'https://photos.nyc3.digitaloceanspaces.com/a/b%20c.txt');
    assert.equal(s3UriOf(found), 's3://photos/a/b c.txt');
    const [versioned] = linksIn(`${link()}&versionId=a%2Bb`, []);
    assert.ok(versioned);
    assert.equal(
      withoutSignature(versioned),
      'https://photos.nyc3.digitaloceanspaces.com/a/b%20c.txt?versionId=a%2Bb',
    );
    const [unknown] = linksIn(link().replace('photos.nyc3.digitaloceanspaces.com', 'files.example.com'), []);
    assert.ok(unknown);
    assert.equal(s3UriOf(unknown), undefined);
  });
});
