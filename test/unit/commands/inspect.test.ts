import assert from 'node:assert/strict';
import { inspect } from '../../../src/commands/inspect.ts';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import { dismiss, enter } from '../../support/fakes/prompts.ts';
import { inspectSetup } from './inspectSetup.ts';
import { CONNECTION } from './shareSetup.ts';

const credentials = { accessKeyId: 'DO00AAAA', secretAccessKey: 'a-secret-of-tests' };
const setUp = () => inspectSetup({ credentials });

async function linkOf({ share }: ReturnType<typeof setUp>, more: object = {}): Promise<string> {
  const request = {
    connection: CONNECTION,
    credentials,
    space: 'photos',
    key: 'a/b.png',
    expiresIn: 3600,
    date: new Date(share.now()),
  };
  return share.signer.signUrl({ ...request, ...more });
}

describe('Inspect Link or Command…', () => {
  it('takes the text that it is given, and gives the facts', async () => {
    const setup = setUp();
    const found = await inspect(setup.deps, await linkOf(setup));
    assert.deepEqual(found, {
      kind: 'link',
      method: 'GET',
      host: 'photos.nyc3.digitaloceanspaces.com',
      space: 'photos',
      key: 'a/b.png',
      accessKeyId: 'DO00AAAA',
      made: '2026-11-24T08:00:00.000Z',
      expiresAt: '2026-11-24T09:00:00.000Z',
      ended: false,
      problems: [],
    });
    assert.deepEqual(setup.fakes.prompts.asked, []);
    const [shown] = setup.shown;
    assert.equal(shown?.timeLeft(), '1 hr');
    assert.equal(shown?.object?.key, 'a/b.png');
    assert.deepEqual(shown?.again, {
      makes: 'link',
      args: { connection: CONNECTION.id, space: 'photos', key: 'a/b.png' },
    });
  });

  it('else what is on the clipboard, else what is selected, else it asks', async () => {
    const setup = setUp();
    const link = await linkOf(setup);
    await setup.fakes.clipboard.write(`see ${link}`);
    assert.equal((await inspect(setup.deps)).key, 'a/b.png');
    await setup.fakes.clipboard.write('something else');
    setup.selection.text = await linkOf(setup, { key: 'selected' });
    assert.equal((await inspect(setup.deps)).key, 'selected');
    setup.selection.text = '';
    setup.fakes.prompts.answer(enter(await linkOf(setup, { key: 'typed' })));
    assert.equal((await inspect(setup.deps)).key, 'typed');
    setup.fakes.prompts.answer(dismiss);
    await assert.rejects(inspect(setup.deps), Cancelled);
  });

  it('says what can be inspected where there is nothing', async () => {
    const { deps, shown } = setUp();
    await assert.rejects(
      inspect(deps, 'hello'),
      (error) => error instanceof SpacesError && error.code === 'badArguments',
    );
    assert.deepEqual(shown, []);
  });

  it('knows that it has ended, by the server’s clock', async () => {
    const setup = inspectSetup({ credentials, now: Date.UTC(2026, 10, 24, 8, 59) });
    const link = await linkOf(setup);
    assert.equal((await inspect(setup.deps, link)).ended, false);
    setup.fakes.offset = 120_000;
    const { ended, problems } = await inspect(setup.deps, link);
    assert.equal(ended, true);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['clock'],
    );
    assert.match(setup.shown.at(-1)?.timeLeft() ?? '', /^none, ended 1 minute ago$/);
  });

  it('says that it was made in the future', async () => {
    const setup = inspectSetup({ credentials, now: Date.UTC(2026, 10, 24, 7) });
    const link = await linkOf(setup, { date: new Date('2026-11-24T08:00:00Z') });
    assert.deepEqual(
      (await inspect(setup.deps, link)).problems.map(({ code }) => code),
      ['future'],
    );
  });

  const verdicts: readonly (readonly [string, (link: string) => string, RegExp, readonly string[]])[] = [
    ['as it was made', (link) => link, /^right/, []],
    ['another object', (link) => link.replace('b.png', 'c.png'), /^wrong/, ['wrongSignature']],
    ['a longer time', (link) => link.replace('Expires=3600', 'Expires=7200'), /^wrong/, ['wrongSignature']],
    ['one more parameter', (link) => `${link}&versionId=1`, /^wrong/, ['wrongSignature']],
    ['in another order', (link) => reversed(link), /^right/, []],
    ['with a needless escape', (link) => link.replace('b.png', '%62.png'), /^right/, []],
    ['through the CDN', (link) => link.replace('nyc3.digital', 'nyc3.cdn.digital'), /^right/, []],
    ['of another key', (link) => link.replace('DO00AAAA', 'DO00BBBB'), /^not checked/, []],
    [
      'of another store',
      (link) => link.replace('nyc3.digitaloceanspaces', 'nyc3.example'),
      /^not checked/,
      [],
    ],
    ['used for something else', (link) => `curl -X DELETE '${link}'`, /^right/, ['method']],
  ];
  for (const [name, change, words, problems] of verdicts) {
    it(`the signature, ${name}: ${words.source}`, async () => {
      const setup = setUp();
      const found = await inspect(setup.deps, change(await linkOf(setup)));
      const fact = setup.shown[0]?.facts.find(({ label }) => label === 'Signature');
      assert.match(fact?.value ?? '', words);
      assert.deepEqual(
        found.problems.map(({ code }) => code),
        problems,
      );
    });
  }

  it('tells by the signature what an address does not say: that it is for a PUT', async () => {
    const setup = setUp();
    const { signer, now } = setup.share;
    const request = { connection: CONNECTION, credentials, space: 'photos', key: 'a', expiresIn: 60 };
    const { url } = await signer.signPut({ ...request, date: new Date(now()), headers: [] });
    const { kind, method } = await inspect(setup.deps, url);
    assert.deepEqual([kind, method], ['put', 'PUT']);
  });

  it('reads no key for what is not ours', async () => {
    const setup = setUp();
    const asked: string[] = [];
    const store = Object.assign(setup.deps.store, {
      credentials: async () => {
        asked.push('key');
        return { state: 'missing' as const };
      },
    });
    await inspect({ ...setup.deps, store }, (await linkOf(setup)).replace('nyc3.digital', 'ams3.digital'));
    assert.deepEqual(asked, []);
    await inspect({ ...setup.deps, store }, await linkOf(setup));
    assert.deepEqual(asked, ['key']);
  });

  it('signs again with the options and limits that it found', async () => {
    const setup = setUp();
    const disposition = `attachment; filename="a.png"; filename*=UTF-8''%C3%A4.png`;
    const query = [
      ['response-content-disposition', disposition],
      ['response-content-type', 'a/b'],
      ['versionId', 'v1'],
    ];
    await inspect(setup.deps, await linkOf(setup, { query }));
    assert.deepEqual(setup.shown[0]?.again?.args, {
      connection: CONNECTION.id,
      space: 'photos',
      key: 'a/b.png',
      disposition: 'attachment',
      filename: 'ä.png',
      contentType: 'a/b',
      versionId: 'v1',
    });
    const form = await setup.share.signer.signPost({
      connection: CONNECTION,
      credentials,
      space: 'photos',
      key: 'in/$' + '{filename}',
      isDropBox: true,
      expiresIn: 60,
      date: new Date(setup.share.now()),
      minBytes: 1,
      maxBytes: 5,
      conditions: [['starts-with', '$Content-Type', 'image/']],
      fields: [
        ['acl', 'private'],
        ['success_action_status', '201'],
        ['x-amz-meta-a', 'b'],
      ],
    });
    await inspect(setup.deps, JSON.stringify({ url: form.url, fields: Object.fromEntries(form.fields) }));
    assert.deepEqual(setup.shown[1]?.again, {
      makes: 'upload',
      args: {
        connection: CONNECTION.id,
        space: 'photos',
        prefix: 'in/',
        folder: true,
        minBytes: 1,
        maxBytes: 5,
        contentType: 'image/*',
        acl: 'private',
        successStatus: 201,
        metadata: { a: 'b' },
      },
    });
  });

  it('holds no signature, policy or URL in what it shows', async () => {
    const setup = setUp();
    await inspect(setup.deps, await linkOf(setup, { query: [['response-content-type', 'a/b']] }));
    assert.doesNotMatch(JSON.stringify(setup.shown), /[0-9a-f]{64}|X-Amz-|photos[^"]*\/a\/b/);
  });
});

function reversed(link: string): string {
  const [address = '', query = ''] = link.split('?');
  return `${address}?${query.split('&').reverse().join('&')}`;
}
