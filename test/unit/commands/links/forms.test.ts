import assert from 'node:assert/strict';
import { copySignedUrl } from '../../../../src/commands/copySignedUrl.ts';
import { dismiss, pick, press } from '../../../support/fakes/prompts.ts';
import { CONNECTION } from '../shareSetup.ts';
import { linkSetup, object, refusal } from './linkSetup.ts';

const ZIP = object('my-object.zip');
const expiry = { seconds: 60 };
const many = (count: number) => Array.from({ length: count }, (_, index) => object(`pictures/${index}.jpg`));

describe('forms of links', () => {
  it('asks in which form first, the last one picked on top, then how long', async () => {
    const { deps, prompts, clipboard, notices } = linkSetup();
    prompts.expect('Signed URL: my-object.zip', pick('Markdown')).expect('(Markdown)', pick('1 hour'));
    await copySignedUrl(deps, [ZIP], { asksFormat: true });
    assert.match(clipboard.text, /^\[my-object\.zip\]\(https:/);
    assert.match(notices.last.message, /^Signed URL copied as Markdown, works until .*: my-object\.zip$/);
    prompts.answer(pick('curl'), pick('1 hour'));
    await copySignedUrl(deps, [ZIP], { asksFormat: true });
    assert.equal(prompts.asked[2]?.labels[0], 'Markdown');
    assert.match(clipboard.text, /^curl /);
  });

  it('the form can be picked from the title bar of the question of time too', async () => {
    const { deps, prompts, clipboard } = linkSetup();
    prompts.answer(press('format'), pick('HTML')).expect('my-object.zip (HTML)', pick('1 hour'));
    await copySignedUrl(deps, [ZIP]);
    assert.match(clipboard.text, /^<a href=/);
    prompts.answer(pick('1 hour'));
    await copySignedUrl(deps, [ZIP]);
    assert.match(clipboard.text, /^https:/, 'Copy Signed URL… is for URLs the next time again');
  });

  for (const replies of [[dismiss], [pick('JSON'), dismiss]]) {
    it(`fault 1: dismissed at question ${replies.length} is silence`, async () => {
      const { deps, prompts, clipboard, notices } = linkSetup();
      prompts.answer(...replies);
      await assert.rejects(copySignedUrl(deps, [ZIP], { asksFormat: true }), { name: 'Cancelled' });
      assert.equal(clipboard.text, '');
      assert.deepEqual(notices.shown, []);
    });
  }

  it('a picture is shown, of one link alone, and nothing is copied', async () => {
    const { deps, clipboard, pictures, notices, ledger, prompts } = linkSetup();
    const result = await copySignedUrl(deps, [ZIP], { expiry, as: 'qr', named: true });
    assert.deepEqual(result, { expiresAt: '2026-11-24T08:01:00.000Z', count: 1 });
    assert.equal(new URL(pictures.shown[0]?.link.url ?? '').pathname, '/my-object.zip');
    assert.equal(clipboard.text, '');
    assert.deepEqual(notices.shown, []);
    assert.equal(ledger.shares[0]?.as, 'qr');
    const error = await refusal(copySignedUrl(deps, [ZIP, object('b')], { expiry, as: 'qr', named: true }));
    assert.equal(error.code, 'badArguments');
    prompts.answer(pick('URL'), pick('1 hour'));
    await copySignedUrl(deps, [ZIP, object('b')], { asksFormat: true });
    assert.ok(!prompts.asked[0]?.labels.includes('QR code'));
  });

  it('curl alone fetches keys with dots: as its form they are not refused', async () => {
    const { deps, clipboard, prompts } = linkSetup();
    await copySignedUrl(deps, [object('a/../b'), ZIP], { expiry, as: 'curl', named: true });
    assert.match(clipboard.text.split('\n')[0] ?? '', /--path-as-is/);
    prompts.answer(pick('curl'), press('format'), pick('wget'), pick('1 hour'));
    const error = await refusal(copySignedUrl(deps, [object('a/../b')], { asksFormat: true }));
    assert.equal(error.code, 'badKey');
  });

  it('each link says what a listing told of its object', async () => {
    const { deps, clipboard } = linkSetup();
    const entry = { size: 1234, lastModified: Date.UTC(2026, 0, 2) };
    await copySignedUrl(deps, [{ ...ZIP, entry }], {
      expiry,
      as: 'json',
      named: true,
      options: { filename: 'x.zip' },
    });
    const told = JSON.stringify(JSON.parse(clipboard.text));
    for (const part of ['1234', 'my-object.zip', '2026-11-24T08:01:00']) assert.ok(told.includes(part), part);
  });

  it('large: a file where the person likes, which can be opened', async () => {
    const { deps, notices, files, clipboard, prompts } = linkSetup();
    notices.answer('Save as File…');
    prompts.answer(pick('1 hour'));
    await copySignedUrl(deps, many(4000));
    assert.equal(clipboard.text, '');
    assert.equal(String(files.saved[0]?.content).split('\n').length, 4000);
    assert.match(notices.last.message, /^4,000 signed URLs saved in links\.txt, work until/);
    await notices.press('Open');
    assert.deepEqual(files.opened, ['links.txt']);
  });

  it('large, by a program: the clipboard, without a question', async () => {
    const { deps, notices, clipboard } = linkSetup();
    await copySignedUrl(deps, many(4000), { expiry, named: true });
    assert.equal(clipboard.text.split('\n').length, 4000);
    assert.equal(notices.shown.length, 1);
  });

  it('fault 1: a large one dismissed is copied nowhere and not entered into the ledger', async () => {
    const { deps, clipboard, files, ledger } = linkSetup();
    await assert.rejects(copySignedUrl(deps, many(4000), { expiry }), { name: 'Cancelled' });
    assert.equal(clipboard.text, '');
    assert.deepEqual([files.saved, ledger.shares], [[], []]);
  });

  it('10,000 links: progress, and Cancel in the middle copies nothing', async () => {
    const { deps, clipboard, progress } = linkSetup();
    progress.cancelNext('5,000');
    await assert.rejects(copySignedUrl(deps, many(10_000), { expiry, named: true }), { name: 'Cancelled' });
    assert.equal(clipboard.text, '');
    assert.deepEqual(progress.titles, ['Signing 10,000 links']);
    assert.ok(progress.reports.length <= 21, 'it stopped there');
  });
});

describe('after links were handed out', () => {
  it('one object can be tried out, with its options', async () => {
    const { deps, notices } = linkSetup();
    const tried: unknown[] = [];
    const links = {
      ...deps,
      testLink: (target: { key: string }, options: object) => tried.push([target.key, options]),
    };
    await copySignedUrl(links, [ZIP], { expiry, options: { disposition: 'inline' } });
    await notices.press('Test Link');
    assert.deepEqual(tried, [['my-object.zip', { disposition: 'inline' }]]);
    await copySignedUrl(links, [ZIP, object('b')], { expiry });
    assert.deepEqual(notices.last.titles, []);
  });

  it('the ledger knows what, and never a URL', async () => {
    const { deps, ledger, reads } = linkSetup();
    reads.put('example-bucket', 'a/1', 'a/2');
    const folder = { connection: CONNECTION, space: 'example-bucket', prefix: 'a/' };
    const options = { disposition: 'attachment', filename: 'x.zip' } as const;
    await copySignedUrl(deps, [ZIP], { expiry, options, named: true });
    await copySignedUrl(deps, [ZIP, object('b')], { expiry, as: 'csv', named: true });
    await copySignedUrl(deps, [folder], { expiry, confirmed: true, named: true });
    await copySignedUrl(deps, [folder, ZIP], { expiry, confirmed: true, named: true });
    await copySignedUrl(deps, many(1200), { expiry, named: true });
    await copySignedUrl(deps, [ZIP, { ...ZIP, space: 'other' }], { expiry, named: true });
    const told = ledger.shares.map(({ as, space, what, link }) => ({ as, space, what, link }));
    const keys = (...all: string[]) => ({ keys: all, count: all.length });
    assert.deepEqual(told[0], {
      as: 'url',
      space: 'example-bucket',
      what: { key: 'my-object.zip' },
      link: options,
    });
    assert.deepEqual(told[1]?.what, keys('my-object.zip', 'b'));
    assert.equal(told[1]?.as, 'csv');
    assert.deepEqual(told[2]?.what, { prefix: 'a/', count: 2 });
    assert.deepEqual(told[3]?.what, keys('a/1', 'a/2', 'my-object.zip'));
    assert.ok(told[4] && 'keys' in told[4].what);
    assert.deepEqual([told[4].what.keys.length, told[4].what.count], [1000, 1200]);
    assert.deepEqual(
      told.slice(5).map(({ space, what }) => [space, what]),
      [
        ['example-bucket', { key: 'my-object.zip' }],
        ['other', { key: 'my-object.zip' }],
      ],
    );
    assert.ok(!JSON.stringify(ledger.shares).includes('X-Amz'));
  });
});
