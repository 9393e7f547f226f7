// What is handed out gives just what was meant, on a real gateway.
import assert from 'node:assert/strict';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { nodeHashing } from '../../src/platform/node.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { connectionTo } from '../support/realStore.ts';

describe('fault 3: sharing one object signs that object alone, for one method, and nothing of the account', () => {
  let space: TestSpace;
  let url: string;
  const terms = () => ({
    connection: connectionTo(space),
    credentials: space.keys,
    space: space.bucket,
    key: 'shared.txt',
    expiresIn: 60,
    date: new Date(),
  });
  const signer = createSigner(nodeHashing);

  before(async () => {
    space = await freshSpace();
    for (const Key of ['shared.txt', 'shared.txt.bak', 'other.txt', 'up/there'])
      await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: Key }));
    url = await signer.signUrl(terms());
  });

  const status = async (address: string, init?: RequestInit) => (await fetch(address, init)).status;

  it('the link reads its object', async () => {
    assert.equal(await (await fetch(url)).text(), 'shared.txt');
  });

  const changed: readonly [what: string, change: (from: string) => string][] = [
    ['another object', (from) => from.replace('/shared.txt?', '/other.txt?')],
    ['an object whose name begins the same', (from) => from.replace('/shared.txt?', '/shared.txt.bak?')],
    ['the list of the Space', (from) => from.replace('/shared.txt?', '/?list-type=2&')],
    ['the list of Spaces', (from) => `${new URL(from).origin}/?${new URL(from).search.slice(1)}`],
    ['its access rights', (from) => from.replace('?', '?acl&')],
    ['its versions', (from) => `${from}&versionId=null`],
    ['its tags', (from) => `${from}&tagging`],
  ];
  for (const [what, change] of changed) {
    it(`the same signature does not read ${what}`, async () => assert.equal(await status(change(url)), 403));
  }

  for (const method of ['HEAD', 'PUT', 'DELETE', 'POST']) {
    it(`the link is not good for ${method}`, async () => {
      const init = method === 'PUT' || method === 'POST' ? { method, body: 'x' } : { method };
      assert.ok([403, 405, 411, 412, 400].includes(await status(url, init)));
      assert.equal(await (await fetch(url)).text(), 'shared.txt');
    });
  }

  it('an upload form writes its object, and no other, and reads none', async () => {
    const form = await signer.signPost(terms());
    const post = async (change: (fields: [string, string][]) => [string, string][]) => {
      const body = new FormData();
      for (const [name, value] of change(form.fields.map(([name, value]) => [name, value])))
        body.set(name, value);
      body.set('file', 'by form');
      return status(form.url, { method: 'POST', body });
    };
    const withKey = (key: string) => (fields: [string, string][]) =>
      fields.map(([name, value]): [string, string] => [name, name === 'key' ? key : value]);
    assert.equal(await post((fields) => fields), 204);
    assert.equal(await post(withKey('other.txt')), 403);
    assert.equal(await post(withKey('shared.txt.bak')), 403);
    assert.equal(await post((fields) => [...fields, ['acl', 'public-read']]), 403);
    assert.equal(await status(`${form.url}/shared.txt`), 403);
  });

  it('a presigned PUT writes its object, and no other, and reads and removes none', async () => {
    const put = await signer.signPut({ ...terms(), headers: [['content-type', 'text/plain']] });
    const send = (address: string, method = 'PUT') =>
      status(address, {
        method,
        headers: Object.fromEntries(put.headers),
        ...(method === 'PUT' ? { body: 'by PUT' } : {}),
      });
    assert.equal(await send(put.url), 200);
    assert.equal(await send(put.url.replace('/shared.txt?', '/other.txt?')), 403);
    for (const method of ['GET', 'HEAD', 'DELETE']) assert.equal(await send(put.url, method), 403, method);
    assert.equal(await send(put.url.replace('?', '?acl&')), 403);
    assert.equal(await (await fetch(url)).text(), 'by PUT');
  });

  it('a drop box writes below its prefix alone', async () => {
    const key = 'up/$' + '{filename}';
    const form = await signer.signPost({ ...terms(), key, isDropBox: true });
    const post = async (to: string) => {
      const body = new FormData();
      for (const [name, value] of form.fields) body.set(name, name === 'key' ? to : value);
      body.set('file', 'dropped');
      return status(form.url, { method: 'POST', body });
    };
    assert.equal(await post('up/new.txt'), 204);
    assert.equal(await post('other.txt'), 403);
    assert.equal(await post('u'), 403);
  });
});
