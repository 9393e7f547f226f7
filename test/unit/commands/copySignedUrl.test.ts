import assert from 'node:assert/strict';
import { copySignedUrl } from '../../../src/commands/copySignedUrl.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { dismiss, pick, typeAndPick } from '../../support/fakes/prompts.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

/** Without the checks afterwards, which have their own tests and their own messages. */
function linkSetup() {
  const setup = shareSetup();
  setup.settings.values.set('share.check', false);
  return setup;
}

const object = (key: string) => ({ connection: CONNECTION, space: 'example-bucket', key });
const ZIP = object('my-object.zip');

describe('copySignedUrl', () => {
  it('copies a virtual-hosted presigned GET that ends when it says', async () => {
    const { deps, clipboard, notices } = linkSetup();
    const result = await copySignedUrl(deps, [ZIP], { expiry: { seconds: 30 } });
    assert.deepEqual(result, { expiresAt: '2026-11-24T08:00:30.000Z', count: 1 });
    const url = new URL(clipboard.text);
    assert.equal(url.host, 'example-bucket.nyc3.digitaloceanspaces.com');
    assert.equal(url.pathname, '/my-object.zip');
    assert.equal(url.searchParams.get('X-Amz-Expires'), '30');
    assert.equal(url.searchParams.get('X-Amz-Date'), '20261124T080000Z');
    assert.match(url.searchParams.get('X-Amz-Credential') ?? '', /\/nyc3\/s3\/aws4_request$/);
    assert.match(notices.last.message, /^Signed URL copied, works until .*0?9:00:30.*: my-object\.zip$/);
    assert.ok(!notices.last.message.includes('X-Amz'));
  });

  it('asks once: presets with their ends in local time, one hour first at first', async () => {
    const { deps, prompts, notices } = linkSetup();
    prompts.answer(pick('1 hour'));
    await copySignedUrl(deps, [ZIP]);
    assert.deepEqual(prompts.last.labels, [
      '1 hour',
      '30 seconds',
      '1 minute',
      '15 minutes',
      '6 hours',
      '1 day',
      '3 days',
      '7 days',
    ]);
    assert.match(prompts.last.title, /my-object\.zip/);
    assert.match(prompts.last.choices[0]?.description ?? '', /until .*10:00 (CET|GMT\+1)/);
    assert.match(notices.last.message, /10:00/);
  });

  it('puts the last used first and takes what is typed', async () => {
    const { deps, prompts } = linkSetup();
    prompts.answer(typeAndPick('2 days'), pick('2 days'));
    await copySignedUrl(deps, [ZIP]);
    const result = await copySignedUrl(deps, [ZIP]);
    assert.equal(prompts.last.labels[0], '2 days');
    assert.equal(result.expiresAt, '2026-11-26T08:00:00.000Z');
  });

  it('says why a typed time cannot be used, and Enter does nothing on it', async () => {
    const { deps, prompts } = linkSetup();
    prompts.answer(typeAndPick('8 days'), typeAndPick('7 days'));
    await copySignedUrl(deps, [ZIP]);
    assert.match(prompts.last.said[0] ?? '', /7 days/);
  });

  it('fault 1: a dismissed question is silence', async () => {
    const { deps, prompts, clipboard, notices } = linkSetup();
    prompts.answer(dismiss);
    await assert.rejects(copySignedUrl(deps, [ZIP]), { name: 'Cancelled' });
    assert.equal(clipboard.text, '');
    assert.deepEqual(notices.shown, []);
  });

  it('copies several objects one a line, in order, all with one end', async () => {
    const { deps, clipboard } = linkSetup();
    const result = await copySignedUrl(deps, [object('b'), object('a b'), object('c#?')], {
      expiry: { seconds: 60 },
    });
    assert.equal(result.count, 3);
    assert.deepEqual(
      clipboard.text.split('\n').map((line) => new URL(line).pathname),
      ['/b', '/a%20b', '/c%23%3F'],
    );
  });

  it('signs from the server clock as last measured, and says so', async () => {
    const { fakes, clipboard, notices, deps } = linkSetup();
    fakes.offset = 10 * 60_000;
    const result = await copySignedUrl(deps, [ZIP], { expiry: { seconds: 30 } });
    assert.equal(new URL(clipboard.text).searchParams.get('X-Amz-Date'), '20261124T081000Z');
    assert.equal(result.expiresAt, '2026-11-24T08:10:30.000Z');
    assert.match(notices.last.message, /until .*0?9:00:30.*10 min slow/);
  });

  it('a key with a dot segment is refused, and the curl line offered', async () => {
    const { deps, clipboard, notices } = linkSetup();
    const error = await refusal(copySignedUrl(deps, [object('a/../b')], { expiry: { seconds: 30 } }));
    assert.equal(error.code, 'badKey');
    assert.equal(clipboard.text, '');
    assert.deepEqual(
      error.offers.map(({ title }) => title),
      ['Copy as curl Command'],
    );
    await error.offers[0]?.run();
    assert.match(clipboard.text, /^curl .*--path-as-is/);
    assert.ok(!notices.last.message.includes('X-Amz'));
  });

  it('copies nothing where one of several cannot be shared, and offers the others', async () => {
    const { deps, clipboard } = linkSetup();
    const error = await refusal(
      copySignedUrl(deps, [object('a'), object('./b'), object('c')], { expiry: { seconds: 30 } }),
    );
    assert.equal(clipboard.text, '');
    assert.match(error.message, /\.\/b/);
    assert.deepEqual(
      error.offers.map(({ title }) => title),
      ['Copy the Other 2'],
    );
    await error.offers[0]?.run();
    assert.equal(clipboard.text.split('\n').length, 2);
  });

  it('many links leave room for everything else that the host does', async () => {
    const { deps, clipboard, witness } = linkSetup();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await copySignedUrl(
      deps,
      Array.from({ length: 5000 }, (_, index) => object(`picture ${index}.jpg`)),
      { expiry: { seconds: 30 }, named: true },
    );
    clearInterval(timer);
    assert.equal(clipboard.text.split('\n').length, 5000);
    assert.equal(witness.checked, 5, 'the first and every 1,000th is signed by the witness too');
    assert.ok(turns >= 5, `${turns} turns of the event loop`);
  });

  it('a witness that disagrees stops the copy', async () => {
    const { deps, clipboard, witness } = linkSetup();
    witness.agrees = false;
    const error = await refusal(copySignedUrl(deps, [ZIP], { expiry: { seconds: 30 } }));
    assert.equal(error.code, 'signersDisagree');
    assert.equal(clipboard.text, '');
  });

  it('a lost key pair is said, with the connection it belongs to', async () => {
    const { deps, store } = linkSetup();
    store.loseSecret(CONNECTION.id);
    const error = await refusal(copySignedUrl(deps, [ZIP], { expiry: { seconds: 30 } }));
    assert.equal(error.code, 'noCredentials');
    assert.equal(error.connectionId, CONNECTION.id);
  });

  it('fault 3: the link names one object and no other right', async () => {
    const { deps, clipboard } = linkSetup();
    await copySignedUrl(deps, [ZIP], { expiry: { seconds: 30 } });
    const url = new URL(clipboard.text);
    assert.equal(url.pathname, '/my-object.zip');
    assert.equal(url.searchParams.get('X-Amz-SignedHeaders'), 'host');
  });
});

async function refusal(attempt: Promise<unknown>): Promise<SpacesError> {
  const error: unknown = await attempt.then(
    () => assert.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SpacesError, String(error));
  return error;
}
