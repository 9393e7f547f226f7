import assert from 'node:assert/strict';
import { saveDownloadPage } from '../../../src/commands/saveDownloadPage.ts';
import { Cancelled } from '../../../src/core/errors.ts';
import { dismiss, pick } from '../../support/fakes/prompts.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

const space = 'example-bucket';
const object = (key: string, more = {}) => ({ connection: CONNECTION, space, key, ...more });
const folder = (prefix: string, more = {}) => ({ connection: CONNECTION, space, prefix, ...more });
const expiry = { seconds: 3600 };

function linksOf(content: string | Uint8Array | undefined): Record<string, string> {
  const links = String(content).matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g);
  return Object.fromEntries(
    [...links].map(([, url = '', name = '']) => [name, url.replaceAll('&amp;', '&')]),
  );
}

describe('Save Download Page', () => {
  it('objects that are named need no network: asks how long, saves links that save, says so once', async () => {
    const { deps, files, prompts, notices, ledger, reads, settings, witness } = shareSetup();
    settings.values.set('share.check', false);
    prompts.answer(pick('1 hour'));
    const result = await saveDownloadPage(deps, [object('a/report.pdf'), object('a/b/c.txt')], {});
    assert.deepEqual(result, { expiresAt: '2026-11-24T09:00:00.000Z', count: 2 });
    assert.deepEqual(reads.calls, []);
    assert.ok(witness.checked > 0);
    const [saved] = files.saved;
    assert.equal(saved?.name, 'example-bucket.html');
    const links = linksOf(saved?.content);
    assert.deepEqual(Object.keys(links), ['report.pdf', 'c.txt']);
    for (const url of Object.values(links)) {
      assert.equal(new URL(url).searchParams.get('response-content-disposition'), 'attachment');
      assert.equal(new URL(url).searchParams.get('X-Amz-Expires'), '3600');
    }
    assert.match(String(saved?.content), /<h2><bdi>b\/<\/bdi><\/h2>/);
    assert.deepEqual(notices.messages, [
      'Page saved, works until Tue 24 Nov, 10:00 CET for whoever has it: example-bucket.html',
    ]);
    await notices.press('Open');
    assert.deepEqual(files.opened, ['example-bucket.html']);
    assert.deepEqual(
      ledger.shares.map(({ kind, as, what, link }) => ({ kind, as, what, link })),
      [
        {
          kind: 'link',
          as: 'page',
          what: { keys: ['a/report.pdf', 'a/b/c.txt'], count: 2 },
          link: { disposition: 'attachment' },
        },
      ],
    );
  });

  it('a folder is counted, confirmed with the count and the size, and its paths begin in it', async () => {
    const { deps, files, notices, reads, ledger } = shareSetup();
    reads.put(space, 'f/', 'f/a.txt', 'f/sub/b.txt', 'g');
    notices.answer('Save Page');
    const result = await saveDownloadPage(deps, [folder('f/')], { expiry, title: 'For <you>' });
    assert.equal(result.count, 3);
    assert.equal(notices.messages[0], 'Save a page with a link to each object? Objects: 3 (20 bytes).');
    const [saved] = files.saved;
    assert.equal(saved?.name, 'f.html');
    assert.match(String(saved?.content), /<h1 id="title" dir="auto">For &lt;you&gt;<\/h1>/);
    assert.match(String(saved?.content), /Files: 3, together 20 bytes/);
    assert.deepEqual(ledger.shares[0]?.what, { prefix: 'f/', count: 3 });
  });

  it('keys that no browser can link to are left out, and named', async () => {
    const { deps, files, notices, reads } = shareSetup();
    reads.put(space, 'f/../x', 'f/./y', 'f/ok');
    notices.answer('Save Page');
    const result = await saveDownloadPage(deps, [folder('f/')], { expiry });
    assert.equal(result.count, 1);
    assert.deepEqual(Object.keys(linksOf(files.saved[0]?.content)), ['ok']);
    for (const said of [notices.shown[0]?.detail, notices.last.message])
      assert.match(said ?? '', /Left out: f\/\.\.\/x, f\/\.\/y/);
    await assert.rejects(saveDownloadPage(deps, [object('../x')], { expiry }), /Left out: \.\.\/x/);
  });

  it('objects of two Spaces stand below their Space, and are two shares', async () => {
    const { deps, files, ledger } = shareSetup();
    const other = object('b', { space: 'other-bucket' });
    await saveDownloadPage(deps, [object('a'), other], { expiry });
    const html = String(files.saved[0]?.content);
    assert.match(html, /<h2><bdi>example-bucket\/<\/bdi><\/h2>[\s\S]*<h2><bdi>other-bucket\/<\/bdi><\/h2>/);
    assert.match(html, /frame-src https:\/\/example-bucket\S+ https:\/\/other-bucket\S+"/);
    assert.deepEqual(
      ledger.shares.map((share) => share.space),
      [space, 'other-bucket'],
    );
  });

  it('dismissed anywhere, nothing is saved, recorded or said', async () => {
    for (const dismissed of ['question', 'confirmation', 'listing', 'dialog'] as const) {
      const { deps, files, prompts, notices, progress, reads, ledger, memory } = shareSetup();
      reads.put(space, 'f/a');
      if (dismissed === 'question') prompts.answer(dismiss);
      if (dismissed === 'listing') progress.cancelNext();
      if (dismissed === 'dialog') files.dismissNext();
      const request = dismissed === 'question' ? {} : { expiry };
      const confirmed = dismissed !== 'confirmation';
      await assert.rejects(saveDownloadPage(deps, [folder('f/')], { ...request, confirmed }), Cancelled);
      assert.deepEqual([files.saved, ledger.shares, [...memory.values.keys()]], [[], [], []], dismissed);
      assert.equal(notices.shown.filter(({ severity }) => severity !== 'modal').length, 0);
    }
  });

  it('no message holds what is secret', async () => {
    const { deps, notices, log } = shareSetup();
    await saveDownloadPage(deps, [object('a')], { expiry });
    const said = JSON.stringify([notices.shown, log.lines]);
    assert.doesNotMatch(said, /X-Amz|Signature|a-secret-of-tests/);
  });
});
