// Objects around 5 GiB, which is what one CopyObject carries, on a real gateway that keeps them on the disk. By hand, as it takes
// minutes and 45 GB: SPACEPORT_HUGE=1 npm run test:integration -- --spec test/integration/copyHuge.test.ts
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { rename } from '../../src/commands/manage/rename.ts';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import { inParallel } from '../../src/core/manage/inParallel.ts';
import { type Ceph, startCeph } from '../support/ceph.ts';
import { sdkClient } from '../support/cephForTests.ts';
import { isCopy } from '../support/heldBack.ts';
import { manageDeps } from '../support/manageDeps.ts';
import { connectionTo } from '../support/realStore.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { transferRig } from '../support/transferRig.ts';

const MIB = 1024 ** 2;
const LIMIT = 5 * 1024 ** 3;
/** Of so many bytes, again and again, the objects are made. */
const SEED = 64 * MIB;
const Bucket = 'huge';

if (process.env.SPACEPORT_HUGE !== '1') {
  console.log(
    '    Objects around 5 GiB are left out: they take minutes and 45 GB. SPACEPORT_HUGE=1 runs them.',
  );
} else {
  describe('objects around 5 GiB on the real gateway', function () {
    this.timeout(3_600_000);
    const seed = randomBytes(SEED);
    let ceph: Ceph;
    let client: S3Client;

    before(async () => {
      ceph = await startCeph({ diskBytes: 40 * 1024 ** 3 });
      client = sdkClient(ceph);
      await client.send(new CreateBucketCommand({ Bucket }));
      await client.send(new PutObjectCommand({ Bucket, Key: 'seed', Body: seed }));
    });

    after(() => ceph.stop());

    /** Made on the server, of its own bytes. */
    async function make(Key: string, size: number): Promise<void> {
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({ Bucket, Key, Metadata: { made: 'here' } }),
      );
      const numbers = Array.from({ length: Math.ceil(size / SEED) }, (_, index) => index + 1);
      const etags = new Map<number, string | undefined>();
      await inParallel(4, numbers, async (PartNumber) => {
        const length = Math.min(SEED, size - (PartNumber - 1) * SEED);
        const { CopyPartResult } = await client.send(
          new UploadPartCopyCommand({
            ...{ Bucket, Key, UploadId, PartNumber },
            ...{ CopySource: `${Bucket}/seed`, CopySourceRange: `bytes=0-${length - 1}` },
          }),
        );
        etags.set(PartNumber, CopyPartResult?.ETag);
      });
      const Parts = numbers.map((PartNumber) => ({ PartNumber, ETag: etags.get(PartNumber) }));
      await client.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
      );
    }

    /** Its beginning, its end, and where parts meet. */
    async function assertWhole(Key: string, size: number): Promise<void> {
      const { ContentLength, Metadata } = await client.send(new HeadObjectCommand({ Bucket, Key }));
      assert.deepEqual([ContentLength, Metadata], [size, { made: 'here' }]);
      const meetings = Array.from({ length: 10 }, (_, index) => (index + 1) * 512 * MIB - 4);
      for (const start of [0, ...meetings, size - 8].filter((each) => each < size)) {
        const end = Math.min(start + 8, size);
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket, Key, Range: `bytes=${start}-${end - 1}` }),
        );
        const expected = Array.from({ length: end - start }, (_, index) => seed[(start + index) % SEED]);
        assert.deepEqual([...((await Body?.transformToByteArray()) ?? [])], expected, `${Key} at ${start}`);
      }
    }

    for (const [name, size, requests] of [
      ['a byte less, in one request', LIMIT - 1, 1],
      ['5 GiB, in one request', LIMIT, 1],
      ['a byte more, in parts', LIMIT + 1, 11],
    ] as const) {
      it(`are renamed by copies on the server: ${name}`, async () => {
        await make('a', size);
        const copies: string[] = [];
        const fetch: typeof globalThis.fetch = (url, init = {}) => {
          if (isCopy(init)) copies.push(String(url));
          return globalThis.fetch(url, init);
        };
        const { deps } = manageDeps({ keys: ceph.admin, fetch });
        const began = performance.now();
        await rename(deps, { connection: connectionTo(ceph), space: Bucket, key: 'a' }, { newName: 'b' });
        console.log(`      ${size} bytes: renamed in ${Math.round(performance.now() - began)} ms`);
        assert.equal(copies.length, requests);
        assert.equal(copies.filter((url) => url.includes('partNumber=')).length, requests > 1 ? requests : 0);
        await assertWhole('b', size);
        await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key: 'a' })), { name: 'NotFound' });
        await client.send(new DeleteObjectCommand({ Bucket, Key: 'b' }));
      });
    }

    it('go up and come down, a byte over 5 GiB', async () => {
      const folder = scratchFolder('huge');
      const path = join(folder, 'up.bin');
      const size = LIMIT + 1;
      const file = await open(path, 'w');
      for (let at = 0; at < size; at += 512 * MIB) await file.write(seed, 0, Math.min(MIB, size - at), at);
      await file.close();
      const { flows, queue, connection } = transferRig(ceph, ceph.admin, { folder });
      const to = { connection, space: Bucket, prefix: '' };
      let began = performance.now();
      const lap = (words: string) => {
        console.log(`      ${size} bytes: ${words} in ${Math.round(performance.now() - began)} ms`);
        began = performance.now();
      };
      assert.deepEqual(await upload(flows, { paths: [path], to }), { done: 1, skipped: 0, failed: 0 });
      lap('up');
      const down = join(folder, 'down');
      const sources = [{ connection, space: Bucket, key: 'up.bin' }];
      assert.deepEqual(await download(flows, { sources, folder: down }), { done: 1, skipped: 0, failed: 0 });
      lap('down');
      await queue.close();
      const other = join(down, 'up.bin');
      assert.equal((await stat(other)).size, size);
      assert.equal(await sha1(other), await sha1(path));
      await rm(folder, { recursive: true });
    });
  });
}

async function sha1(path: string): Promise<string> {
  const hash = createHash('sha1');
  await pipeline(createReadStream(path, { highWaterMark: 4 * MIB }), hash);
  return hash.digest('hex');
}
