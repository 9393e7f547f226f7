import assert from 'node:assert/strict';
import type { UploadDraft } from '../../src/commands/uploads/draft.ts';
import type { UploadTerms } from '../../src/core/uploadTerms.ts';
import { MadeUploads } from '../support/madeUploads.ts';
import { signedFetch } from '../support/signedFetch.ts';

const REFUSED = [403, 'SignatureDoesNotMatch'];

describe('a presigned PUT, on real Ceph', () => {
  let uploads: MadeUploads;
  beforeEach(async () => {
    uploads = await MadeUploads.start();
  });

  const draft = (terms: UploadTerms, other: Partial<UploadDraft> = {}) =>
    uploads.draft(terms, { method: 'put', ...other });
  const put = async (terms: UploadTerms, content: string, changed?: Record<string, string>) => {
    const json = await uploads.make(draft(terms, { as: 'json' }));
    const { status, code } = await uploads.put(json, content, changed);
    return [status, code];
  };
  const file = { name: 'k.png', content: 'hello' };

  it('works through curl, with all that it binds', async () => {
    const terms = {
      minBytes: 5,
      maxBytes: 5,
      contentType: 'image/*',
      metadata: { From: 'me & "you"' },
    };
    const command = await uploads.make(draft(terms));
    assert.match(command, /^curl --fail-with-body --upload-file '?k\.png/);
    assert.equal((await uploads.run(command, file)).status, 200);
    const object = await uploads.read('k.png');
    assert.deepEqual(
      [object.headers.get('content-type'), object.headers.get('x-amz-meta-from'), await object.text()],
      ['image/png', 'me & "you"', 'hello'],
    );
    const longer = await uploads.run(command, { name: 'k.png', content: 'hello!' });
    assert.deepEqual([longer.status, longer.code], REFUSED);
  });

  it('binds the content type: another, or none, is 403', async () => {
    const terms = { contentType: 'image/webp' };
    assert.deepEqual(await put(terms, 'x'), [200, undefined]);
    assert.deepEqual(await put(terms, 'x', { 'content-type': 'text/html' }), REFUSED);
    assert.deepEqual(await put({}, 'x', { 'content-type': 'text/html' }), [200, undefined]);
  });

  it('binds one exact size', async () => {
    const terms = { minBytes: 2, maxBytes: 2 };
    assert.deepEqual(await put(terms, 'ab'), [200, undefined]);
    for (const content of ['a', 'abc']) assert.deepEqual(await put(terms, content), REFUSED);
  });

  it('binds metadata', async () => {
    const terms = { metadata: { a: '1' } };
    assert.deepEqual(await put(terms, 'x'), [200, undefined]);
    assert.deepEqual(await put(terms, 'x', { 'x-amz-meta-a': '2' }), REFUSED);
  });

  it('is private whatever its holder adds', async () => {
    for (const terms of [{}, { acl: 'private' as const }]) {
      assert.deepEqual(await put(terms, 'x', { 'x-amz-acl': 'public-read' }), REFUSED);
      assert.deepEqual(await put(terms, 'x'), [200, undefined]);
      assert.equal(await uploads.statusForAll('k.png'), 403);
    }
  });

  it('can be made to copy another object on Ceph; but nobody can read the copy without a link', async () => {
    const { endpoint, bucket, keys } = uploads.space;
    const secret = `${endpoint}/${bucket}/secret`;
    assert.equal((await signedFetch(secret, keys, { method: 'PUT', body: 'the secret' })).status, 200);
    const json = await uploads.make(draft({}, { as: 'json' }));
    const source = { 'x-amz-copy-source': `/${bucket}/secret` };
    assert.equal((await uploads.put(json, undefined, source)).status, 200);
    assert.equal(await (await uploads.read('k.png')).text(), 'the secret');
    assert.equal(await uploads.statusForAll('k.png'), 403);
    const { code } = await uploads.put(json, undefined, { ...source, 'x-amz-acl': 'public-read' });
    assert.equal(code, 'SignatureDoesNotMatch');
  });

  it('a form can’t be made to copy', async () => {
    const json = await uploads.make(uploads.draft({}, { as: 'json' }));
    const { url, fields } = JSON.parse(json);
    const more = JSON.stringify({ url, fields: { 'x-amz-copy-source': '/a/b', ...fields } });
    assert.equal((await uploads.post(more, file)).status, 403);
  });

  for (const key of [' edge ', 'a$' + '{filename}', '漢 字', 'a//b', 'it\'s "q" \\ %41']) {
    it(`works for ${JSON.stringify(key)}`, async () => {
      const command = await uploads.make(draft({}, { place: { key }, file: 'k.png' }));
      assert.equal((await uploads.run(command, file)).status, 200);
      assert.deepEqual(await uploads.keys(), [key]);
    });
  }

  it('is refused for a key that clients change', async () => {
    await assert.rejects(uploads.make(draft({}, { place: { key: 'a/../b' } })), {
      code: 'badKey',
      message: /POST/,
    });
  });
});
