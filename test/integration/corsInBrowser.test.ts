// What a page's worker in a real Chromium can read of a real Ceph, and what it says of what it can't.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { browserRule, type CorsRule, withBrowserRule } from '../../src/core/cors.ts';
import type { BrowserRead, BrowserResult } from '../support/browserReads.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { type EditorBrowser, openBrowser } from '../support/editor/browser.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

const hour = 3_600_000;
const origin = 'http://127.0.0.1:*';

describe('reading Ceph from a browser', function () {
  this.timeout(60_000);
  let browser: EditorBrowser;
  let server: Server;
  let page: Page;
  let space: TestSpace;

  before(async () => {
    const entry = fileURLToPath(new URL('../support/browserReads.ts', import.meta.url));
    const built = await build({ entryPoints: [entry], bundle: true, write: false, platform: 'browser' });
    const script = built.outputFiles[0]?.text ?? '';
    server = createServer(({ url }, response) => {
      const isScript = url === '/worker.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? script : '<title>another origin</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await openBrowser();
    page = await browser.context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    space = await freshSpace();
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: 'a', Body: 'xyz' }));
  });
  after(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  });

  /** A worker of its own each time, so that Chromium remembers nothing of the last but its preflights. */
  const read = (more: Partial<BrowserRead> = {}): Promise<BrowserResult> =>
    page.evaluate(
      (message) =>
        new Promise<BrowserResult>((resolve, reject) => {
          const worker = new Worker('/worker.js');
          worker.onerror = (event) => reject(new Error(event.message));
          worker.onmessage = ({ data }: MessageEvent<BrowserResult>) => {
            worker.terminate();
            resolve(data);
          };
          worker.postMessage(message);
        }),
      { endpoint: space.endpoint, space: space.bucket, keys: space.keys, ...more },
    );
  const write = (rules: readonly CorsRule[]) =>
    realStore(space.keys).rules.write(
      { connection: connectionTo(space), space: space.bucket },
      rules,
      new AbortController().signal,
    );
  /** The ready rule, never remembered by Chromium. */
  const rule = (more: Partial<CorsRule> = {}): CorsRule => ({
    ...browserRule(origin),
    maxAgeSeconds: 0,
    ...more,
  });

  const forbidden = /^CORS rules don't allow this editor in the browser/;

  it('without a rule: the rules of the Space forbid it, said after three requests', async () => {
    const { code, message, requests } = await read();
    assert.equal(code, 'cors');
    assert.match(message ?? '', forbidden);
    assert.deepEqual(requests, [`GET /${space.bucket}`, 'no-cors /', `GET /${space.bucket}`]);
  });

  it('with rules for other pages, for other methods, or without our headers: the same', async () => {
    const others: readonly Partial<CorsRule>[] = [
      { origins: ['https://*.vscode-cdn.net'] },
      { methods: ['PUT'] },
      { headers: [] },
      { headers: ['x-amz-*'] },
    ];
    for (const other of others) {
      await write([rule(other)]);
      assert.equal((await read()).code, 'cors', JSON.stringify(other));
    }
    await write([rule({ methods: ['GET'] })]);
    assert.equal((await read()).code, undefined);
    assert.equal((await read({ key: 'a' })).code, 'cors', 'HEAD is a method of its own');
  });

  it('with a rule for every page in front of ours: the same', async () => {
    await write([rule({ id: 'all', origins: ['*'], methods: ['PUT'] }), rule()]);
    assert.equal((await read()).code, 'cors');
    await write(withBrowserRule([rule({ id: 'all', origins: ['*'], methods: ['PUT'] })], origin));
    assert.equal((await read()).code, undefined);
  });

  describe('with the ready rule', () => {
    before(() => write([rule()]));

    it('lists and heads, with the entity tag', async () => {
      const listed = await read();
      assert.match(listed.read ?? '', /"key":"a","size":3/);
      assert.deepEqual(listed.requests, [`GET /${space.bucket}`]);
      assert.match((await read({ key: 'a' })).read ?? '', /"size":3.*"etag":"[0-9a-f]{32}"/);
    });

    it('reads refusals that are not about the signature', async () => {
      assert.equal((await read({ key: 'nope' })).code, 'noSuchObject');
    });

    it('a wrong key and a wrong secret: the key pair, since the clock is known', async () => {
      for (const wrong of [{ accessKeyId: 'NOSUCHKEY' }, { secretAccessKey: 'wrong' }]) {
        for (const key of [{}, { key: 'a' }]) {
          const { code, message } = await read({ keys: { ...space.keys, ...wrong }, ...key });
          assert.equal(code, 'wrongKey');
          assert.match(message ?? '', /^The server refuses this key pair\. Enter it again\.$/);
        }
      }
    });

    it('a clock that is wrong by an hour is set by the answer to a question without a key', async () => {
      for (const ahead of [hour, -hour]) {
        const { read: listed, requests } = await read({ ahead });
        assert.match(listed ?? '', /"key":"a"/);
        assert.equal(requests.length, 4);
      }
    });

    it('a Space that is not there looks like one that does not allow it, and the words say so', async () => {
      const { code, message } = await read({ space: 'no-such-space-1' });
      assert.equal(code, 'cors');
      assert.match(message ?? '', /or there is no such Space: no-such-space-1$/);
    });
  });

  it('where the time can not be read: the key or the clock', async () => {
    await write([rule({ expose: [] })]);
    assert.match((await read()).read ?? '', /"key":"a"/);
    for (const wrong of [{ ahead: hour }, { keys: { ...space.keys, secretAccessKey: 'wrong' } }]) {
      const { code, message } = await read(wrong);
      assert.equal(code, 'wrongKey');
      assert.match(message ?? '', /this key pair, or this computer's clock is wrong/);
    }
  });

  it('where nobody listens, and where the editor lets nothing out', async () => {
    const nobody = await read({ endpoint: 'http://127.0.0.1:9' });
    assert.equal(nobody.code, 'network');
    assert.match(nobody.message ?? '', /can't reach the server/);
    assert.deepEqual(nobody.requests.length, 2);
    const plain = await read({ endpoint: 'http://192.0.2.1.invalid' });
    assert.equal(plain.code, 'insecureInBrowser');
    assert.deepEqual(plain.requests.length, 1);
  });
});
