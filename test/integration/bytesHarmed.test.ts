// The bytes of objects through a proxy that does harm, before a real gateway: nothing lost, doubled or half.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import type { ObjectBytes } from '../../src/core/objects.ts';
import { createObjectBytes } from '../../src/s3/bytes.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { seededPlan } from '../support/faultPlan.ts';
import { type FaultProxy, startFaultProxy } from '../support/faultProxy.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

const { signal } = new AbortController();
const partSize = 5 * 1024 * 1024;
const content = new Uint8Array(partSize + 1).map((_, index) => index * 13);
const md5 = createHash('md5').update(content).digest('hex');

describe('bytes on the real gateway, on a bad line', () => {
  let space: TestSpace;
  let proxy: FaultProxy;
  let bytes: ObjectBytes;
  const at = (key: string) => {
    const { endpoint } = proxy;
    return { connection: connectionTo({ endpoint, region: space.region }), space: space.bucket, key };
  };
  const contentOf = async (key: string) => {
    const hash = createHash('md5');
    for await (const piece of (await realStore(space.keys).bytes.read(at(key), {}, signal)).body)
      hash.update(piece);
    return hash.digest('hex');
  };

  before(async () => {
    space = await freshSpace();
    proxy = await startFaultProxy(space.endpoint);
    bytes = createObjectBytes({ ...realStore(space.keys).reads, sleep: async () => {} });
  });
  after(() => proxy.stop());

  it('what is damaged on its way is not stored', async () => {
    proxy.setPlan(() => ({ kind: 'corruptRequest', at: 0.5 }));
    await assert.rejects(bytes.write(at('damaged'), content.subarray(0, 999), {}, signal), {
      code: 'damaged',
    });
    proxy.setPlan(() => undefined);
    await assert.rejects(bytes.facts(at('damaged'), signal), { code: 'noSuchObject' });
  });

  for (let seed = 1; seed <= 6; seed++) {
    it(`seed ${seed}: written in one and in parts`, async () => {
      proxy.setPlan(seededPlan({ seed, percent: 50 }));
      const one = await bytes.write(at(`one ${seed}`), content, { isNew: true }, signal);
      assert.equal(one.etag, md5);
      const upload = await bytes.begin(at(`parts ${seed}`), {}, signal);
      const cuts = [content.subarray(0, partSize), content.subarray(partSize)];
      const parts = await Promise.all(
        cuts.map((cut, index) => bytes.writePart(upload, index + 1, cut, signal)),
      );
      const done = await bytes.finish(upload, parts, { isNew: true }, signal);
      proxy.setPlan(() => undefined);
      assert.equal((await bytes.facts(at(`parts ${seed}`), signal)).etag, done.etag);
      assert.deepEqual([await contentOf(`one ${seed}`), await contentOf(`parts ${seed}`)], [md5, md5]);
      while (proxy.open > 0) await new Promise((resolve) => setImmediate(resolve));
      // An upload whose beginning was answered to nobody stays: what is unfinished is listed, and ended there.
      const left = await space.client.send(new ListMultipartUploadsCommand({ Bucket: space.bucket }));
      for (const { Key = '', UploadId: uploadId = '' } of left.Uploads ?? []) {
        assert.notEqual(uploadId, upload.uploadId);
        await bytes.abandon({ ...at(Key), uploadId }, signal);
      }
    });
  }
});
