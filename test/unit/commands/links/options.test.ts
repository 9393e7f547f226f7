import assert from 'node:assert/strict';
import { copySignedUrl } from '../../../../src/commands/copySignedUrl.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { back, dismiss, enter, pick, press, run, typeAndPick } from '../../../support/fakes/prompts.ts';
import { CONNECTION } from '../shareSetup.ts';
import { linkSetup, object, refusal } from './linkSetup.ts';

const REPORT = object('reports/2026.pdf');
const expiry = { seconds: 60 };

describe('options of a link, from arguments', () => {
  it('are signed into the URL', async () => {
    const { deps, clipboard } = linkSetup();
    const options = {
      disposition: 'attachment',
      filename: 'Bericht 漢.pdf',
      contentType: 'application/pdf',
      versionId: 'abc',
    } as const;
    await copySignedUrl(deps, [REPORT], { expiry, options, named: true });
    const { searchParams } = new URL(clipboard.text);
    assert.equal(
      searchParams.get('response-content-disposition'),
      `attachment; filename="Bericht _.pdf"; filename*=UTF-8''Bericht%20%E6%BC%A2.pdf`,
    );
    assert.equal(searchParams.get('response-content-type'), 'application/pdf');
    assert.equal(searchParams.get('versionId'), 'abc');
  });

  it('another host: the same link but for the host, and a note on what that costs', async () => {
    const { deps, clipboard, notices } = linkSetup();
    await copySignedUrl(deps, [REPORT], { expiry, named: true });
    const origin = clipboard.text;
    const host = 'example-bucket.nyc3.cdn.digitaloceanspaces.com';
    await copySignedUrl(deps, [REPORT], { expiry, options: { host }, named: true });
    assert.equal(clipboard.text, origin.replace('example-bucket.nyc3.digitaloceanspaces.com', host));
    assert.match(notices.last.message, /not cached.*billed twice/);
    assert.ok(!notices.last.message.includes('X-Amz'));
  });

  it('another host where Spaces are addressed by path: refused with the reason, nothing copied', async () => {
    const { deps, clipboard } = linkSetup({ ...CONNECTION, addressing: 'path' });
    const target = { ...REPORT, connection: { ...CONNECTION, addressing: 'path' as const } };
    const error = await refusal(
      copySignedUrl(deps, [target], { expiry, options: { host: 'cdn.example.com' }, named: true }),
    );
    assert.equal(error.code, 'badArguments');
    assert.match(error.message, /addressed by path.*example-bucket/);
    assert.equal(clipboard.text, '');
  });

  for (const options of [{ filename: 'a.pdf' }, { versionId: 'v' }]) {
    it(`${Object.keys(options)[0]} with several objects, or with those below a prefix: refused`, async () => {
      const { deps, clipboard, reads } = linkSetup();
      const folder = { connection: CONNECTION, space: 'example-bucket', prefix: 'a/' };
      for (const targets of [[REPORT, object('b')], [folder]]) {
        const error = await refusal(copySignedUrl(deps, targets, { expiry, options, named: true }));
        assert.equal(error.code, 'badArguments');
      }
      assert.equal(clipboard.text, '');
      assert.deepEqual(reads.calls, [], 'before anything is listed');
    });
  }

  it('are remembered neither for the next program nor for the next person', async () => {
    const { deps, clipboard, prompts } = linkSetup();
    await copySignedUrl(deps, [REPORT], { expiry, options: { disposition: 'inline' }, named: true });
    await copySignedUrl(deps, [REPORT], { expiry, named: true });
    assert.ok(!clipboard.text.includes('response-'));
    prompts.answer(pick('1 hour'));
    await copySignedUrl(deps, [REPORT]);
    assert.ok(!clipboard.text.includes('response-'));
  });
});

