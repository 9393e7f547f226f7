import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Addressing, Connection } from '../../src/core/connection.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { postForm } from '../support/postForm.ts';

const keys = [
  'plain.txt',
  'space and 漢',
  '?#&=+%20\'"\\',
  "!'()*~;,:@$[]{}|<>^`",
  'line\nbreak',
  'control\u0001\u0085',
  'é',
  'e\u0301',
  'a//b',
  '/lead',
  '//two',
  'dir/',
  ' edges ',
  '\tedges\n',
  '😀'.repeat(10),
  'x'.repeat(1024),
];
/** Browsers, `fetch` and plain `curl` collapse these segments. */
const dotKeys = ['./a', '../b', 'a/../b', 'a/./b', '.', '..'];
const content = (key: string) => `content of ${key}`;

const signer = createSigner(nodeHashing);

for (const addressing of ['virtual', 'path'] satisfies Addressing[]) {
  describe(`what our signer signs, on the real gateway (${addressing})`, () => {
    let space: TestSpace;
    let connection: Connection;
    before(async () => {
      space = await freshSpace();
      const endpoint = new URL(space.endpoint);
      endpoint.hostname = 'localhost';
      connection = {
        id: 'abcdefghij',
        name: 'ceph',
        provider: 'custom',
        endpoint: endpoint.origin,
        region: 'nyc3',
        addressing,
        readOnly: false,
      };
    });
    const request = (key: string) => ({
      connection,
      credentials: space.keys,
      space: space.bucket,
      key,
      expiresIn: 60,
      date: new Date(),
    });
    const put = (Key: string) =>
      space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: content(Key) }));
    const stored = async (Key: string) => {
      const { Body } = await space.client.send(new GetObjectCommand({ Bucket: space.bucket, Key }));
      return Body?.transformToString();
    };

    it('downloads by link, whatever the key', async () => {
      for (const key of keys) {
        await put(key);
        const answer = await fetch(await signer.signUrl(request(key)));
        assert.deepEqual([key, answer.status, await answer.text()], [key, 200, content(key)]);
      }
    });

    it('downloads keys with dot segments by a client that sends the path as it is', async () => {
      for (const key of dotKeys) {
        await put(key);
        const url = await signer.signUrl(request(key));
        assert.equal(execFileSync('curl', ['-sS', '--path-as-is', url], { encoding: 'utf8' }), content(key));
      }
    });

    it('uploads by form, whatever the key', async () => {
      for (const key of [...keys, ...dotKeys].filter((name) => name.trim() === name)) {
        const form = await signer.signPost(request(key));
        const answer = await postForm(form.url, form.fields, { content: `new ${key}` });
        assert.deepEqual([key, answer.status], [key, 204]);
        assert.equal(await stored(key), `new ${key}`);
      }
    });

    it('is refused once a part of the link or the form is changed', async () => {
      await put('plain.txt');
      await put('other.txt');
      const url = await signer.signUrl(request('plain.txt'));
      for (const changed of [url.replace('plain', 'other'), url.replace('Expires=60', 'Expires=600')]) {
        assert.equal((await fetch(changed)).status, 403);
      }
      const form = await signer.signPost({ ...request('plain.txt'), maxBytes: 10 });
      const other = form.fields.map(([name, value]) => [name, name === 'key' ? 'other.txt' : value] as const);
      assert.equal((await postForm(form.url, other, { content: 'short' })).status, 403);
      assert.equal((await postForm(form.url, form.fields, { content: 'over ten bytes' })).status, 400);
      assert.equal((await postForm(form.url, form.fields, { content: 'short' })).status, 204);
    });

    it('sends requests signed by header, their body and headers too', async () => {
      const body = 'signed body';
      const payloadHash = createHash('sha256').update(body).digest('hex');
      const base = {
        target: { ...connection, credentials: space.keys },
        space: space.bucket,
        date: new Date(),
      };
      const send = async (
        part: Omit<Parameters<typeof signer.signRequest>[0], keyof typeof base>,
        sent?: string,
      ) => {
        const { url, method, headers } = await signer.signRequest({ ...base, ...part });
        return fetch(url, { method, headers, ...(sent === undefined ? {} : { body: sent }) });
      };
      const key = 'dir/ü +.txt';
      const headers = [
        ['content-type', 'text/x-signed'],
        ['x-amz-meta-note', 'a  b'],
      ] as const;
      assert.equal((await send({ method: 'PUT', key, headers, payloadHash }, body)).status, 200);
      const head = await send({ method: 'HEAD', key });
      assert.equal(head.headers.get('content-type'), 'text/x-signed');
      const part = await send({ method: 'GET', key, headers: [['range', 'bytes=0-5']] });
      assert.deepEqual([part.status, await part.text()], [206, 'signed']);
      const query = [
        ['list-type', '2'],
        ['prefix', 'dir/ü +'],
        ['encoding-type', 'url'],
      ] as const;
      assert.match(await (await send({ method: 'GET', query })).text(), /<KeyCount>1<\/KeyCount>/);
      const changed = await send({ method: 'PUT', key, payloadHash }, 'another body');
      assert.ok(changed.status >= 400);
      assert.equal((await send({ method: 'DELETE', key })).status, 204);
    });
  });
}
