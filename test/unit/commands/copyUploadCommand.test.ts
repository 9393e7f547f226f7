import assert from 'node:assert/strict';
import { copyUploadCommand } from '../../../src/commands/copyUploadCommand.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { FILENAME } from '../../../src/core/policy.ts';
import { dismiss, enter, pick } from '../../support/fakes/prompts.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

const SPACE = { connection: CONNECTION, space: 'example-bucket' };
const object = (key: string) => ({ ...SPACE, key });

describe('copyUploadCommand', () => {
  it('copies one curl line: fields first as form-strings, the file last', async () => {
    const { deps, clipboard, notices } = shareSetup();
    const result = await copyUploadCommand(deps, object('my-object2.zip'), { expiry: { seconds: 60 } });
    assert.deepEqual(result, { expiresAt: '2026-11-24T08:01:00.000Z' });
    assert.match(
      clipboard.text,
      /^curl --fail-with-body (?:--form-string '[^']+' )+--form '?file=@my-object2\.zip'? '?https:\/\/example-bucket\.nyc3/,
    );
    assert.ok(!clipboard.text.includes('\n'));
    assert.match(
      notices.last.message,
      /^Upload command copied, works until .*0?9:01:00.*: my-object2\.zip\..*as often as it is run/,
    );
    assert.ok(!notices.last.message.includes('Policy'));
  });

  it('says in the question that it works until then, as often as it is run, and for which shells', async () => {
    const { deps, prompts } = shareSetup();
    prompts.answer(pick('15 minutes'));
    await copyUploadCommand(deps, object('a'));
    assert.match(prompts.last.placeholder, /as often as it is run.*bash, zsh, fish, Git Bash, WSL/);
  });

  it('from a folder asks the name first, starting there', async () => {
    const { deps, prompts, clipboard } = shareSetup();
    prompts.answer(enter('inbox/'), enter('inbox/report.pdf'), pick('1 hour'));
    await copyUploadCommand(deps, { ...SPACE, prefix: 'inbox/' });
    assert.equal(prompts.asked[0]?.value, 'inbox/');
    assert.match(prompts.asked[0]?.said[0] ?? '', /name after the folder/);
    assert.match(clipboard.text, /key=inbox\/report\.pdf/);
    assert.match(clipboard.text, /file=@report\.pdf/);
  });

  it('takes the path of the file as the receiver has it', async () => {
    const { deps, clipboard } = shareSetup();
    await copyUploadCommand(deps, object('a'), { expiry: { seconds: 60 }, file: "./it's here; now.bin" });
    assert.match(clipboard.text, /it.*s here; now\.bin/);
  });

  for (const [name, key, why] of [
    ['white space at an edge', 'a ', /white space/],
    ['the placeholder of a drop box', `a${FILENAME}`, /\$\{filename\}/],
    ['a NUL', 'a\0b', /NUL/],
    ['1,025 bytes', 'a'.repeat(1025), /1024|1,024/],
  ] as const) {
    it(`refuses a key with ${name} before anything is copied`, async () => {
      const { deps, clipboard } = shareSetup();
      await assert.rejects(copyUploadCommand(deps, object(key), { expiry: { seconds: 60 } }), {
        code: 'badKey',
        message: why,
      });
      assert.equal(clipboard.text, '');
    });
  }

  it('a key with a dot segment is allowed', async () => {
    const { deps, clipboard } = shareSetup();
    await copyUploadCommand(deps, object('a/../b'), { expiry: { seconds: 60 } });
    assert.match(clipboard.text, /key=a\/\.\.\/b/);
  });

  it('a read-only connection is refused', async () => {
    const { deps } = shareSetup();
    const target = { ...object('a'), connection: { ...CONNECTION, readOnly: true } };
    await assert.rejects(copyUploadCommand(deps, target, { expiry: { seconds: 60 } }), { code: 'readOnly' });
  });

  it('fault 1: a dismissed question is silence', async () => {
    const { deps, prompts, clipboard, notices } = shareSetup();
    prompts.answer(dismiss);
    await assert.rejects(copyUploadCommand(deps, { ...SPACE, prefix: '' }), { name: 'Cancelled' });
    assert.equal(clipboard.text, '');
    assert.deepEqual(notices.shown, []);
  });

  it('a witness that disagrees stops the copy', async () => {
    const { deps, clipboard, witness } = shareSetup();
    witness.agrees = false;
    await assert.rejects(
      copyUploadCommand(deps, object('a'), { expiry: { seconds: 60 } }),
      (error) => error instanceof SpacesError && error.code === 'signersDisagree',
    );
    assert.equal(clipboard.text, '');
  });

  it('says when the line is longer than a terminal takes', async () => {
    const { deps, notices } = shareSetup();
    await copyUploadCommand(deps, object('漢'.repeat(340)), {
      expiry: { seconds: 60 },
      file: `${`${'é'.repeat(100)}/`.repeat(7)}f`,
    });
    assert.match(notices.last.message, /4,095/);
  });

  it('asks nothing that it is told, and heeds the set shell', async () => {
    const { deps, prompts, clipboard, settings } = shareSetup();
    await settings.set('upload.shell', 'cmd');
    const expiry = { seconds: 60 };
    await copyUploadCommand(deps, object('a'), { expiry });
    assert.match(clipboard.text, /^curl\.exe .*"file=@a"/);
    await copyUploadCommand(deps, object('a'), { expiry, shell: 'unix' });
    assert.match(clipboard.text, /^curl --fail/);
    await copyUploadCommand(deps, { ...SPACE, prefix: 'in/' }, { expiry, folder: true });
    assert.match(clipboard.text, /key=in\/\$\{filename\}/);
    assert.deepEqual(prompts.asked, []);
    assert.equal(settings.get('upload.shell'), 'cmd');
  });

  it('enters what was handed out into the ledger, with its limits, once', async () => {
    const { deps, ledger } = shareSetup();
    const terms = { maxBytes: 10, contentType: 'image/png' };
    await copyUploadCommand(deps, object('a'), { expiry: { seconds: 60 }, ...terms });
    const [share, ...others] = ledger.shares;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [share?.kind, share?.as, share?.what, share?.upload, share?.expiresAt],
      ['form', 'unix', { key: 'a' }, terms, '2026-11-24T08:01:00.000Z'],
    );
  });

  for (const key of ['a ', `a${FILENAME}`]) {
    it(`offers a PUT for ${JSON.stringify(key)}, which works`, async () => {
      const { deps, clipboard, witness } = shareSetup();
      const failed = await copyUploadCommand(deps, object(key), { expiry: { seconds: 60 }, file: 'f' }).catch(
        (error: SpacesError) => error,
      );
      assert.ok(failed instanceof SpacesError);
      assert.deepEqual(
        failed.offers.map(({ title }) => title),
        ['Copy as PUT'],
      );
      await copyUploadCommand(deps, object(key), { expiry: { seconds: 60 }, file: 'f', method: 'put' });
      assert.match(clipboard.text, /^curl --fail-with-body --upload-file 'f' /);
      assert.equal(witness.checked, 1);
    });
  }

  it('what a shell can’t say is refused with the PUT offered', async () => {
    const { deps, clipboard } = shareSetup();
    const options = { expiry: { seconds: 60 }, shell: 'powershell', file: 'f' } as const;
    const failed = await copyUploadCommand(deps, object('say "hi"'), options).catch((error) => error);
    assert.equal(failed.code, 'badShell');
    assert.equal(clipboard.text, '');
    await failed.offers[0].run();
    assert.match(clipboard.text, /^curl\.exe --fail-with-body --upload-file 'f' /);
  });

  it('warns of a Windows curl that may change the name, and offers the PUT', async () => {
    const { deps, clipboard, notices } = shareSetup();
    const options = { expiry: { seconds: 60 }, shell: 'powershell', file: 'f' } as const;
    await copyUploadCommand(deps, object('漢.png'), options);
    assert.match(notices.last.message, /Some builds of curl for Windows/);
    assert.deepEqual(
      notices.last.actions.map(({ title }) => title),
      ['Copy as PUT'],
    );
    assert.ok(clipboard.text.includes('漢'));
    await notices.last.actions[0]?.run();
    assert.match(clipboard.text, /^[ -~]+$/);
    assert.doesNotMatch(notices.last.message, /Windows/);
  });

  it('a PUT for a key that clients change is refused', async () => {
    const { deps } = shareSetup();
    const options = { expiry: { seconds: 60 }, method: 'put' } as const;
    await assert.rejects(copyUploadCommand(deps, object('a/../b'), options), {
      code: 'badKey',
      message: /POST/,
    });
  });

  it('a drop box where the file’s name makes too long a key is refused before anything is copied', async () => {
    const { deps, clipboard } = shareSetup();
    const target = { ...SPACE, prefix: `${'a'.repeat(900)}/` };
    const options = { expiry: { seconds: 60 }, folder: true, file: 'b'.repeat(200) };
    await assert.rejects(copyUploadCommand(deps, target, options), {
      code: 'badPolicy',
      message: /too long/,
    });
    assert.equal(clipboard.text, '');
  });

  it('says where everyone will be able to read it', async () => {
    const { deps, notices } = shareSetup();
    await copyUploadCommand(deps, object('a'), { expiry: { seconds: 60 }, acl: 'public-read' });
    assert.match(notices.last.message, /Everyone can read what is uploaded/);
  });
});
