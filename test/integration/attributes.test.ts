// What stands beside the bytes of objects, on the real gateway: read, and kept through every edit.
import assert from 'node:assert/strict';
import {
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import type { ObjectAttributes } from '../../src/core/objects.ts';
import { accessXml } from '../../src/core/properties/accessXml.ts';
import type { CopyLimits } from '../../src/s3/attributes/selfCopy.ts';
import { createObjectAttributes } from '../../src/s3/attributes.ts';
import type { Fetch } from '../../src/s3/exchange.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { connectionTo, realStore } from '../support/realStore.ts';
import { allowAll } from '../support/userPolicy.ts';

const { signal } = new AbortController();
const MIB = 1024 * 1024;

const HEADERS = {
  contentType: 'image/png; x=1',
  cacheControl: 'max-age=5',
  contentDisposition: "attachment; filename*=UTF-8''f%C3%BCr.png",
  contentEncoding: 'identity',
  contentLanguage: 'de, en',
  expires: 'Wed, 21 Oct 2026 07:28:00 GMT',
  websiteRedirect: '/elsewhere',
} as const;
const METADATA = { colour: 'red', 'odd.name_1!': 'grün 漢 😀', spaces: 'a  b', quoted: '"a", b; c=d' };
const TAGS = { team: 'blue', 'a <b> & "c"': "ü'=+", empty: '' };

describe('attributes of objects on the real gateway', () => {
  let space: TestSpace;
  const at = (key: string, versionId?: string) => ({
    ...{ connection: connectionTo(space), space: space.bucket, key },
    ...(versionId === undefined ? {} : { versionId }),
  });
  const attributesOf = (keys = space.keys, limits?: CopyLimits, fetch: Fetch = globalThis.fetch) =>
    createObjectAttributes({ ...realStore(keys).reads, fetch }, limits);
  const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
    space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: 'hello', ...more }));
  const anybody = async (key: string, query = '') =>
    (await fetch(`${space.endpoint}/${space.bucket}/${encodeURIComponent(key)}${query}`)).status;
  const keepVersions = (Status: 'Enabled' | 'Suspended' = 'Enabled') =>
    space.client.send(
      new PutBucketVersioningCommand({ Bucket: space.bucket, VersioningConfiguration: { Status } }),
    );
  /** Puts an object, then gives it headers, metadata, tags and rights by the code under test. */
  const full = async (key: string, access: 'private' | 'public-read' | 'other') => {
    const attributes = attributesOf();
    await put(key);
    const { etag } = await attributes.details(at(key), signal);
    await attributes.setHeaders(at(key), { headers: HEADERS, metadata: METADATA, etag }, signal);
    await attributes.setTags(at(key), TAGS, signal);
    await attributes.setAccess(at(key), access === 'other' ? { xml: await strange(key) } : access, signal);
  };
  /** Rights that no word stands for: everybody may read, and see who may. */
  const strange = async (key: string) => {
    const { owner } = await attributesOf().access(at(key), signal);
    const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';
    return accessXml(owner, [
      { grantee: owner, permission: 'FULL_CONTROL' },
      { grantee: everybody, permission: 'READ' },
      { grantee: everybody, permission: 'READ_ACP' },
    ]);
  };
  const told = async (attributes: ObjectAttributes, key: string, versionId?: string) => {
    const { headers, metadata, size } = await attributes.details(at(key, versionId), signal);
    const tags = await attributes.tags(at(key, versionId), signal);
    const { canned, grants } = await attributes.access(at(key, versionId), signal);
    return {
      headers,
      metadata,
      size,
      tags,
      canned,
      grants: grants.map(({ permission }) => permission).sort(),
    };
  };

  beforeEach(async () => {
    space = await freshSpace();
  });

  it('all that is set is told, also to another client', async () => {
    await full('a', 'public-read');
    const { headers, metadata, tags, canned } = await told(attributesOf(), 'a');
    assert.deepEqual(
      { headers, metadata, tags, canned },
      { headers: HEADERS, metadata: METADATA, tags: TAGS, canned: 'public-read' },
    );
    const head = await space.client.send(new HeadObjectCommand({ Bucket: space.bucket, Key: 'a' }));
    assert.deepEqual(
      [head.ContentType, head.CacheControl, head.ContentLanguage, head.Metadata?.colour],
      ['image/png; x=1', 'max-age=5', 'de, en', 'red'],
    );
    const { TagSet } = await space.client.send(
      new GetObjectTaggingCommand({ Bucket: space.bucket, Key: 'a' }),
    );
    assert.deepEqual(Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key, Value])), TAGS);
    assert.equal(await anybody('a'), 200);
  });

  it('details hold every header of the answer', async () => {
    await put('a', { Metadata: { x: '1' } });
    const { answered, checksums, etag, size } = await attributesOf().details(at('a'), signal);
    assert.ok(answered.some(([name, value]) => name === 'x-rgw-object-type' && value === 'Normal'));
    assert.deepEqual([checksums, size, etag], [[], 5, '5d41402abc4b2a76b9719d911017c592']);
  });

  for (const access of ['private', 'public-read', 'other'] as const) {
    for (const isVersioned of [false, true]) {
      for (const large of [false, true]) {
        const name = `${access}${isVersioned ? ', versions kept' : ''}${large ? ', in parts' : ''}`;
        it(`new headers leave the bytes, tags and rights as they are: ${name}`, async () => {
          if (isVersioned) await keepVersions();
          await full('dir/a b', access);
          const attributes = attributesOf(
            space.keys,
            large ? { largestCopy: 2, partSize: 5 * MIB } : undefined,
          );
          const before = await told(attributes, 'dir/a b');
          const { etag } = await attributes.details(at('dir/a b'), signal);
          const change = { headers: { contentType: 'text/x' }, metadata: { only: 'this' }, etag };
          await attributes.setHeaders(at('dir/a b'), change, signal);
          const { headers, metadata, ...others } = await told(attributes, 'dir/a b');
          assert.deepEqual(
            { headers, metadata },
            { headers: { contentType: 'text/x' }, metadata: { only: 'this' } },
          );
          assert.deepEqual({ ...before, ...others }, before);
          assert.equal(await anybody('dir/a b'), access === 'private' ? 403 : 200);
        });
      }
    }
  }

  it('an object of several parts is copied onto itself byte for byte', async () => {
    const body = Buffer.alloc(11 * MIB + 1, 'spaceport ');
    await put('big', { Body: body, Tagging: 'a=1', ACL: 'public-read' });
    const attributes = attributesOf(space.keys, { largestCopy: 10 * MIB, partSize: 5 * MIB });
    const { etag } = await attributes.details(at('big'), signal);
    await attributes.setHeaders(at('big'), { headers: HEADERS, metadata: {}, etag }, signal);
    const after = await told(attributes, 'big');
    assert.deepEqual([after.size, after.tags, after.canned], [body.length, { a: '1' }, 'public-read']);
    const got = Buffer.from(await (await fetch(`${space.endpoint}/${space.bucket}/big`)).arrayBuffer());
    assert.ok(got.equals(body));
    assert.match((await attributes.details(at('big'), signal)).etag, /-3$/);
  });

  it('nothing is changed where it is another object by now', async () => {
    await put('a', { Body: 'new' });
    const change = { headers: {}, metadata: {}, etag: '5d41402abc4b2a76b9719d911017c592' };
    for (const limits of [undefined, { largestCopy: 1, partSize: 5 * MIB }])
      await assert.rejects(attributesOf(space.keys, limits).setHeaders(at('a'), change, signal), {
        code: 'changed',
      });
    assert.equal((await attributesOf().details(at('a'), signal)).size, 3);
  });

  it('who copies owns the copy: the grants of others stay, public stays public', async () => {
    const admin = new CephAdmin(space);
    const uid = `u${space.bucket}`;
    const keys = await admin.createUser({ uid });
    await allowAll(space, space.bucket, uid);
    for (const access of ['private', 'public-read', 'other'] as const) {
      await full(access, access);
      const other = attributesOf(keys);
      const { etag } = await other.details(at(access), signal);
      await other.setHeaders(at(access), { headers: {}, metadata: {}, etag }, signal);
      const { owner, grants } = await other.access(at(access), signal);
      assert.equal(owner, uid);
      assert.ok(grants.some(({ grantee, permission }) => grantee !== uid && permission === 'FULL_CONTROL'));
      assert.equal(await anybody(access), access === 'private' ? 403 : 200);
      assert.deepEqual(await attributesOf().tags(at(access), signal), TAGS);
    }
  });

  it('who may only read reads all of it, and changes nothing', async () => {
    await full('a', 'other');
    const admin = new CephAdmin(space);
    const uid = `r${space.bucket}`;
    const reader = attributesOf(await admin.createUser({ uid, readOnly: true }));
    await allowAll(space, space.bucket, uid);
    const before = await told(attributesOf(), 'a');
    assert.deepEqual(await told(reader, 'a'), before);
    const { etag } = await reader.details(at('a'), signal);
    const tries = [
      reader.setTags(at('a'), {}, signal),
      reader.setAccess(at('a'), 'private', signal),
      reader.setHeaders(at('a'), { headers: {}, metadata: {}, etag }, signal),
    ];
    for (const each of tries)
      await assert.rejects(each, { code: 'accessDenied', message: /may not change objects/ });
    assert.deepEqual(await told(attributesOf(), 'a'), before);
  });

  it('tags that can not be are refused before they are sent', async () => {
    await put('a');
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, '']));
    const wrong = [
      many,
      { ['k'.repeat(129)]: '' },
      { k: 'v'.repeat(257) },
      { '': 'x' },
      { 'a\nb': '' },
      { k: '\u0001' },
    ];
    for (const tags of wrong)
      await assert.rejects(attributesOf().setTags(at('a'), tags, signal), { code: 'badArguments' });
    const most = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`${index}${'x'.repeat(127)}`, '😀'.repeat(64)]),
    );
    await attributesOf().setTags(at('a'), most, signal);
    assert.deepEqual(await attributesOf().tags(at('a'), signal), most);
    await attributesOf().setTags(at('a'), {}, signal);
    assert.deepEqual(await attributesOf().tags(at('a'), signal), {});
  });

  it('keys with odd shapes', async () => {
    const odd = coreKeys.filter((key) => !key.split('/').some((part) => part === '.' || part === '..'));
    for (const key of odd.filter((_, index) => index % 4 === 0).slice(0, 16)) {
      await full(key, 'public-read');
      const { headers, tags, canned } = await told(attributesOf(), key);
      assert.deepEqual(
        { headers, tags, canned },
        { headers: HEADERS, tags: TAGS, canned: 'public-read' },
        key,
      );
    }
    await assert.rejects(attributesOf().details(at('a/../b'), signal), { code: 'badKey' });
    await assert.rejects(
      attributesOf().setHeaders(at('./a'), { headers: {}, metadata: {}, etag: '' }, signal),
      {
        code: 'badKey',
      },
    );
  });

  describe('of versions', () => {
    it('each has its own, and one that is restored brings them along', async () => {
      await full('a', 'other');
      await keepVersions();
      const before = await told(attributesOf(), 'a', 'null');
      const { VersionId } = await put('a', { Body: 'second', ContentType: 'text/second', ACL: 'private' });
      const second = String(VersionId);
      assert.deepEqual(await told(attributesOf(), 'a', 'null'), before);
      await attributesOf().setTags(at('a', second), { two: '2' }, signal);
      await attributesOf().restore(at('a', 'null'), signal);
      assert.deepEqual(await told(attributesOf(), 'a'), before);
      const { size, tags, canned } = await told(attributesOf(), 'a', second);
      assert.deepEqual([size, tags, canned], [6, { two: '2' }, 'private']);
      await attributesOf().restore(at('a', second), signal);
      assert.deepEqual(await told(attributesOf(), 'a'), await told(attributesOf(), 'a', second));
      assert.equal(await anybody('a'), 403);
    });

    it('one that is restored in parts, from behind a delete marker', async () => {
      await keepVersions();
      await full('a', 'public-read');
      const attributes = attributesOf(space.keys, { largestCopy: 2, partSize: 5 * MIB });
      const before = await told(attributes, 'a');
      const { versionId } = await attributes.details(at('a'), signal);
      const { store, writer } = realStore(space.keys);
      await writer.remove(at('a'), signal);
      await attributes.restore(at('a', versionId), signal);
      assert.deepEqual(await told(attributes, 'a'), before);
      assert.equal((await store.listVersions(connectionTo(space), space.bucket, 'a', signal))[0]?.size, 5);
      assert.equal(await anybody('a'), 200);
    });

    it('what can not be put back is taken back', async () => {
      await keepVersions();
      await full('a', 'other');
      const before = await told(attributesOf(), 'a');
      const { etag, versionId } = await attributesOf().details(at('a'), signal);
      let isCopied = false;
      const attributes = attributesOf(space.keys, undefined, async (url, init) => {
        const isAcl = url.includes('?acl') && init.method === 'PUT';
        if (isAcl && isCopied)
          return new Response('<Error><Code>AccessDenied</Code></Error>', { status: 403 });
        isCopied ||= new Headers(init.headers).has('x-amz-copy-source');
        return fetch(url, init);
      });
      const change = { headers: {}, metadata: {}, etag };
      await assert.rejects(attributes.setHeaders(at('a'), change, signal), { code: 'accessDenied' });
      assert.equal((await attributesOf().details(at('a'), signal)).versionId, versionId);
      assert.deepEqual(await told(attributesOf(), 'a'), before);
    });
  });

  it('where no version is kept it is said what is lost; public stays public', async () => {
    await full('a', 'other');
    const { etag } = await attributesOf().details(at('a'), signal);
    let isCopied = false;
    const attributes = attributesOf(space.keys, undefined, async (url, init) => {
      const isTags = url.includes('?tagging') && init.method === 'PUT';
      if (isTags && isCopied)
        return new Response('<Error><Code>AccessDenied</Code></Error>', { status: 403 });
      isCopied ||= new Headers(init.headers).has('x-amz-copy-source');
      return fetch(url, init);
    });
    await assert.rejects(attributes.setHeaders(at('a'), { headers: {}, metadata: {}, etag }, signal), {
      message: /could not be put back: a/,
    });
    assert.equal(await anybody('a'), 200);
    const { Grants } = await space.client.send(new GetObjectAclCommand({ Bucket: space.bucket, Key: 'a' }));
    assert.equal(Grants?.length, 3);
  });
});
