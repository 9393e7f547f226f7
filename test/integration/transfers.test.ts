// Uploads and downloads on a real gateway: every size around the size of a part, whole folders, odd keys.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HeadObjectCommand, ListMultipartUploadsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import { MIB } from '../../src/core/transfers/partPlan.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type TransferRig, transferRig } from '../support/transferRig.ts';

const PART = 5 * MIB;

describe('transfers on the real gateway', () => {
  let space: TestSpace;
  let rig: TransferRig;
  let folder: string;
  const at = (prefix = '') => ({ connection: rig.connection, space: space.bucket, prefix });
  const write = (name: string, bytes: Uint8Array | string, seconds = 1_700_000_000.25) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    utimesSync(path, seconds, seconds);
    return path;
  };
  const head = (Key: string) => space.client.send(new HeadObjectCommand({ Bucket: space.bucket, Key }));
  const leftovers = async () =>
    (await space.client.send(new ListMultipartUploadsCommand({ Bucket: space.bucket }))).Uploads ?? [];
  const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

  beforeEach(async () => {
    space = await freshSpace();
    folder = scratchFolder('transfers');
    rig = transferRig(space, space.keys, { folder, limits: { partSize: PART } });
  });

  afterEach(() => rig.queue.close());

  it('every size around a part goes up and comes down whole, with its time, and leaves nothing behind', async () => {
    const sizes = [0, 1, PART - 1, PART, PART + 1, 3 * PART, 3 * PART + 12_345];
    const paths = sizes.map((size) => write(`up/${size}.bin`, randomBytes(size)));
    const sent = await upload(rig.flows, { paths: [join(folder, 'up')], to: at('in/') });
    assert.deepEqual(sent, { done: sizes.length, skipped: 0, failed: 0 });
    const parts = (size: number) => Math.ceil(size / PART);
    for (const size of sizes) {
      const { ContentLength, ETag, Metadata } = await head(`in/up/${size}.bin`);
      assert.equal(ContentLength, size);
      assert.equal(Metadata?.mtime, '1700000000.25');
      assert.match(ETag ?? '', size > PART ? new RegExp(`-${parts(size)}"$`) : /^"[0-9a-f]{32}"$/);
    }
    assert.deepEqual(await leftovers(), []);
    const target = join(folder, 'down');
    const got = await download(rig.flows, { sources: [at('in/up/')], folder: target, confirmed: true });
    assert.deepEqual(got, { done: sizes.length, skipped: 0, failed: 0 });
    for (const path of paths) {
      const other = join(target, 'up', path.slice(path.lastIndexOf('/') + 1));
      assert.equal(md5(readFileSync(other)), md5(readFileSync(path)));
      assert.equal(statSync(other).mtimeMs, 1_700_000_000_250);
    }
    assert.equal(readdirSync(join(target, 'up')).length, sizes.length);
    assert.deepEqual(
      readdirSync(join(folder, 'journal')).filter((name) => name.endsWith('.json')),
      [],
    );
  });

  it('headers follow the name and the bytes', async () => {
    write('a.txt', 'plain');
    write('ü.html', '<p>ü</p>');
    write('latin.txt', Buffer.from([0xe9, 0x20]));
    write('pic.svgz', Buffer.from([0x1f, 0x8b, 8, 0]));
    write('x.unknownending', 'x');
    rig.settings['upload.cacheControl'] = 'max-age=60';
    const names = ['a.txt', 'ü.html', 'latin.txt', 'pic.svgz', 'x.unknownending'];
    await upload(rig.flows, { paths: names.map((name) => join(folder, name)), to: at() });
    const seen = [];
    for (const name of names) {
      const { ContentType, ContentEncoding, CacheControl } = await head(name);
      seen.push([ContentType, ContentEncoding, CacheControl]);
    }
    assert.deepEqual(seen, [
      ['text/plain; charset=utf-8', undefined, 'max-age=60'],
      ['text/html; charset=utf-8', undefined, 'max-age=60'],
      ['text/plain', undefined, 'max-age=60'],
      ['image/svg+xml', 'gzip', 'max-age=60'],
      ['application/octet-stream', undefined, 'max-age=60'],
    ]);
  });

  it('an object that is replaced keeps what still fits', async () => {
    await space.client.send(
      new PutObjectCommand({
        Bucket: space.bucket,
        Key: 'a.txt',
        Body: 'old',
        ContentType: 'text/plain; charset=iso-8859-1',
        ContentDisposition: 'attachment',
        CacheControl: 'no-store',
      }),
    );
    const path = write('a.txt', 'new');
    await upload(rig.flows, { paths: [path], to: at(), onConflict: 'replace' });
    const { ContentType, ContentDisposition, CacheControl, ContentLength } = await head('a.txt');
    assert.deepEqual(
      [ContentType, ContentDisposition, CacheControl, ContentLength],
      ['text/plain; charset=iso-8859-1', 'attachment', 'no-store', 3],
    );
  });

  it('odd keys come down within the folder, each in a file of its own', async () => {
    const odd = coreKeys.filter((key) => !key.split('/').some((part) => part === '.' || part === '..'));
    for (const [index, Key] of odd.entries())
      await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: `body ${index}` }));
    const target = join(folder, 'down');
    const result = await download(rig.flows, { sources: [at()], folder: target, confirmed: true });
    assert.deepEqual(result, { done: odd.length, skipped: 0, failed: 0 });
    const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const bodies = files.map((each) => readFileSync(join(each.parentPath, each.name), 'utf8')).sort();
    assert.deepEqual(bodies, odd.map((_, index) => `body ${index}`).sort());
    assert.deepEqual(
      readdirSync(folder).filter((name) => name !== 'journal'),
      ['down'],
    );
  });
});