describe('options of a link, from the title bar', () => {
  it('rows show what is set, each opens its question, and the question of time says it all', async () => {
    const { deps, prompts, clipboard, notices } = linkSetup();
    prompts
      .answer(press('options'))
      .expect('Options', pick('Opening'))
      .expect('Options', pick('Download'))
      .expect('Options', pick('File Name'))
      .expect('Options', enter('Köln.pdf'))
      .expect('Options', pick('Content Type'))
      .expect('Options', typeAndPick('image/x-odd'))
      .expect('Options', pick('Done'))
      .expect('Signed URL: reports/2026.pdf (Download, Köln.pdf, image/x-odd)', pick('1 hour'));
    await copySignedUrl(deps, [REPORT]);
    const rows = prompts.asked.filter(({ labels }) => labels.includes('Done')).at(-1);
    assert.deepEqual(
      rows?.choices.map(({ label, description }) => [label, description]),
      [
        ['Opening', 'Download'],
        ['File Name', 'Köln.pdf'],
        ['Content Type', 'image/x-odd'],
        ['Version', 'The latest'],
        ['CDN or Custom Domain', "The Space's own address"],
        ['Done', undefined],
      ],
    );
    assert.match(
      new URL(clipboard.text).searchParams.get('response-content-disposition') ?? '',
      /^attachment; filename="Koln\.pdf"/,
    );
    assert.match(notices.last.message, /2026\.pdf \(Download, Köln\.pdf, image\/x-odd\)/);
    assert.equal(prompts.left, 0);
  });

  it('Back in a question changes nothing, Back in the options leads to the question of time', async () => {
    const { deps, prompts, clipboard } = linkSetup();
    prompts
      .answer(press('options'), pick('File Name'), back, pick('Opening'), back)
      .answer(pick('Content Type'), back, pick('CDN or Custom Domain'), back, pick('Version'), back)
      .answer(back)
      .expect('Signed URL: reports/2026.pdf', pick('1 hour'));
    await copySignedUrl(deps, [REPORT]);
    assert.ok(!clipboard.text.includes('response-'));
    assert.equal(prompts.left, 0);
  });

  for (const row of [undefined, 'Opening', 'File Name', 'Content Type', 'Version', 'CDN or Custom Domain']) {
    it(`fault 1: Escape in ${row ?? 'the options'} is silence`, async () => {
      const { deps, prompts, clipboard, notices } = linkSetup();
      prompts.answer(press('options'), ...(row === undefined ? [] : [pick(row)]), dismiss);
      await assert.rejects(copySignedUrl(deps, [REPORT]), { name: 'Cancelled' });
      assert.equal(clipboard.text, '');
      assert.deepEqual(notices.shown, []);
    });
  }

  it('a name that no file can have is told as it is typed; an empty one is none', async () => {
    const { deps, prompts, clipboard } = linkSetup();
    prompts
      .answer(press('options'), pick('File Name'))
      .expect('Options', enter('a/b'), enter('ok.pdf'))
      .answer(pick('File Name'))
      .expect('Options', enter(''))
      .answer(pick('Done'), pick('1 hour'));
    await copySignedUrl(deps, [REPORT]);
    const asked = prompts.asked.filter(({ kind }) => kind === 'text');
    assert.equal(asked[0]?.value, '2026.pdf');
    assert.match(asked[0]?.said[0] ?? '', /slash/);
    assert.equal(asked[1]?.value, 'ok.pdf');
    assert.ok(!clipboard.text.includes('response-'));
  });

  it('content types: those that hold the text, and what is one as it stands', async () => {
    const { deps, prompts } = linkSetup();
    prompts
      .answer(press('options'), pick('Content Type'))
      .expect('Options', typeAndPick('nonsense'), typeAndPick('PNG'))
      .answer(pick('Done'))
      .expect('image/png', pick('1 hour'));
    await copySignedUrl(deps, [REPORT]);
    assert.match(prompts.asked.flatMap(({ said }) => said).join(), /image\/png or text\/plain/);
  });

  it('versions: newest first, with date and size; deletions only explain', async () => {
    const { deps, prompts, clipboard, reads } = linkSetup();
    const at = (day: number) => Date.UTC(2026, 10, day, 8);
    const version = { isLatest: false, isDeleted: false };
    reads.putVersions(
      'example-bucket',
      REPORT.key,
      { ...version, versionId: 'gone', lastModified: at(3), size: 0, isLatest: true, isDeleted: true },
      { ...version, versionId: 'second', lastModified: at(2), size: 2_500_000 },
      { ...version, versionId: 'null', lastModified: at(1), size: 7 },
    );
    prompts
      .answer(press('options'), pick('Version'))
      .expect(
        'Options',
        run((asked) => assert.equal(asked.choices[1]?.value, undefined)),
        pick('2 Nov 2026, 9:00:00 CET'),
      )
      .answer(pick('Done'))
      .expect('(Version second)', pick('1 hour'));
    await copySignedUrl(deps, [REPORT]);
    const asked = prompts.asked.find(({ labels }) => labels.includes('The latest'));
    assert.deepEqual(
      asked?.choices.map(({ label, description }) => `${label}: ${description}`),
      [
        'The latest: whichever it is when the link is used',
        '3 Nov 2026, 9:00:00 CET: deleted',
        '2 Nov 2026, 9:00:00 CET: 2.5 MB',
        '1 Nov 2026, 9:00:00 CET: 7 bytes',
      ],
    );
    assert.equal(new URL(clipboard.text).searchParams.get('versionId'), 'second');
  });

  it('versions that can not be listed: the question says why, and the rest is kept', async () => {
    const { deps, prompts, clipboard, reads } = linkSetup();
    reads.failures.push(new SpacesError('accessDenied', 'This key may not list versions.'));
    prompts
      .answer(press('options'), pick('Opening'), pick('Show in the browser'), pick('Version'))
      .expect('Options', pick('This key may not list versions.'), back)
      .answer(pick('Done'), pick('1 hour'));
    await copySignedUrl(deps, [REPORT]);
    assert.match(clipboard.text, /response-content-disposition=inline/);
  });

  it('a CDN is offered where the provider has one, a custom domain is typed, and both say what they cost', async () => {
    const { deps, prompts, clipboard } = linkSetup();
    prompts
      .answer(press('options'), pick('CDN or Custom Domain'))
      .expect('Options', typeAndPick('not a host'), typeAndPick('https://files.example.com/'))
      .answer(pick('Done'), pick('1 hour'));
    await copySignedUrl(deps, [REPORT]);
    const asked = prompts.asked.find(({ labels }) => labels[0] === "The Space's own address");
    assert.equal(asked?.labels[1], 'example-bucket.nyc3.cdn.digitaloceanspaces.com');
    assert.match(asked?.choices[1]?.detail ?? '', /billed twice/);
    assert.equal(new URL(clipboard.text).host, 'files.example.com');
  });

  it('the host of a Space that is addressed by path: the row says why not, and Enter does nothing', async () => {
    const connection = { ...CONNECTION, addressing: 'path' as const };
    const { deps, prompts } = linkSetup(connection);
    prompts
      .answer(press('options'))
      .expect('Options', pick('CDN or Custom Domain'), pick('Done'))
      .answer(pick('1 hour'));
    await copySignedUrl(deps, [{ ...REPORT, connection }]);
    const asked = prompts.asked.find(({ labels }) => labels.includes('Done'));
    assert.match(asked?.choices.at(-2)?.detail ?? '', /addressed by path/);
  });

  it('several objects have no name and no version; of several Spaces there is no host either', async () => {
    const { deps, prompts } = linkSetup();
    for (const second of [object('b'), { ...object('b'), space: 'other' }]) {
      prompts.answer(press('options'), pick('Done'), pick('1 hour'));
      await copySignedUrl(deps, [REPORT, second]);
    }
    const rows = prompts.asked.filter(({ labels }) => labels.includes('Done')).map(({ labels }) => labels);
    assert.deepEqual(rows, [
      ['Opening', 'Content Type', 'CDN or Custom Domain', 'Done'],
      ['Opening', 'Content Type', 'Done'],
    ]);
  });
});
