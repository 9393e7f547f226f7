// Odd keys and the sizes around a part, through every operation on an object, on the real gateway: all that it has goes along.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectAclCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { deleteObjects } from '../../src/commands/manage/deleteObjects.ts';
import { transferTo } from '../../src/commands/manage/transferTo.ts';
import { createObjectAttributes } from '../../src/s3/attributes.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { DRESSED, type Look, lookOf } from '../support/lookOf.ts';
import { manageDeps } from '../support/manageDeps.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

const { signal } = new AbortController();
const PART = 5 * 1024 ** 2;
/** What is larger than a part is copied in parts, as what is over 5 GiB. */
const SIZES = { largestCopy: PART, copiedPart: PART, sentPart: PART };
/** A `.` or `..` segment can't be requested at all. */
const KEYS = coreKeys.filter(
  (key) => !key.split('/').some((part) => part === '.' || part === '..') && Buffer.byteLength(key) < 1_000,
);
const some = (count: number) =>
  KEYS.filter((_, index) => index % Math.ceil(KEYS.length / count) === 0).map((key, index) => ({
    key,
    index,
  }));

describe('odd keys of every size through every operation, on the real gateway', function () {
  this.timeout(180_000);
  let space: TestSpace;
  let other: TestSpace;

  beforeEach(async () => {
    [space, other] = await Promise.all([freshSpace(), freshSpace()]);
  });

  const connection = () => connectionTo(space);
  /** The same gateway by another name: nobody can know, so what is copied there goes through here. */
  const elsewhere = () => ({
    ...connectionTo(space, { id: 'bbbbbbbbbb' }),
    endpoint: space.endpoint.replace('127.0.0.1', 'localhost'),
  });

  async function whole(own: TestSpace, Key: string): Promise<(Look & { readonly md5: string }) | undefined> {
    const look = await lookOf(own.client, own.bucket, Key);
    if (look === undefined) return undefined;
    const { Body } = await own.client.send(new GetObjectCommand({ Bucket: own.bucket, Key }));
    const content = (await Body?.transformToByteArray()) ?? new Uint8Array();
    return { ...look, md5: createHash('md5').update(content).digest('hex') };
  }

  async function put(Key: string, size: number, isPublic: boolean): Promise<void> {
    const Bucket = space.bucket;
    const Body = Buffer.alloc(size, createHash('sha512').update(Key).digest());
    await space.client.send(new PutObjectCommand({ Bucket, Key, Body, ...DRESSED }));
    if (isPublic) await space.client.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'public-read' }));
  }

  async function editHeaders(key: string): Promise<void> {
    const attributes = createObjectAttributes(realStore(space.keys).reads, {
      ...{ largestCopy: PART, partSize: PART },
    });
    const at = { connection: connection(), space: space.bucket, key };
    const { headers, metadata, etag } = await attributes.details(at, signal);
    const changed = { ...headers, cacheControl: 'no-store' };
    await attributes.setHeaders(at, { headers: changed, metadata, etag }, signal);
  }

  async function goesThrough(key: string, size: number, isPublic: boolean): Promise<void> {
    const label = `${JSON.stringify(key.slice(0, 40))}, ${size} bytes`;
    await put(key, size, isPublic);
    const before = await whole(space, key);
    assert.ok(before);
    const isMisread = size > PART && /[%?]/.test(key);
    const edited = { ...before, headers: before.headers.replace('max-age=5', 'no-store') };
    // Ceph would copy another object's parts, so it is refused.
    if (isMisread) await assert.rejects(editHeaders(key), { code: 'notImplemented' });
    else await editHeaders(key);
    const now = isMisread ? before : edited;
    assert.deepEqual(await whole(space, key), now, `${label}: edited`);

    const { deps } = manageDeps({ keys: space.keys, others: { bbbbbbbbbb: space.keys }, sizes: SIZES });
    const from = (source: string) => [{ connection: connection(), space: space.bucket, key: source }];
    const move = { sources: from(key), mode: 'move' as const, isQuiet: true };
    const moved = `moved/${key}`;
    await transferTo(deps, { ...move, to: { connection: connection(), space: space.bucket, key: moved } });
    assert.deepEqual(await whole(space, moved), now, `${label}: moved`);
    assert.equal(await whole(space, key), undefined, `${label}: still at its source`);

    for (const [to, name] of [
      [{ connection: connection(), space: other.bucket, key }, 'copied'],
      [{ connection: elsewhere(), space: other.bucket, key: `far/${key}` }, 'copied through here'],
    ] as const) {
      await transferTo(deps, { sources: from(moved), to, mode: 'copy', isQuiet: true });
      assert.deepEqual(await whole(other, to.key), now, `${label}: ${name}`);
    }
    await deleteObjects(deps, { targets: from(moved), confirmed: true, isQuiet: true });
    assert.equal(await whole(space, moved), undefined, `${label}: deleted`);
  }

  for (const [size, count] of [
    [0, 24],
    [1, 24],
    [PART - 1, 4],
    [PART, 4],
    [PART + 1, 6],
  ] as const) {
    it(`${size} bytes`, async () => {
      const keys = some(count);
      assert.ok(keys.length >= count / 2, String(keys.length));
      for (const { key, index } of keys) await goesThrough(key, size, index % 2 === 0);
    });
  }
});
