// Sharing in the browser's extension host, as on vscode.dev: no Node, no SDK, and no request.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, clipboard, endFrom, endOf, refusal, run } from '../support/contract.ts';
import { facts } from '../support/outside.ts';
import { bash, fetchUrl, put, requests, stored } from '../support/store.ts';

const name = 'In the browser';
const space = 'web-share';
const keys = ['my-object.zip', 'a b/ä#?%+&=😀.txt'];
const target = { connection: name, space };

describe('sharing in the web-worker host', () => {
  let requestsBefore = 0;
  before(async () => {
    for (const key of keys) await put({ space, keys: [key], body: `the content of ${key}` });
    requestsBefore = (await requests()).length;
    await add(name, { spaces: [space] });
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('is the worker host of the VS Code that was asked for', () => {
    const extension = vscode.extensions.getExtension('spaceport.spaceport');
    assert.equal(extension?.extensionKind, vscode.ExtensionKind.UI);
    assert.equal(typeof Reflect.get(globalThis, 'importScripts'), 'function');
    assert.equal(vscode.version, facts.version);
  });

  it('signs a URL that gives the bytes, and an upload command that uploads, without a request', async () => {
    const result = await run('copySignedUrl', { ...target, keys, expiresIn: '2m' });
    const urls = (await clipboard()).split('\n');
    assert.deepEqual(result, { expiresAt: endOf(urls[0] ?? ''), count: 2 });
    const uploaded = await run('copyUploadCommand', { ...target, key: 'sent from ä web', expiresIn: 60 });
    const line = await clipboard();
    const date = /X-Amz-Date=(\d{8}T\d{6}Z)/.exec(line)?.[1] ?? '';
    assert.deepEqual(uploaded, { expiresAt: endFrom(date, 60) });
    await run('copySignedUrlQuick', { ...target, key: 'my-object.zip' });
    assert.match(await clipboard(), /X-Amz-Expires=60&/);
    assert.equal((await requests()).length, requestsBefore, 'nothing reached the store');

    for (const [index, url] of urls.entries())
      assert.deepEqual(await fetchUrl(url), { status: 200, body: `the content of ${keys[index]}` });
    assert.equal(await bash({ line, file: 'sent from ä web', content: 'from the web' }), 0);
    assert.equal(await stored(space, 'sent from ä web'), 'from the web');
  });

  it("throws for a caller's mistakes, and leaves the clipboard alone", async () => {
    assert.match(await refusal('copySignedUrl', { ...target, key: 'a', expiresIn: 0 }), /future/);
    assert.match(await refusal('copySignedUrl', { ...target, key: 'a/../b', expiresIn: 5 }), /"\.\."/);
    assert.match(await refusal('copyUploadCommand', { ...target, keys, expiresIn: 5 }), /one object/);
    assert.match(await refusal('copySignedUrl', { connection: 'x', space, key: 'a' }), /id or name: x/);
  });
});
