// What the receiver's pages ask of the network, by Chromium's own log.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { freshSpace } from '../support/cephForTests.ts';
import { pageSetup } from '../support/page/savedPages.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { addressesIn } from './support/netLog.ts';
import { drop, Receiver, setCors, settled } from './support/receiver.ts';

describe('the network of the receiver’s pages', function () {
  this.timeout(120_000);

  it('is the Space alone; where an upload is said to lead afterwards nobody is asked, not even for its address', async () => {
    const netLog = join(scratchFolder('netlog'), 'log.json');
    const receiver = await Receiver.start({ netLog });
    const space = await freshSpace();
    const { bucket, client, endpoint } = space;
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'out/a', Body: 'a' }));
    const pages = pageSetup(space);
    await setCors(space, false);
    const download = await receiver.open((await pages.download('out/')).url);
    const coming = download.page.waitForEvent('download');
    await download.page.locator('li a').click();
    await (await coming).path();
    const upload = await receiver.open((await pages.upload({ prefix: 'in/' })).url);
    await drop(upload.page, [{ name: 'a', bytes: 'a' }]);
    assert.deepEqual(await settled(upload.page, 1), ['a | Arrived']);
    await receiver.close();

    const { urls, all } = await addressesIn(netLog);
    const asked = urls.filter((url) => !/^(file|about|chrome|devtools|data):/.test(url));
    assert.deepEqual(asked.sort(), [`${endpoint}/${bucket}`, `${endpoint}/${bucket}/out/a`]);
    const named = all.match(/"[^"]{0,20}arrived\.invalid/g);
    assert.deepEqual(named, ['"Location: https://arrived.invalid'], 'only the answer holds the name');
  });
});
