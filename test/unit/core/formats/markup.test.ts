import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { htmlOf, markdownOf } from '../../../../src/core/formats/markup.ts';
import { linkProblem } from '../../../../src/core/keyRules.ts';
import { visible } from '../../../../src/core/plain.ts';
import { linksTo } from '../../../support/links.ts';
import { uploadKey } from '../../../support/oddKeys.ts';

interface Token {
  readonly type: string;
  readonly content: string;
  readonly attrs: readonly (readonly [string, string])[] | null;
  readonly children: readonly Token[] | null;
}

type Markdown = new (options: object) => { parse(text: string, environment: object): readonly Token[] };

const require = createRequire(import.meta.url);
const MarkdownIt = require('markdown-it') as Markdown;

/** As lenient as they come: with HTML, addresses without brackets as links, and typographic quotes off. */
const markdown = new MarkdownIt({ html: true, linkify: true });

const MARKUP = [
  ...[
    'https://evil.example/x',
    'www.evil.example',
    'a@b.example',
    '<https://evil.example>',
    '[x](https://y.example)',
  ],
  ...[
    '](x)',
    '![x](y)',
    '**b**',
    '__b__',
    '_i_',
    '~~s~~',
    '`c`',
    '<img src=x onerror=y>',
    '&lt;&#60;&copy',
    '\\[',
    '# h',
  ],
  ...['- a', '1. a', '> q', '\n\n# h', '|a|', '$m$', ']: x', '<!--', 'snake_case_name.txt'],
];

const keys = fc.array(
  fc
    .oneof(uploadKey, fc.string({ unit: fc.constantFrom(...MARKUP), minLength: 1, maxLength: 4 }))
    .filter((key) => linkProblem(key) === undefined),
  { minLength: 1, maxLength: 4 },
);

/** The links of a document: their texts and addresses. Fails for anything else in it. */
function linksIn(text: string): readonly (readonly [text: string, address: string])[] {
  const found: [string, string][] = [];
  let isInside = false;
  for (const { type, content, attrs } of markdown.parse(text, {}).flatMap(({ children }) => children ?? [])) {
    if (type === 'link_open') found.push(['', attrs?.find(([name]) => name === 'href')?.[1] ?? '']);
    if (type.startsWith('link_')) isInside = type === 'link_open';
    else {
      assert.ok(isInside, `outside of a link: ${type}`);
      assert.ok(['text', 'text_special'].includes(type), type);
      const last = found.at(-1);
      if (last) last[0] += content;
    }
  }
  return found;
}

/** What a browser makes of text and of values in quotes. */
function unescapeHtml(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&([^;]*);/g, (_all, name: string) => named[name] ?? assert.fail(name));
}

describe('links in documents', () => {
  it('Markdown shows each name as text and leads to its URL, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (some) => {
        const links = await linksTo(some);
        const shown = linksIn(textOf(markdownOf(links))).map(([text, address]) => [trim(text), address]);
        assert.deepEqual(
          shown,
          links.map(({ key, url }) => [trim(visible(key)), url]),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('HTML holds each name as text and value, and leads to its URL, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (some) => {
        const links = await linksTo(some);
        const anchors = [
          ...textOf(htmlOf(links)).matchAll(/<a href="([^"<>]*)" download="([^"<>]*)">([^<>]*)<\/a>/g),
        ];
        assert.deepEqual(
          anchors.map(([, ...parts]) => parts.map((part) => unescapeHtml(part ?? ''))),
          links.map(({ url, filename, key }) => [url, visible(filename), visible(key)]),
        );
        const rest = textOf(htmlOf(links)).replace(/<a [^>]*>[^<]*<\/a>/g, '');
        assert.doesNotMatch(rest.replace(/<\/?(?:ul|li)>/g, ''), /\S/);
      }),
      { numRuns: 500 },
    );
  });

  it('an address with parentheses stays one', async () => {
    const [link] = await linksTo(['a']);
    assert.ok(link);
    const text = textOf(markdownOf([{ ...link, url: 'https://cdn.example/a(1)?x=<y> z' }]));
    assert.equal(text, '[a](https://cdn.example/a%281%29?x=%3Cy%3E%20z)');
  });
});

/** Spaces at the ends of a label are written as no-break ones, which stay. */
function trim(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ');
}

function textOf(pieces: Iterable<string>): string {
  return [...pieces].join('');
}
