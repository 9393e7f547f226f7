import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeHtml } from '../../../../src/core/html.ts';
import { downloadPage } from '../../../../src/core/page/downloadPage.ts';
import type { LinkedFile } from '../../../../src/core/page/fileList.ts';
import { escapeJson } from '../../../../src/core/page/html.ts';
import { type UploadPage, uploadPage } from '../../../../src/core/page/uploadPage.ts';
import { nodeHashing } from '../../../../src/platform/node.ts';
import { oddWords } from '../../../support/oddWords.ts';

const sha256 = nodeHashing.sha256Hex;
const moments = { locale: 'en', timeZone: 'UTC' };
const ends = new Date(Date.UTC(2026, 10, 24, 9));

/** Every kind of trouble, and texts that would end what they stand in. */
const word = fc.oneof(
  fc.constantFrom(...oddWords),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '</script>',
    '<!--',
    ']]>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    '&lt;',
    '\u2028',
    '\r\n',
  ),
);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

/** The tags of a page with the names of their attributes, in order: what a name would change that breaks out. */
function skeleton(html: string): string[] {
  const tags = html.match(/<[a-z!/][^>]*>/gi) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/g, '=""'));
}

function files(path: string): readonly LinkedFile[] {
  return [{ path, url: `https://s.example/${encodeURIComponent(path.toWellFormed())}?a=b&c='d'`, size: 1 }];
}

function box(text: string): UploadPage {
  const form = {
    url: 'https://s.example/',
    fields: [
      ['key', text],
      ['Content-Type', 'a/b'],
      [text, text],
    ] as const,
  };
  const forms = { plain: form, seen: form, blind: form };
  return { ends, moments, title: text, key: text, isBox: true, min: 1, type: `${text}/*`, forms };
}

describe('the receiver’s page as HTML', () => {
  it('a name, a title and a field stay text, whatever they are', async () => {
    const plain = {
      download: skeleton(await downloadPage({ ends, moments, title: 'a', files: files('a/a') }, sha256)),
      upload: skeleton(await uploadPage(box('a'), sha256)),
    };
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        const name = text.replaceAll('/', '_') || 'x';
        const page = await downloadPage(
          { ends, moments, title: text, files: files(`${name}/${name}`) },
          sha256,
        );
        assert.deepEqual(skeleton(page), plain.download);
        assert.deepEqual(skeleton(await uploadPage(box(text), sha256)), plain.upload);
      }),
      { numRuns: 300 },
    );
  });

  it('escaped text is read back as it was, but for NUL', () => {
    const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
    const read = (html: string) =>
      html.replace(/&(?:#(\d+)|(\w+));/g, (_all, code, name) =>
        code === undefined ? (entities[name] ?? '') : String.fromCharCode(Number(code)),
      );
    fc.assert(
      fc.property(words, (text) => {
        const escaped = escapeHtml(text);
        assert.doesNotMatch(escaped, /[<>"'\r\n\0]/);
        assert.equal(read(escaped), text.replaceAll('\0', '\ufffd'));
      }),
    );
  });

  it('data is read back as it was, and ends no script', () => {
    fc.assert(
      fc.property(words, (text) => {
        const json = escapeJson({ text });
        assert.doesNotMatch(json, /[<>&\u2028\u2029]/);
        assert.deepEqual(JSON.parse(json), { text });
      }),
    );
  });

  it('its policy lets it run its own script alone, and ask the Space alone', async () => {
    const html = await uploadPage(box('a'), sha256);
    const policy =
      /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ?? '';
    const [, script = ''] = /<script>(.*)<\/script>/s.exec(html) ?? [];
    const hash = Buffer.from(String(sha256(script)), 'hex').toString('base64');
    assert.deepEqual(
      policy.split('; ').filter((each) => !each.startsWith('style-src')),
      [
        "default-src 'none'",
        "base-uri 'none'",
        `script-src 'sha256-${hash}'`,
        'connect-src https://s.example',
        'form-action https://s.example',
        "frame-src 'none'",
      ],
    );
    assert.doesNotMatch(html, /\son[a-z]+=|\sstyle=|<link|<img|@import|url\(/);
    assert.match(html, /<meta name="referrer" content="no-referrer">/);
    assert.match(html, /<meta name="robots" content="noindex, nofollow">/);
  });

  it('a host that is an IPv6 address is allowed by its scheme: a policy has no words for it', async () => {
    const page = { ends, moments, files: [{ path: 'a', url: 'http://[::1]:8000/s/a' }] };
    assert.match(await downloadPage(page, sha256), /frame-src http:"/);
  });
});
