// `docs/commands.md`, kept in a real extension host: upload commands with all their arguments.
import assert from 'node:assert/strict';
import { add, clipboard, refusal, run } from '../support/contract.ts';
import { addSpace, bash, stored } from '../support/store.ts';

const connection = 'Contract uploads';
const space = 'contract-uploads';
const base = { connection, space, expiresIn: 300 };

interface Form {
  readonly url: string;
  readonly fields: Record<string, string>;
}

describe('the contract of upload commands', () => {
  before(async () => {
    await addSpace(space);
    await add(connection);
  });
  after(() => run('removeConnection', { connection, confirmed: true }));

  const copy = async (args: object): Promise<string> => {
    const result = await run('copyUploadCommand', { ...base, ...args });
    assert.deepEqual(Object.keys(result as object), ['expiresAt']);
    return clipboard();
  };

  it('each limit is demanded, and a file within them arrives', async () => {
    const line = await copy({
      key: 'limited.png',
      minBytes: 3,
      maxBytes: 9,
      contentType: 'image/*',
      acl: 'private',
      successStatus: 201,
      metadata: { From: 'the "host" test' },
    });
    assert.equal(await bash({ line, file: 'limited.png', content: 'a picture' }), 0);
    assert.equal(await stored(space, 'limited.png'), 'a picture');
    for (const content of ['no', 'too large for it'])
      assert.equal(await bash({ line, file: 'limited.png', content }), 22);
    assert.equal(await stored(space, 'limited.png'), 'a picture');
  });

  it('a drop box takes files under their own names', async () => {
    const line = await copy({ prefix: 'inbox/', folder: true, file: 'a; b.txt' });
    assert.equal(await bash({ line, file: 'a; b.txt', content: 'dropped' }), 0);
    assert.equal(await stored(space, 'inbox/a_ b.txt'), 'dropped');
  });

  it('a PUT binds type and size', async () => {
    const exact = { minBytes: 4, maxBytes: 4, contentType: 'text/csv' };
    const line = await copy({ key: 'put it.csv', method: 'put', ...exact });
    assert.match(line, /^curl .*--upload-file/);
    assert.equal(await bash({ line, file: 'put it.csv', content: 'four' }), 0);
    assert.equal(await stored(space, 'put it.csv'), 'four');
    assert.equal(await bash({ line, file: 'put it.csv', content: 'fives' }), 22);
  });

  it('JSON: a form, and a PUT', async () => {
    const { url, fields } = JSON.parse(await copy({ key: 'j', as: 'json', maxBytes: 5 })) as Form;
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['hello']), 'any');
    assert.equal((await fetch(url, { method: 'POST', body: form })).status, 204);
    assert.equal(await stored(space, 'j'), 'hello');

    const put = JSON.parse(await copy({ key: 'p', as: 'json', method: 'put', contentType: 'a/b' }));
    assert.deepEqual([put.method, put.headers['content-type']], ['PUT', 'a/b']);
    const { url: address, method, headers } = put;
    assert.equal((await fetch(address, { method, headers, body: 'put' })).status, 200);
    assert.equal(await stored(space, 'p'), 'put');
  });

  for (const [shell, start] of [
    ['unix', /^curl --fail/],
    ['powershell', /^curl\.exe --fail/],
    ['cmd', /^curl\.exe --fail/],
    ['bat', /^@curl\.exe --fail/],
  ] as const) {
    it(`shell: '${shell}'`, async () => assert.match(await copy({ key: 'a', shell }), start));
  }

  for (const [args, why] of [
    [{ key: 'a', folder: true }, /"prefix" in place of "key"/],
    [{ prefix: 'a/', folder: true, method: 'put' }, /one object/],
    [{ prefix: '$a/', folder: true }, /"\$"/],
    [{ key: 'a', minBytes: 2, maxBytes: 1 }, /larger than/],
    [{ key: 'a', maxBytes: '10 MB' }, /"maxBytes" must be a whole number/],
    [{ key: 'a', maxBytes: 6e9 }, /5 GiB/],
    [{ key: 'a', method: 'put', maxBytes: 5 }, /one exact size/],
    [{ key: 'a', method: 'put', acl: 'public-read' }, /Use POST/],
    [{ key: 'a', contentType: '*/*' }, /image\/\*/],
    [{ key: 'a', contentType: 'image/*' }, /"a" tells no content type/],
    [{ key: 'a.pdf', contentType: 'image/*' }, /application\/pdf/],
    [{ key: 'a', successStatus: 500 }, /200, 201, 204/],
    [{ key: 'a', successRedirect: 'javascript:alert(1)' }, /https:\/\//],
    [{ key: 'a', successRedirect: 'https://x.example/', successStatus: 200 }, /status of its own/],
    [{ key: 'a', metadata: { 'b c': '1' } }, /"b c"/],
    [{ key: 'a', metadata: { b: 'ü' } }, /ASCII/],
    [{ key: 'a', as: 'json', shell: 'cmd' }, /"shell"/],
    [{ key: 'a', versionId: 'v' }, /versionId/],
    [{ key: 'say "hi"', shell: 'powershell' }, /PowerShell/],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, async () =>
      assert.match(await refusal('copyUploadCommand', { ...base, ...args }), why));
  }
});
