// The bytes of objects on a real gateway: what is written arrives as it was, and is read as it is stored.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  GetObjectTaggingCommand,
  ListMultipartUploadsCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { hasDotSegment } from '../../src/core/keyRules.ts';
import type { ObjectBytes, ObjectRead } from '../../src/core/objects.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

const { signal } = new AbortController();
const partSize = 5 * 1024 * 1024;

async function all({ body }: ObjectRead): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('bytes on the real gateway', () => {
  let space: TestSpace;
  let bytes: ObjectBytes;
  const at = (key: string) => ({ connection: connectionTo(space), space: space.bucket, key });
  const text = (words: string) => new TextEncoder().encode(words);
  const tagsOf = async (Key: string) =>
    (await space.client.send(new GetObjectTaggingCommand({ Bucket: space.bucket, Key }))).TagSet;
  /** An object of two parts of `partSize` and one of a byte. */
  const putBig = async (key: string) => {
    const content = randomBytes(partSize * 2 + 1);
    const upload = await bytes.begin(at(key), {}, signal);
    const cut = (number: number) => content.subarray((number - 1) * partSize, number * partSize);
    await Promise.all([3, 1, 2].map((number) => bytes.writePart(upload, number, cut(number), signal)));
    return { content, upload };
  };

  before(async () => {
    space = await freshSpace();
    ({ bytes } = realStore(space.keys));
  });

  for (const size of [0, 1, partSize - 1, partSize, partSize + 1]) {
    it(`${size} bytes are written in one and read back, whole and in part`, async () => {
      const content = randomBytes(size);
      const { etag } = await bytes.write(at('one'), content, {}, signal);
      assert.equal(etag, createHash('md5').update(content).digest('hex'));
      const facts = await bytes.facts(at('one'), signal);
      assert.deepEqual([facts.size, facts.etag], [size, etag]);
      const read = await bytes.read(at('one'), { ifMatch: etag }, signal);
      assert.equal(read.facts.size, size);
      assert.ok((await all(read)).equals(content));
      if (size < 2) return;
      const past = { start: 1, end: size + 5 };
      const part = await bytes.read(at('one'), { range: past, ifMatch: etag }, signal);
      assert.equal(part.facts.size, size);
      assert.ok((await all(part)).equals(content.subarray(1)));
    });
  }

  it('odd keys are written, read and told of; those that fetch would change are refused', async () => {
    for (const key of [...new Set(coreKeys)]) {
      if (hasDotSegment(key)) {
        for (const work of [
          () => bytes.write(at(key), text(key), {}, signal),
          () => bytes.facts(at(key), signal),
          () => bytes.read(at(key), {}, signal),
          () => bytes.begin(at(key), {}, signal),
        ])
          await assert.rejects(work(), { code: 'badKey' }, JSON.stringify(key));
        continue;
      }
      await bytes.write(at(key), text(`is ${key}`), {}, signal);
      assert.equal(`${await all(await bytes.read(at(key), {}, signal))}`, `is ${key}`);
    }
  });

  it('what is gzip-encoded is read as it is stored, whole and in part', async () => {
    const content = gzipSync('hello '.repeat(10_000));
    const headers = {
      contentType: 'text/plain; charset=utf-8',
      contentEncoding: 'gzip',
      cacheControl: 'max-age=9',
    };
    await bytes.write(at('page.txt'), content, { headers }, signal);
    for (const _ of [1, 2]) {
      const read = await bytes.read(at('page.txt'), {}, signal);
      assert.deepEqual(read.facts, await bytes.facts(at('page.txt'), signal));
      assert.deepEqual(read.facts.headers, headers);
      assert.deepEqual([read.facts.size, (await all(read)).equals(content)], [content.length, true]);
      const wish = { range: { start: 3, end: 40 }, ifMatch: read.facts.etag };
      const part = await bytes.read(at('page.txt'), wish, signal);
      assert.deepEqual(part.facts, read.facts);
      assert.ok((await all(part)).equals(content.subarray(3, 40)));
    }
    await bytes.write(at('page.txt'), text('plain'), {}, signal);
    const read = await bytes.read(at('page.txt'), {}, signal);
    assert.equal(read.facts.headers.contentEncoding, undefined);
    assert.equal(`${await all(read)}`, 'plain');
  });

  it('headers, metadata, tags and access are kept as given, and no others', async () => {
    const headers = {
      contentType: 'image/png; x=1',
      cacheControl: 'max-age=5, public',
      contentDisposition: 'attachment; filename="ü 漢.txt"',
      contentEncoding: 'x-own',
      contentLanguage: 'de',
      expires: 'Thu, 01 Dec 2033 16:00:00 GMT',
      websiteRedirect: '/elsewhere',
    };
    const metadata = {
      mtime: '1700000000.123',
      words: 'käse 漢 🚀',
      wide: '\u00a0a\u00a0b\u3000c\u3000',
      none: '',
      a_b: 'x  y',
    };
    const tags = { team: 'a b&=+/ü', empty: '' };
    await bytes.write(at('full'), text('x'), { headers, metadata, tags, acl: 'public-read' }, signal);
    const facts = await bytes.facts(at('full'), signal);
    assert.deepEqual([facts.headers, facts.metadata], [headers, metadata]);
    assert.deepEqual(await tagsOf('full'), [
      { Key: 'empty', Value: '' },
      { Key: 'team', Value: 'a b&=+/ü' },
    ]);
    assert.equal((await fetch(`${space.endpoint}/${space.bucket}/full`)).status, 200);

    const upload = await bytes.begin(at('parts'), { headers, metadata, acl: 'public-read' }, signal);
    await bytes.finish(upload, [await bytes.writePart(upload, 1, text('y'), signal)], {}, signal);
    const inParts = await bytes.facts(at('parts'), signal);
    assert.deepEqual([inParts.headers, inParts.metadata], [headers, metadata]);
    assert.equal((await fetch(`${space.endpoint}/${space.bucket}/parts`)).status, 200);

    await bytes.write(at('bare'), text('x'), { isNew: true }, signal);
    const bare = await bytes.facts(at('bare'), signal);
    assert.deepEqual([bare.headers, bare.metadata], [{ contentType: 'binary/octet-stream' }, {}]);
    assert.equal((await fetch(`${space.endpoint}/${space.bucket}/bare`)).status, 403);
  });

  it('AWS’s encoded words in metadata are read', async () => {
    await bytes.write(
      at('words'),
      text('x'),
      { metadata: { a: '=?UTF-8?Q?caf=C3=A9_?= =?utf-8?B?5ryi?=' } },
      signal,
    );
    assert.deepEqual((await bytes.facts(at('words'), signal)).metadata, { a: 'café 漢' });
  });

  it('what is new takes no place that is taken', async () => {
    await bytes.write(at('there'), text('old'), {}, signal);
    await assert.rejects(bytes.write(at('there'), text('new'), { isNew: true }, signal), { code: 'exists' });
    const upload = await bytes.begin(at('there'), {}, signal);
    const part = await bytes.writePart(upload, 1, text('new'), signal);
    await assert.rejects(bytes.finish(upload, [part], { isNew: true }, signal), { code: 'exists' });
    assert.equal(`${await all(await bytes.read(at('there'), {}, signal))}`, 'old');
    await bytes.abandon(upload, signal);
  });

  it('of many that write what is new at once, one does', async () => {
    const tries = Array.from({ length: 8 }, (_, index) =>
      bytes.write(at('race'), text(`${index}`), { isNew: true }, signal),
    );
    const ends = await Promise.allSettled(tries);
    const winners = ends.flatMap(({ status }, index) => (status === 'fulfilled' ? [`${index}`] : []));
    assert.deepEqual(winners, [`${await all(await bytes.read(at('race'), {}, signal))}`]);
  });

  it('what has changed, or is not there, is told', async () => {
    const { etag } = await bytes.write(at('moving'), text('old'), {}, signal);
    await bytes.write(at('moving'), text('new'), {}, signal);
    await assert.rejects(bytes.read(at('moving'), { ifMatch: etag }, signal), { code: 'changed' });
    await assert.rejects(bytes.read(at('nothing'), {}, signal), { code: 'noSuchObject' });
    await assert.rejects(bytes.facts(at('nothing'), signal), { code: 'noSuchObject' });
    await assert.rejects(bytes.facts({ ...at('x'), space: `${space.bucket}-no` }, signal), {
      code: 'noSuchSpace',
    });
  });

  it('an upload in parts is begun, looked at, finished, and finished once more', async () => {
    const { content, upload } = await putBig('big ü/%2F');
    const parts = await bytes.parts(upload, signal);
    assert.deepEqual(
      parts.map(({ partNumber, size }) => [partNumber, size]),
      [
        [1, partSize],
        [2, partSize],
        [3, 1],
      ],
    );
    const done = await bytes.finish(upload, parts.toReversed(), { isNew: true }, signal);
    assert.match(done.etag, /^[0-9a-f]{32}-3$/);
    assert.ok((await all(await bytes.read(at('big ü/%2F'), {}, signal))).equals(content));
    await assert.rejects(bytes.parts(upload, signal), { code: 'noSuchUpload' });
    await assert.rejects(bytes.writePart(upload, 1, text('late'), signal), { code: 'noSuchUpload' });
    // As after an answer that was lost.
    assert.deepEqual(await bytes.finish(upload, parts, { isNew: true }, signal), done);
    await bytes.abandon(upload, signal);
    assert.equal((await bytes.facts(at('big ü/%2F'), signal)).etag, done.etag);
  });

  it('an upload that is abandoned leaves nothing', async () => {
    const { upload } = await putBig('left');
    await bytes.abandon(upload, signal);
    await bytes.abandon(upload, signal);
    await assert.rejects(bytes.parts(upload, signal), { code: 'noSuchUpload' });
    await assert.rejects(
      bytes.finish(upload, [{ partNumber: 1, etag: 'a'.repeat(32), size: 1 }], {}, signal),
      {
        code: 'noSuchUpload',
      },
    );
    await assert.rejects(bytes.facts(at('left'), signal), { code: 'noSuchObject' });
    const uploads = await space.client.send(new ListMultipartUploadsCommand({ Bucket: space.bucket }));
    assert.deepEqual(uploads.Uploads ?? [], []);
  });

  it('more parts than a page holds are all told', async () => {
    const upload = await bytes.begin(at('many'), {}, signal);
    const numbers = Array.from({ length: 1_003 }, (_, index) => index + 1);
    for (let from = 0; from < numbers.length; from += 50)
      await Promise.all(
        numbers.slice(from, from + 50).map((number) => bytes.writePart(upload, number, text('x'), signal)),
      );
    assert.deepEqual(
      (await bytes.parts(upload, signal)).map(({ partNumber }) => partNumber),
      numbers,
    );
    await bytes.abandon(upload, signal);
  });

  it('parts are copied from another object, which must be what it was', async () => {
    const from = 'from ü//&=+ #';
    const { content, upload } = await putBig(from);
    const { etag } = await bytes.finish(upload, await bytes.parts(upload, signal), {}, signal);
    const copy = await bytes.begin(at('copy'), {}, signal);
    const source = { ...at(from), etag };
    const cuts = [
      { start: 0, end: partSize + 1 },
      { start: partSize + 1, end: content.length },
    ];
    const parts = await Promise.all(
      cuts.map((range, index) => bytes.copyPart(copy, index + 1, { ...source, range }, signal)),
    );
    assert.deepEqual(await bytes.parts(copy, signal), parts);
    await bytes.finish(copy, parts, { isNew: true }, signal);
    assert.ok((await all(await bytes.read(at('copy'), {}, signal))).equals(content));

    const [range] = cuts;
    assert.ok(range);
    const other = await bytes.begin(at('other copy'), {}, signal);
    await assert.rejects(bytes.copyPart(other, 3, { ...source, etag: 'other', range }, signal), {
      code: 'changed',
    });
    for (const key of ['a?versionId=b', '?+', 'a%2Fb', '%']) {
      const misread = { ...at(key), etag, range };
      await assert.rejects(bytes.copyPart(other, 3, misread, signal), { code: 'notImplemented' });
    }
    const gone = { ...at('nothing'), etag, range };
    await assert.rejects(bytes.copyPart(other, 3, gone, signal), { code: 'noSuchObject' });
    await bytes.abandon(other, signal);
  });

  it('versions are told and read by their ids', async () => {
    const own = await freshSpace();
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await own.client.send(new PutBucketVersioningCommand({ Bucket: own.bucket, VersioningConfiguration }));
    const object = { connection: connectionTo(own), space: own.bucket, key: 'v' };
    const first = await bytes.write(object, text('1'), {}, signal);
    const upload = await bytes.begin(object, {}, signal);
    const second = await bytes.finish(
      upload,
      [await bytes.writePart(upload, 1, text('22'), signal)],
      {},
      signal,
    );
    assert.equal((await bytes.facts(object, signal)).versionId, second.versionId);
    const read = await bytes.read({ ...object, versionId: first.versionId }, {}, signal);
    assert.deepEqual([read.facts.versionId, `${await all(read)}`], [first.versionId, '1']);
    assert.equal((await bytes.facts({ ...object, versionId: first.versionId }, signal)).size, 1);
    assert.ok(first.versionId && second.versionId);
  });
});
