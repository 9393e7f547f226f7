// Sharing in the browser's extension host, as on vscode.dev: no Node, no SDK, no network; a real Ceph takes what is made.
import assert from 'node:assert/strict';
import { cephObject, cephPlace, cephRequests, cephSpace, openDoor, shutDoor } from '../support/ceph.ts';
import { add, clipboard, endFrom, endOf, refusal, run } from '../support/contract.ts';
import { bash, fetchUrl } from '../support/store.ts';
import { inWorkerHost, withoutNetwork } from '../support/worker.ts';

const name = 'In the browser';
const space = 'web-share';
const keys = ['my-object.zip', 'a b/ä#?%+&=😀.txt', '//odd/ ', "it's & $HOME"];
const target = { connection: name, space };

describe('sharing in the web-worker host', () => {
  inWorkerHost();

  before(async function () {
    this.timeout(30_000);
    await cephSpace({ space, keys });
    const { endpoint, region, credentials } = await cephPlace();
    await add(name, { endpoint, region, ...credentials, spaces: [space] });
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('makes links, a batch and an upload command that Ceph takes, with nobody at the endpoint', async () => {
    const requestsBefore = (await cephRequests()).length;
    const copied: string[] = [];
    const copy = async (id: string, args: object) => {
      const result = await run(id, { ...target, ...args });
      copied.push(await clipboard());
      return result;
    };
    const results: unknown[] = [];
    await shutDoor();
    const tried = await withoutNetwork(async () => {
      results.push(await copy('copySignedUrl', { key: keys[0], expiresIn: 90 }));
      results.push(await copy('copySignedUrl', { keys, expiresIn: '2m' }));
      results.push(await copy('copySignedUrlQuick', { key: keys[1] }));
      results.push(await copy('copyUploadCommand', { key: 'sent from ä web', expiresIn: 60 }));
    }).finally(openDoor);
    assert.deepEqual(tried, [], 'the network was asked');
    assert.equal((await cephRequests()).length, requestsBefore);

    const [link = '', batch = '', quick = '', command = ''] = copied;
    const urls = batch.split('\n');
    const signedAt = /X-Amz-Date=(\d{8}T\d{6}Z)/.exec(command)?.[1] ?? '';
    assert.deepEqual(results, [
      { expiresAt: endOf(link), count: 1 },
      { expiresAt: endOf(urls[0] ?? ''), count: keys.length },
      { expiresAt: endOf(quick), count: 1 },
      { expiresAt: endFrom(signedAt, 60) },
    ]);
    assert.ok(/X-Amz-Expires=90&/.test(link) && /X-Amz-Expires=120&/.test(quick));
    const expected = [keys[0], ...keys, keys[1]].map((key) => ({
      status: 200,
      body: `the content of ${key}`,
    }));
    assert.deepEqual(await Promise.all([link, ...urls, quick].map(fetchUrl)), expected);
    assert.equal(await bash({ line: command, file: 'sent from ä web', content: 'from the web' }), 0);
    assert.equal(await cephObject(space, 'sent from ä web'), 'from the web');
  });

  it('copies keys and S3 URIs without the network', async () => {
    const tried = await withoutNetwork(async () => {
      assert.equal(await run('copyKey', { ...target, keys }), keys.join('\n'));
      assert.equal(await clipboard(), keys.join('\n'));
      assert.equal(await run('copyS3Uri', { ...target, key: keys[0] }), `s3://${space}/${keys[0]}`);
      assert.equal(await clipboard(), `s3://${space}/${keys[0]}`);
    });
    assert.deepEqual(tried, []);
  });

  it("throws for a caller's mistakes without the network, and leaves the clipboard alone", async () => {
    const tried = await withoutNetwork(async () => {
      assert.match(await refusal('copySignedUrl', { ...target, key: 'a', expiresIn: 0 }), /future/);
      assert.match(await refusal('copySignedUrl', { ...target, key: 'a/../b', expiresIn: 5 }), /"\.\."/);
      assert.match(await refusal('copyUploadCommand', { ...target, keys, expiresIn: 5 }), /one object/);
      assert.match(await refusal('copySignedUrl', { connection: 'x', space, key: 'a' }), /id or name: x/);
    });
    assert.deepEqual(tried, []);
  });

  it('a listing does ask the network, so the tests above would notice', async () => {
    const tried = await withoutNetwork(() => refusal('refresh', { ...target }));
    assert.ok(tried.includes('fetch'), tried.join());
  });
});
