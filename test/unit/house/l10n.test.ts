import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportTexts } from '../../support/l10n.ts';
import { callsOf, literalOf, sourceTexts } from '../../support/sourceTexts.ts';
import { sourceFiles, TOP } from './files.ts';

const read = (path: string) => readFileSync(join(TOP, path), 'utf8');
const texts = Object.keys(JSON.parse(read('l10n/bundle.l10n.json')) as Record<string, unknown>);
const manifestTexts = JSON.parse(read('package.nls.json')) as Record<string, string>;
const allTexts = [...texts, ...Object.values(manifestTexts)];

describe('texts for people', () => {
  const users = sourceFiles('src').filter((file) => /\bt\b[^;]* from '@vscode\/l10n'/.test(read(file)));

  it('are in the bundle for translators as the sources have them: npm run l10n', async function () {
    this.timeout(120_000);
    assert.equal(read('l10n/bundle.l10n.json'), await exportTexts());
  });

  it('stand as one literal in each call, in the bundle without exception', () => {
    const known = new Set(texts);
    const calls = users.flatMap((file) => callsOf(read(file)).map((call) => ({ file, call })));
    assert.ok(calls.length > texts.length);
    for (const { file, call } of calls) {
      const literal = literalOf(call);
      assert.ok(literal !== undefined && known.has(literal), `${file}: t(${call.slice(0, 80)}`);
    }
  });

  it('are all known to who packages them, so that each finds its own translation or none', () => {
    const known = sourceTexts();
    assert.deepEqual(
      texts.filter((text) => !known.has(text)),
      [],
    );
  });

  it('come from an import in the one form that the extractor is shown', () => {
    for (const file of users) assert.match(read(file), /^import \{ t \} from '@vscode\/l10n';$/m, file);
  });

  it('number their places from {0} without a gap', () => {
    for (const text of texts) {
      const places = [...new Set([...text.matchAll(/\{(\d)\}/g)].map(([, digit]) => Number(digit)))].sort();
      assert.deepEqual(
        places,
        places.map((_, index) => index),
        text,
      );
    }
  });

  it('of the manifest are all in package.nls.json, and all of those are used', () => {
    const used = [...read('package.json').matchAll(/"%([\w.]+)%"|%([\w.]+)%/g)].map(
      (match) => match[1] ?? match[2],
    );
    assert.deepEqual([...new Set(used)].sort(), Object.keys(manifestTexts).sort());
  });

  it('of the manifest are never written into package.json itself', () => {
    const { contributes, capabilities } = JSON.parse(read('package.json')) as Record<string, unknown>;
    const shown =
      /"(?:title|shortTitle|name|displayName|description|\w*[dD]escription|altText|contents)": "(?!%[\w.]+%")([^"]*)"/g;
    assert.deepEqual(
      [...JSON.stringify({ contributes, capabilities }, null, 1).matchAll(shown)].map(([line]) => line),
      [],
    );
  });

  it('have straight quotes, single spaces and no word of the inside', () => {
    for (const text of allTexts) {
      assert.doesNotMatch(text, /[‘’“”]| {2}|^\s|\s$|\.\.\./, text);
      assert.doesNotMatch(text, /UnknownError|undefined|\[object|\bnull\b/, text);
    }
  });

  it('are in American spelling', () => {
    const british =
      /\b(?:colour|behaviour|favour|cancell|licence|centre|recognis|organis|authoris|initialis|synchronis)/i;
    for (const text of allTexts) assert.doesNotMatch(text, british, text);
  });
});
