import assert from 'node:assert/strict';
import { copyUploadCommand } from '../../../../src/commands/copyUploadCommand.ts';
import { FILENAME } from '../../../../src/core/policy.ts';
import { back, dismiss, enter, pick, press, type Reply } from '../../../support/fakes/prompts.ts';
import { CONNECTION, shareSetup } from '../shareSetup.ts';

const SPACE = { connection: CONNECTION, space: 'example-bucket' };
const OBJECT = { ...SPACE, key: 'photo.png' };
const FOLDER = { ...SPACE, prefix: 'inbox/' };

/** Each question's reply on its own, in order. */
async function answered(target: typeof OBJECT | typeof FOLDER, ...replies: Reply[]) {
  const setup = shareSetup();
  setup.prompts.answer(...replies);
  await copyUploadCommand(setup.deps, target);
  assert.equal(setup.prompts.left, 0);
  const encoded = /Policy=([\w+/=]+)/.exec(setup.clipboard.text)?.[1] ?? '';
  const policy = encoded === '' ? undefined : JSON.parse(atob(encoded));
  return { ...setup, text: setup.clipboard.text, policy };
}

describe('the question of an upload command', () => {
  it('has the receiver’s shell and the options in its title bar', async () => {
    const { prompts } = await answered(OBJECT, pick('1 hour'));
    assert.deepEqual(
      prompts.last.buttons.map(({ id, icon }) => [id, icon]),
      [
        ['shell', 'terminal'],
        ['options', 'settings-gear'],
      ],
    );
    assert.match(prompts.last.buttons[0]?.tooltip ?? '', /bash, zsh/);
  });

  it('remembers the shell, and writes for it at once', async () => {
    const { text, settings, prompts } = await answered(
      OBJECT,
      press('shell'),
      pick('PowerShell 5, 7'),
      pick('1 hour'),
    );
    assert.match(text, /^curl\.exe --fail-with-body /);
    assert.equal(settings.get('upload.shell'), 'powershell');
    assert.match(prompts.last.placeholder, /For PowerShell 5, 7/);
  });

  it('Back from the shell changes nothing', async () => {
    const { text, settings } = await answered(OBJECT, press('shell'), back, pick('1 hour'));
    assert.match(text, /^curl --fail/);
    assert.equal(settings.values.size, 0);
  });

  it('shows each option with what is set, and keeps what was chosen', async () => {
    const { prompts, policy } = await answered(
      OBJECT,
      press('options'),
      pick('Largest Size'),
      enter('10 MB'),
      pick('Smallest Size'),
      enter('1 kB'),
      pick('Content Type'),
      enter('image/*'),
      pick('Who Can Read It'),
      pick('Public'),
      pick('Done'),
      pick('1 hour'),
    );
    const rows = prompts.asked.findLast(({ labels }) => labels.includes('Done'))?.choices ?? [];
    assert.deepEqual(
      rows.map(({ label, description }) => [label, description]),
      [
        ['Largest Size', '10 MB'],
        ['Smallest Size', '1 kB'],
        ['Content Type', 'image/*'],
        ["Uploader's File", 'photo.png'],
        ['Who Can Read It', 'Everyone, without a link and without an end'],
        ['Sent As', 'Form (POST)'],
        ['Copied As', 'One line'],
        ['Done', undefined],
      ],
    );
    assert.deepEqual(policy.conditions.slice(0, 3), [
      ['content-length-range', 1000, 10_000_000],
      ['starts-with', '$Content-Type', 'image/'],
      { acl: 'public-read' },
    ]);
  });

  it('limits are of one command; only the largest size is suggested again', async () => {
    const { deps, prompts, clipboard } = await answered(
      OBJECT,
      press('options'),
      pick('Largest Size'),
      enter('10 MB'),
      pick('Done'),
      pick('1 hour'),
    );
    prompts.answer(press('options'), pick('Largest Size'), back, back, pick('1 hour'));
    await copyUploadCommand(deps, OBJECT);
    assert.equal(prompts.asked.findLast(({ kind }) => kind === 'text')?.value, '10 MB');
    assert.ok(!atob(/Policy=([\w+/=]+)/.exec(clipboard.text)?.[1] ?? '').includes('content-length-range'));
  });

  it('says what a size or type can’t be, and stays open', async () => {
    const { prompts } = await answered(
      OBJECT,
      press('options'),
      pick('Largest Size'),
      enter('ten'),
      enter('6 GB'),
      enter('1 MB'),
      pick('Smallest Size'),
      enter('2 MB'),
      enter('0'),
      pick('Content Type'),
      enter('*/*'),
      enter(''),
      pick('Done'),
      pick('1 hour'),
    );
    const said = prompts.asked.flatMap((asked) => asked.said);
    assert.match(said[0] ?? '', /10 MB/);
    assert.match(said[1] ?? '', /5 GiB/);
    assert.match(said[2] ?? '', /larger/);
    assert.match(said[3] ?? '', /image\/\*/);
  });

  it('what can’t go together is said where Done stands; Back then takes it back', async () => {
    const { prompts, text } = await answered(
      OBJECT,
      press('options'),
      pick('Largest Size'),
      enter('1 MB'),
      pick('Sent As'),
      pick('PUT'),
      back,
      pick('1 hour'),
    );
    const last = prompts.asked.at(-2)?.choices.at(-1);
    assert.match(last?.label ?? '', /exact size/);
    assert.equal(last?.value, undefined);
    assert.match(text, /--form-string/);
    assert.ok(!atob(/Policy=([\w+/=]+)/.exec(text)?.[1] ?? '').includes('content-length-range'));
  });

  it('a family of types wants a file that tells its type', async () => {
    const { text, prompts } = await answered(
      { ...SPACE, key: 'photo' },
      press('options'),
      pick('Content Type'),
      enter('image/*'),
      pick("Uploader's File"),
      enter('me.jpg'),
      pick('Done'),
      pick('1 hour'),
    );
    assert.match(prompts.asked[3]?.choices.at(-1)?.label ?? '', /"photo" tells no content type/);
    assert.match(text, /'Content-Type=image\/jpeg'.*'file=@me\.jpg'/);
  });

  it('copies several lines with comments, or JSON', async () => {
    const script = await answered(
      OBJECT,
      press('options'),
      pick('Copied As'),
      pick('Several lines with comments'),
      back,
      pick('1 hour'),
    );
    assert.match(script.text, /^: 'Uploads a file as photo\.png, until .*\ncurl --fail-with-body \\\n/s);
    const json = await answered(
      OBJECT,
      press('options'),
      pick('Copied As'),
      pick('JSON for a program'),
      back,
      pick('1 hour'),
    );
    const { url, fields } = JSON.parse(json.text);
    assert.equal(url, 'https://example-bucket.nyc3.digitaloceanspaces.com/');
    assert.equal(fields.key, 'photo.png');
    assert.deepEqual(
      json.prompts.last.buttons.map(({ id }) => id),
      ['options'],
    );
    assert.match(json.prompts.last.placeholder, /a program/);
  });

  it('a PUT: a line, and as JSON', async () => {
    const put = await answered(OBJECT, press('options'), pick('Sent As'), pick('PUT'), back, pick('1 hour'));
    assert.match(
      put.text,
      /^curl --fail-with-body --upload-file 'photo\.png' --header 'x-amz-acl: private' 'https:/,
    );
    const json = await answered(
      OBJECT,
      press('options'),
      pick('Sent As'),
      pick('PUT'),
      pick('Copied As'),
      pick('JSON for a program'),
      pick('Done'),
      pick('1 hour'),
    );
    const { url, method, headers } = JSON.parse(json.text);
    assert.match(url, /^https:\/\/example-bucket\..*X-Amz-SignedHeaders=host%3Bx-amz-acl$/);
    assert.deepEqual([method, headers], ['PUT', { 'x-amz-acl': 'private' }]);
    assert.deepEqual(
      json.ledger.shares.map(({ kind, as }) => [kind, as]),
      [['put', 'json']],
    );
  });
});

describe('an upload command for a folder', () => {
  it('is for one object, or for a drop box', async () => {
    const { text, policy, prompts, notices, ledger } = await answered(
      FOLDER,
      press('dropBox'),
      pick('1 hour'),
    );
    assert.ok(text.includes(`key=inbox/${FILENAME}`));
    assert.deepEqual(policy.conditions.at(-1), ['starts-with', '$key', 'inbox/']);
    assert.match(prompts.last.title, /drop box inbox\//);
    assert.match(prompts.last.placeholder, /Any files until then, named by the uploader/);
    assert.match(notices.last.message, /any number of files into inbox\/.*overwrite another/);
    assert.deepEqual(ledger.shares[0]?.what, { prefix: 'inbox/' });
  });

  it('changes its mind in the options', async () => {
    const { text, prompts } = await answered(
      FOLDER,
      press('dropBox'),
      press('options'),
      pick('Where'),
      pick('One Object…'),
      enter('inbox/a.txt'),
      pick('Done'),
      pick('1 hour'),
    );
    assert.match(text, /key=inbox\/a\.txt/);
    assert.match(prompts.asked[2]?.choices[0]?.description ?? '', /Drop box: any names under inbox\//);
  });

  it('a drop box has no PUT', async () => {
    const { prompts } = await answered(FOLDER, press('dropBox'), press('options'), back, pick('1 hour'));
    assert.ok(!prompts.asked[2]?.labels.includes('Sent As'));
  });

  it('whose name begins with a dollar can be no drop box, and the options say why', async () => {
    const { prompts } = await answered(
      { ...SPACE, prefix: '$in/' },
      enter('$in/a'),
      press('options'),
      pick('Where'),
      pick('Drop Box'),
      back,
      back,
      pick('1 hour'),
    );
    assert.deepEqual(prompts.asked[0]?.buttons, []);
    assert.match(prompts.asked[3]?.choices[1]?.detail ?? '', /"\$"/);
  });

  it('becomes a drop box in the options', async () => {
    const { policy } = await answered(
      FOLDER,
      enter('inbox/a'),
      press('options'),
      pick('Where'),
      pick('Drop Box'),
      back,
      pick('1 hour'),
    );
    assert.deepEqual(policy.conditions.at(-1), ['starts-with', '$key', 'inbox/']);
  });

  it('a whole Space can be one', async () => {
    const { policy } = await answered({ ...SPACE, prefix: '' }, press('dropBox'), pick('1 hour'));
    assert.deepEqual(policy.conditions.at(-1), ['starts-with', '$key', '']);
  });

  it('fault 1: dismissed at any question nothing is copied', async () => {
    for (const replies of [
      [dismiss],
      [press('dropBox'), dismiss],
      [press('dropBox'), press('options'), dismiss],
    ]) {
      const { deps, prompts, clipboard, notices } = shareSetup();
      prompts.answer(...replies);
      await assert.rejects(copyUploadCommand(deps, FOLDER), { name: 'Cancelled' });
      assert.deepEqual([clipboard.text, notices.shown], ['', []]);
    }
  });
});
