import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/connection.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { type Answer, send } from './client.ts';
import { expectHeaders, expectStatus } from './expect.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

type Headers = Readonly<Record<string, string>>;

const bound: Headers = {
  'content-type': 'image/png',
  'content-length': '5',
  'x-amz-acl': 'private',
  'x-amz-meta-a': '1',
};
const refusals: readonly (readonly [title: string, changed: Headers, content?: string])[] = [
  ['another type', { 'content-type': 'text/html' }],
  ['another size', {}, 'longer'],
  ['another ACL', { 'x-amz-acl': 'public-read' }],
  ['other metadata', { 'x-amz-meta-a': '2' }],
];

/** Presigned PUTs whose headers are signed, as the product makes them. */
export function puttingCases(use: () => Subject): void {
  let space: string;

  before(async () => {
    space = await makeSpace(use());
  });

  /** Sends what was signed for `headers`, with others where told. */
  async function put(
    key: string,
    headers: Headers,
    { changed = {}, content = 'hello' } = {},
  ): Promise<Response> {
    const { endpoint, keys: credentials } = use();
    const connection: Connection = {
      id: 'abcdefghij',
      name: 'test',
      provider: 'custom',
      endpoint,
      region: 'us-east-1',
      addressing: 'path',
      readOnly: false,
    };
    const signed = await createSigner(nodeHashing).signPut({
      connection,
      credentials,
      space,
      key,
      expiresIn: 60,
      date: new Date(),
      headers: Object.entries(headers),
    });
    const { 'content-length': _, ...sent } = { ...headers, ...changed } as Record<string, string>;
    return fetch(signed.url, { method: 'PUT', headers: sent, body: content });
  }

  const stored = (key: string, sign: 'header' | 'none' = 'header'): Promise<Answer> =>
    send(use(), { space, key, sign });

  it('stores what it binds', async () => {
    assert.equal((await put('k', bound)).status, 200);
    const object = await stored('k');
    expectHeaders(object, { 'content-type': 'image/png', 'x-amz-meta-a': '1' });
    assert.equal(object.text, 'hello');
  });

  for (const [title, changed, content = 'hello'] of refusals) {
    it(`${title}: 403 SignatureDoesNotMatch`, async () => {
      const answer = await put('refused', bound, { changed: { ...changed }, content });
      assert.equal(answer.status, 403);
      assert.match(await answer.text(), /<Code>SignatureDoesNotMatch</);
      expectStatus(await stored('refused'), 404, 'NoSuchKey');
    });
  }

  it('takes headers that it does not bind', async () => {
    assert.equal((await put('free', {}, { changed: { 'x-amz-acl': 'public-read' } })).status, 200);
    expectStatus(await stored('free', 'none'), 200);
  });

  it('copies another object for whoever adds its name', async () => {
    await mustSend(use(), { method: 'PUT', space, key: 'secret', body: 'the secret' });
    const changed = { 'x-amz-copy-source': `/${space}/secret` };
    assert.equal((await put('copy', {}, { changed, content: '' })).status, 200);
    assert.equal((await stored('copy')).text, 'the secret');
    expectStatus(await stored('copy', 'none'), 403, 'AccessDenied');
  });
}
