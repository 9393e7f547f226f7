// Upload commands with limits, made in the browser's extension host; a real Ceph takes what they send.
import assert from 'node:assert/strict';
import { cephObject, cephPlace, cephSpace } from '../support/ceph.ts';
import { add, clipboard, refusal, run } from '../support/contract.ts';
import { bash } from '../support/store.ts';
import { inWorkerHost, withoutNetwork } from '../support/worker.ts';

const connection = 'Uploads in the browser';
const space = 'web-uploads';

describe('upload commands in the web-worker host', () => {
  inWorkerHost();

  before(async function () {
    this.timeout(30_000);
    await cephSpace({ space });
    const { endpoint, region, credentials } = await cephPlace();
    await add(connection, { endpoint, region, ...credentials, spaces: [space] });
  });
  after(() => run('removeConnection', { connection, confirmed: true }));

  const copy = async (args: object): Promise<string> => {
    const tried = await withoutNetwork(() =>
      run('copyUploadCommand', { connection, space, expiresIn: 300, ...args }),
    );
    assert.deepEqual(tried, [], 'the network was asked');
    return clipboard();
  };

  it('limits, a drop box and a PUT, without the network', async () => {
    const limited = await copy({ key: 'a.png', maxBytes: 5, contentType: 'image/*', metadata: { b: 'c' } });
    assert.equal(await bash({ line: limited, file: 'a.png', content: 'hello' }), 0);
    assert.equal(await bash({ line: limited, file: 'a.png', content: 'hello!' }), 22);
    assert.equal(await cephObject(space, 'a.png'), 'hello');
    const box = await copy({ prefix: 'in/', folder: true, file: 'ü.txt' });
    assert.equal(await bash({ line: box, file: 'ü.txt', content: 'dropped' }), 0);
    assert.equal(await cephObject(space, 'in/ü.txt'), 'dropped');
    const put = await copy({ key: ' edge ', method: 'put', file: 'f' });
    assert.equal(await bash({ line: put, file: 'f', content: 'put' }), 0);
    assert.equal(await cephObject(space, ' edge '), 'put');
  });

  it('refuses what can’t go together', async () => {
    const args = { connection, space, expiresIn: 60, key: 'a', method: 'put', maxBytes: 5 };
    assert.match(await refusal('copyUploadCommand', args), /one exact size/);
  });
});
