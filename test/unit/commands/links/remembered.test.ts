import assert from 'node:assert/strict';
import { copySignedUrl } from '../../../../src/commands/copySignedUrl.ts';
import { enter, pick, press, typeAndPick } from '../../../support/fakes/prompts.ts';
import { CONNECTION } from '../shareSetup.ts';
import { linkSetup, object } from './linkSetup.ts';

const REPORT = object('reports/2026.pdf');
const expiry = { seconds: 60 };

describe('options that are kept for the next time', () => {
  const choose = async (setup: ReturnType<typeof linkSetup>) => {
    setup.prompts
      .answer(press('options'), pick('Opening'), pick('Download'), pick('File Name'), enter('x.pdf'))
      .answer(pick('CDN or Custom Domain'), typeAndPick('files.example.com'), pick('Done'), pick('1 day'));
    await copySignedUrl(setup.deps, [REPORT]);
  };

  it('how it opens and the host, for this Space; never the name', async () => {
    const setup = linkSetup();
    await choose(setup);
    setup.prompts.expect('Signed URL: b (Download, files.example.com)', pick('1 hour'));
    await copySignedUrl(setup.deps, [object('b')]);
    const url = new URL(setup.clipboard.text);
    assert.equal(url.host, 'files.example.com');
    assert.equal(url.searchParams.get('response-content-disposition'), 'attachment');
    setup.prompts.answer(pick('1 hour'));
    await copySignedUrl(setup.deps, [{ ...object('b'), space: 'other' }]);
    assert.equal(new URL(setup.clipboard.text).host, 'other.nyc3.digitaloceanspaces.com');
  });

  it('also for the quick command, which says so; not for a program', async () => {
    const setup = linkSetup();
    await choose(setup);
    await copySignedUrl(setup.deps, [object('b')], { expiry });
    assert.equal(new URL(setup.clipboard.text).host, 'files.example.com');
    assert.match(setup.notices.last.message, /b \(Download, files\.example\.com\)/);
    await copySignedUrl(setup.deps, [object('b')], { expiry, named: true });
    assert.equal(new URL(setup.clipboard.text).host, 'example-bucket.nyc3.digitaloceanspaces.com');
  });

  it('until they are taken back, and only while they fit', async () => {
    const setup = linkSetup();
    await choose(setup);
    const byPath = { ...object('b'), connection: { ...CONNECTION, addressing: 'path' as const } };
    await copySignedUrl(setup.deps, [byPath], { expiry });
    assert.equal(new URL(setup.clipboard.text).host, 'nyc3.digitaloceanspaces.com');
    setup.prompts
      .answer(press('options'), pick('Opening'), pick('As the object says'))
      .answer(pick('CDN or Custom Domain'), pick("The Space's own address"), pick('Done'), pick('1 hour'));
    await copySignedUrl(setup.deps, [REPORT]);
    await copySignedUrl(setup.deps, [REPORT], { expiry });
    assert.ok(!setup.clipboard.text.includes('response-'));
    assert.deepEqual(setup.memory.get('share.linkOptions'), {});
  });

  it('what is stored is checked, and a hundred Spaces are enough', async () => {
    const { deps, clipboard, memory, prompts } = linkSetup();
    await memory.set('share.linkOptions', { 'aaaaaaaaaa/example-bucket': { disposition: 7, host: 'a b' } });
    await copySignedUrl(deps, [REPORT], { expiry });
    assert.equal(new URL(clipboard.text).host, 'example-bucket.nyc3.digitaloceanspaces.com');
    for (let index = 0; index < 103; index++) {
      prompts.answer(press('options'), pick('Opening'), pick('Download'), pick('Done'), pick('1 hour'));
      await copySignedUrl(deps, [{ ...REPORT, space: `space-${index}` }]);
    }
    const kept = Object.keys(memory.get<object>('share.linkOptions') ?? {});
    assert.equal(kept.length, 100);
    assert.equal(kept.at(-1), 'aaaaaaaaaa/space-102');
  });
});
