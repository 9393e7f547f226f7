// What stands beside the bytes of objects, on the real gateway: read, and kept through every edit.
import assert from 'node:assert/strict';
import { GetObjectTaggingCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { attributeSpace, HEADERS, METADATA, MIB, signal, TAGS } from '../support/attributeSpace.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { allowAll } from '../support/userPolicy.ts';

describe('attributes of objects on the real gateway', () => {
  let space: TestSpace;
  let tools: ReturnType<typeof attributeSpace>;

  beforeEach(async () => {
    space = await freshSpace();
    tools = attributeSpace(space);
  });

  it('all that is set is told, also to another client', async () => {
    await tools.full('a', 'public-read');
    const { headers, metadata, tags, canned } = await tools.told(tools.attributesOf(), 'a');
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
    assert.equal(await tools.anybody('a'), 200);
  });

  it('details hold every header of the answer', async () => {
    await tools.put('a', { Metadata: { x: '1' } });
    const { answered, checksums, etag, size } = await tools.attributesOf().details(tools.at('a'), signal);
    assert.ok(answered.some(([name, value]) => name === 'x-rgw-object-type' && value === 'Normal'));
    assert.deepEqual([checksums, size, etag], [[], 5, '5d41402abc4b2a76b9719d911017c592']);
  });

  for (const access of ['private', 'public-read', 'other'] as const) {
    for (const isVersioned of [false, true]) {
      for (const large of [false, true]) {
        const name = `${access}${isVersioned ? ', versions kept' : ''}${large ? ', in parts' : ''}`;
        it(`new headers leave the bytes, tags and rights as they are: ${name}`, async () => {
          if (isVersioned) await tools.keepVersions();
          await tools.full('dir/a b', access);
          const attributes = tools.attributesOf(
            space.keys,
            large ? { largestCopy: 2, partSize: 5 * MIB } : undefined,
          );
          const before = await tools.told(attributes, 'dir/a b');
          const { etag } = await attributes.details(tools.at('dir/a b'), signal);
          const change = { headers: { contentType: 'text/x' }, metadata: { only: 'this' }, etag };
          await attributes.setHeaders(tools.at('dir/a b'), change, signal);
          const { headers, metadata, ...others } = await tools.told(attributes, 'dir/a b');
          assert.deepEqual(
            { headers, metadata },
            { headers: { contentType: 'text/x' }, metadata: { only: 'this' } },
          );
          assert.deepEqual({ ...before, ...others }, before);
          assert.equal(await tools.anybody('dir/a b'), access === 'private' ? 403 : 200);
        });
      }
    }
  }

  it('an object of several parts is copied onto itself byte for byte', async () => {
    const body = Buffer.alloc(11 * MIB + 1, 'spaceport ');
    await tools.put('big', { Body: body, Tagging: 'a=1', ACL: 'public-read' });
    const attributes = tools.attributesOf(space.keys, { largestCopy: 10 * MIB, partSize: 5 * MIB });
    const { etag } = await attributes.details(tools.at('big'), signal);
    await attributes.setHeaders(tools.at('big'), { headers: HEADERS, metadata: {}, etag }, signal);
    const after = await tools.told(attributes, 'big');
    assert.deepEqual([after.size, after.tags, after.canned], [body.length, { a: '1' }, 'public-read']);
    const got = Buffer.from(await (await fetch(`${space.endpoint}/${space.bucket}/big`)).arrayBuffer());
    assert.ok(got.equals(body));
    assert.match((await attributes.details(tools.at('big'), signal)).etag, /-3$/);
  });

  it('nothing is changed where it is another object by now', async () => {
    await tools.put('a', { Body: 'new' });
    const change = { headers: {}, metadata: {}, etag: '5d41402abc4b2a76b9719d911017c592' };
    for (const limits of [undefined, { largestCopy: 1, partSize: 5 * MIB }])
      await assert.rejects(tools.attributesOf(space.keys, limits).setHeaders(tools.at('a'), change, signal), {
        code: 'changed',
      });
    assert.equal((await tools.attributesOf().details(tools.at('a'), signal)).size, 3);
  });

  it('who copies owns the copy: the grants of others stay, public stays public', async () => {
    const admin = new CephAdmin(space);
    const uid = `u${space.bucket}`;
    const keys = await admin.createUser({ uid });
    await allowAll(space, space.bucket, uid);
    for (const access of ['private', 'public-read', 'other'] as const) {
      await tools.full(access, access);
      const other = tools.attributesOf(keys);
      const { etag } = await other.details(tools.at(access), signal);
      await other.setHeaders(tools.at(access), { headers: {}, metadata: {}, etag }, signal);
      const { owner, grants } = await other.access(tools.at(access), signal);
      assert.equal(owner, uid);
      assert.ok(grants.some(({ grantee, permission }) => grantee !== uid && permission === 'FULL_CONTROL'));
      assert.equal(await tools.anybody(access), access === 'private' ? 403 : 200);
      assert.deepEqual(await tools.attributesOf().tags(tools.at(access), signal), TAGS);
    }
  });

  it('who may only read reads all of it, and changes nothing', async () => {
    await tools.full('a', 'other');
    const admin = new CephAdmin(space);
    const uid = `r${space.bucket}`;
    const reader = tools.attributesOf(await admin.createUser({ uid, readOnly: true }));
    await allowAll(space, space.bucket, uid);
    const before = await tools.told(tools.attributesOf(), 'a');
    assert.deepEqual(await tools.told(reader, 'a'), before);
    const { etag } = await reader.details(tools.at('a'), signal);
    const tries = [
      () => reader.setTags(tools.at('a'), {}, signal),
      () => reader.setAccess(tools.at('a'), 'private', signal),
      () => reader.setHeaders(tools.at('a'), { headers: {}, metadata: {}, etag }, signal),
    ];
    for (const each of tries)
      await assert.rejects(each(), { code: 'accessDenied', message: /may not change objects/ });
    assert.deepEqual(await tools.told(tools.attributesOf(), 'a'), before);
  });

  it('tags that can not be are refused before they are sent', async () => {
    await tools.put('a');
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
      await assert.rejects(tools.attributesOf().setTags(tools.at('a'), tags, signal), {
        code: 'badArguments',
      });
    const most = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`${index}${'x'.repeat(127)}`, '😀'.repeat(64)]),
    );
    await tools.attributesOf().setTags(tools.at('a'), most, signal);
    assert.deepEqual(await tools.attributesOf().tags(tools.at('a'), signal), most);
    await tools.attributesOf().setTags(tools.at('a'), {}, signal);
    assert.deepEqual(await tools.attributesOf().tags(tools.at('a'), signal), {});
  });

  it('a key that reads as a source with its version is edited, and an old version of it restored', async () => {
    await tools.keepVersions();
    await tools.put('a', { Body: 'another' });
    for (const key of ['a?versionId=b', 'a?versionId=', '?versionId=null', 'a%3FversionId=b']) {
      await tools.full(key, 'public-read');
      const attributes = tools.attributesOf();
      const { versionId } = await attributes.details(tools.at(key), signal);
      await tools.put(key, { Body: 'later' });
      await attributes.restore(tools.at(key, versionId), signal);
      const { headers, tags, canned } = await tools.told(attributes, key);
      assert.deepEqual({ headers, tags, canned }, { headers: HEADERS, tags: TAGS, canned: 'public-read' });
      const answer = await fetch(`${space.endpoint}/${space.bucket}/${encodeURIComponent(key)}`);
      assert.equal(await answer.text(), 'hello', key);
    }
  });

  it('keys with odd shapes', async () => {
    const odd = coreKeys.filter((key) => !key.split('/').some((part) => part === '.' || part === '..'));
    for (const key of odd.filter((_, index) => index % 4 === 0).slice(0, 16)) {
      await tools.full(key, 'public-read');
      const { headers, tags, canned } = await tools.told(tools.attributesOf(), key);
      assert.deepEqual(
        { headers, tags, canned },
        { headers: HEADERS, tags: TAGS, canned: 'public-read' },
        key,
      );
    }
    await assert.rejects(tools.attributesOf().details(tools.at('a/../b'), signal), { code: 'badKey' });
    await assert.rejects(
      tools.attributesOf().setHeaders(tools.at('./a'), { headers: {}, metadata: {}, etag: '' }, signal),
      {
        code: 'badKey',
      },
    );
  });
});
