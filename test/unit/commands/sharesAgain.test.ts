import assert from 'node:assert/strict';
import { copySignedUrl } from '../../../src/commands/copySignedUrl.ts';
import { copyUploadCommand } from '../../../src/commands/copyUploadCommand.ts';
import { saveDownloadPage } from '../../../src/commands/saveDownloadPage.ts';
import { saveUploadPage } from '../../../src/commands/saveUploadPage.ts';
import type { ShareDeps } from '../../../src/commands/share.ts';
import { signAgain } from '../../../src/commands/sharesAgain.ts';
import type { Share } from '../../../src/core/ledger.ts';
import { dismiss, pick } from '../../support/fakes/prompts.ts';
import { shareOf } from '../core/shareOf.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

const place = { connection: CONNECTION, space: 'photos' };
const object = { ...place, key: 'dir/ä.pdf' };
const box = { ...place, prefix: 'dir/' };
const expiry = { seconds: 60 };
const terms = { maxBytes: 5000, contentType: 'image/*' };
const upload = { ...terms, expiry, file: './my photo.png' };

function setup() {
  const all = shareSetup();
  all.settings.values.set('share.check', false);
  for (const key of ['dir/ä.pdf', 'dir/b.pdf']) all.reads.put('photos', key);
  const first = async () => (await all.ledger.list())[0] ?? shareOf();
  return { ...all, first };
}

/** Each way to hand something out. */
const ways: Readonly<Record<string, (deps: ShareDeps) => Promise<unknown>>> = {
  'a link': (deps) => copySignedUrl(deps, [object], { expiry }),
  'a link with options, as Markdown': (deps) =>
    copySignedUrl(deps, [object], {
      expiry,
      as: 'markdown',
      options: { disposition: 'inline', filename: 'ö.pdf', contentType: 'text/plain', versionId: 'v1' },
    }),
  'a QR code': (deps) => copySignedUrl(deps, [object], { expiry, as: 'qr' }),
  'links to several': (deps) =>
    copySignedUrl(deps, [object, { ...place, key: 'dir/b.pdf' }], { expiry, as: 'csv' }),
  'links below a prefix': (deps) => copySignedUrl(deps, [box], { expiry, confirmed: true, named: true }),
  'a download page': (deps) => saveDownloadPage(deps, [object], { expiry }),
  'an upload command': (deps) => copyUploadCommand(deps, object, { ...upload, shell: 'powershell' }),
  'a drop box for cmd': (deps) => copyUploadCommand(deps, box, { ...upload, shell: 'cmd', folder: true }),
  'an upload as JSON': (deps) => copyUploadCommand(deps, object, { ...upload, as: 'json' }),
  'several lines': (deps) => copyUploadCommand(deps, object, { ...upload, shell: 'unix', multiline: true }),
  'a PUT': (deps) => copyUploadCommand(deps, object, { expiry, method: 'put', contentType: 'image/png' }),
  'an upload page': (deps) => saveUploadPage(deps, box, { expiry, terms }),
};

/** What of a share does not depend on the moment. */
const lasting = ({ id: _id, made: _made, expiresAt: _ends, ...rest }: Share) => rest;

describe('Sign Again', () => {
  for (const [name, handOut] of Object.entries(ways)) {
    it(`hands out the same once more: ${name}`, async () => {
      const { deps, ledger, clipboard, files, pictures, prompts, first } = setup();
      await handOut(deps);
      const handedOut = () =>
        [clipboard.writes, files.saved, Object.values(pictures)].map((each) => JSON.stringify(each));
      const before = handedOut();
      const share = await first();
      const result = await signAgain(deps, share, { expiry, named: true });
      const [one, other, ...more] = await ledger.list();
      assert.ok(one && other && more.length === 0);
      assert.deepEqual(JSON.parse(JSON.stringify(lasting(other))), JSON.parse(JSON.stringify(lasting(one))));
      assert.deepEqual(result.expiresAt, other.expiresAt);
      assert.notDeepEqual(handedOut(), before);
      // The clock stands still here: the same moment gives the same text.
      const texts =
        clipboard.writes.length > 0 ? clipboard.writes : files.saved.map(({ content }) => String(content));
      assert.ok(texts.length === 2 || name === 'a QR code');
      assert.equal(texts[1], texts[0]);
      assert.deepEqual(prompts.asked, []);
    });
  }

  it('as long as before is whole, though a share is made in mid-second', async () => {
    const { deps, ledger, prompts } = setup();
    const late = { ...deps, now: () => deps.now() + 700 };
    await copySignedUrl(late, [object], { expiry: { seconds: 3600 } });
    const [share = shareOf()] = await ledger.list();
    prompts.answer(pick('1 hour'));
    await signAgain(late, share, { named: false });
    assert.equal(prompts.last.labels[0], '1 hour');
  });

  it('asks how long, as long as before first, and says of what', async () => {
    const { deps, ledger, prompts } = setup();
    await copySignedUrl(deps, [object], { expiry: { seconds: 5400 } });
    const [share = shareOf()] = await ledger.list();
    prompts.answer(pick('1 hour 30 minutes'));
    const { expiresAt } = await signAgain(deps, share, { named: false });
    assert.equal(expiresAt, '2026-11-24T09:30:00.000Z');
    assert.equal(prompts.last.title, 'Sign Again: dir/ä.pdf');
    assert.equal(prompts.last.labels[0], '1 hour 30 minutes');
    prompts.answer(dismiss);
    await assert.rejects(signAgain(deps, share, { named: false }), { name: 'Cancelled' });
    assert.equal((await ledger.list()).length, 2);
  });

  it('a prefix is looked up anew', async () => {
    const { deps, reads, first, ledger } = setup();
    await copySignedUrl(deps, [box], { expiry, confirmed: true, named: true });
    reads.put('photos', 'dir/new');
    assert.equal((await signAgain(deps, await first(), { expiry, named: true })).count, 3);
    assert.deepEqual((await ledger.list()).at(-1)?.what, { prefix: 'dir/', count: 3 });
  });

  it('refuses where the connection is gone, or not all keys are known', async () => {
    const { deps, clipboard } = setup();
    await assert.rejects(signAgain(deps, shareOf({ connection: 'zzzzzzzzzz' }), { expiry, named: true }), {
      code: 'unknownConnection',
      message: 'The connection of this share is not there any more: Demo',
    });
    const what = { keys: ['a', 'b'], count: 2500 };
    await assert.rejects(
      signAgain(deps, shareOf({ what }), { expiry, named: true }),
      /knows 2 of these 2,500 objects/,
    );
    assert.equal(clipboard.text, '');
  });
});
