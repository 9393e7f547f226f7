// Saves on the real gateway: what stands beside the bytes stays, and what it honours of `If-Match` on PUT.
import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { Fetch } from '../../src/s3/exchange.ts';
import { createObjectSaves } from '../../src/s3/save.ts';
import { attributeSpace, MIB, signal, TAGS } from '../support/attributeSpace.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { realStore } from '../support/realStore.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { allowAll } from '../support/userPolicy.ts';
import { send } from './contract/client.ts';

const text = (words: string) => new TextEncoder().encode(words);

/** Somebody else is quicker than the first write of an object that is as told. */
function beforeWrite(act: () => Promise<unknown>, isIt = (_headers: Headers) => true): Fetch {
  let isDone = false;
  return async (url, init) => {
    const isWrite = init?.method === 'PUT' && !String(url).includes('?') && isIt(new Headers(init.headers));
    if (isWrite && !isDone) {
      isDone = true;
      await act();
    }
    return fetch(url, init);
  };
}

describe('saves on the real gateway', () => {
  let space: TestSpace;
  let tools: ReturnType<typeof attributeSpace>;

  beforeEach(async () => {
    space = await freshSpace();
    tools = attributeSpace(space);
  });

  const savesOf = (keys: KeyPair = space.keys) =>
    createObjectSaves({ ...realStore(keys).reads, wishes: () => ({ cacheControl: 'max-age=1' }) });
  const save = (key: string, words: string, etag: string, keys?: KeyPair) =>
    savesOf(keys).save(tools.at(key), text(words), { etag }, signal);
  const read = async (key: string) => {
    const { content, facts } = await savesOf().read(tools.at(key), { maxBytes: 50 * MIB }, signal);
    return { words: Buffer.from(content).toString(), facts };
  };

  for (const access of ['private', 'public-read', 'other'] as const) {
    for (const isVersioned of [false, true]) {
      it(`headers, metadata, tags and rights stay: ${access}${isVersioned ? ', versions kept' : ''}`, async () => {
        if (isVersioned) await tools.keepVersions();
        await tools.full('dir/a b', access);
        const before = await tools.told(tools.attributesOf(), 'dir/a b');
        const { etag } = (await read('dir/a b')).facts;
        const written = await save('dir/a b', 'saved', etag);
        const after = await tools.told(tools.attributesOf(), 'dir/a b');
        assert.deepEqual(after, { ...before, size: 5 });
        const { words, facts } = await read('dir/a b');
        assert.deepEqual([words, facts.etag, facts.versionId], ['saved', written.etag, written.versionId]);
        assert.equal(await tools.anybody('dir/a b'), access === 'private' ? 403 : 200);
      });
    }
  }

  it('the storage class stays', async () => {
    await tools.put('a', { StorageClass: 'STANDARD' });
    await save('a', 'saved', (await read('a')).facts.etag);
    const head = await space.client.send(new HeadObjectCommand({ Bucket: space.bucket, Key: 'a' }));
    assert.equal(head.StorageClass, 'STANDARD');
  });

  it('a charset stays as it is written', async () => {
    await tools.put('a', { ContentType: 'text/plain;charset=ISO-8859-1' });
    await save('a', 'saved', (await read('a')).facts.etag);
    assert.equal((await read('a')).facts.headers.contentType, 'text/plain;charset=ISO-8859-1');
  });

  it('what is stored packed is edited unpacked, and is packed again', async () => {
    await tools.put('a', { Body: gzipSync('one'), ContentEncoding: 'gzip', ContentType: 'text/css' });
    const { words, facts } = await read('a');
    assert.equal(words, 'one');
    const written = await save('a', 'two', facts.etag);
    const stored = await space.client.send(new GetObjectCommand({ Bucket: space.bucket, Key: 'a' }));
    const bytes = Buffer.from((await stored.Body?.transformToByteArray()) ?? []);
    assert.deepEqual(
      [gunzipSync(bytes).toString(), stored.ContentEncoding, written.size],
      ['two', 'gzip', bytes.length],
    );
  });

  it('one in parts is saved as one', async () => {
    const body = Buffer.alloc(11 * MIB, 'spaceport ');
    await tools.put('big', { Body: body, Tagging: 'a=1' });
    const attributes = tools.attributesOf(space.keys, { largestCopy: 10 * MIB, partSize: 5 * MIB });
    const { etag } = await attributes.details(tools.at('big'), signal);
    await attributes.setHeaders(tools.at('big'), { headers: {}, metadata: {}, etag }, signal);
    const { words, facts } = await read('big');
    assert.match(facts.etag, /-3$/);
    assert.ok(Buffer.from(words).equals(body));
    await save('big', 'small', facts.etag);
    assert.deepEqual(await tools.attributesOf().tags(tools.at('big'), signal), { a: '1' });
    assert.equal((await read('big')).words, 'small');
  });

  it('made again after it was deleted it has the headers and metadata that it had, and is private', async () => {
    await tools.full('a', 'public-read');
    const before = await tools.told(tools.attributesOf(), 'a');
    const saves = savesOf();
    const { content } = await saves.read(tools.at('a'), { maxBytes: MIB }, signal);
    await space.client.send(new DeleteObjectCommand({ Bucket: space.bucket, Key: 'a' }));
    saves.deleted(tools.at('a'));
    await saves.save(tools.at('a'), content, 'new', signal);
    const after = await tools.told(tools.attributesOf(), 'a');
    assert.deepEqual([after.headers, after.metadata], [before.headers, before.metadata]);
    assert.equal(await tools.anybody('a'), 403);
  });

  it('a new one is as an upload makes it, and takes no place', async () => {
    const create = (words: string) => savesOf().save(tools.at('n/a.html'), text(words), 'new', signal);
    await create('<p>ü');
    const { contentType, cacheControl } = (await read('n/a.html')).facts.headers;
    assert.deepEqual([contentType, cacheControl], ['text/html; charset=utf-8', 'max-age=1']);
    await assert.rejects(create('other'), { code: 'exists' });
    assert.equal((await read('n/a.html')).words, '<p>ü');
  });

  it('who saves owns it, and the grants of others stay', async () => {
    const admin = new CephAdmin(space);
    const uid = `u${space.bucket}`;
    const keys = await admin.createUser({ uid });
    await allowAll(space, space.bucket, uid);
    for (const access of ['private', 'public-read', 'other'] as const) {
      await tools.full(access, access);
      const { etag } = (await read(access)).facts;
      await save(access, 'saved', etag, keys).catch((error: unknown) => {
        throw new Error(`${access}: ${error}`);
      });
      assert.equal(await tools.anybody(access), access === 'private' ? 403 : 200);
      const other = tools.attributesOf(keys);
      assert.deepEqual(await other.tags(tools.at(access), signal), TAGS);
    }
  });

  it('who may only read saves nothing', async () => {
    await tools.put('a');
    const admin = new CephAdmin(space);
    const uid = `r${space.bucket}`;
    const reader = await admin.createUser({ uid, readOnly: true });
    await allowAll(space, space.bucket, uid);
    const { etag } = (await read('a')).facts;
    await assert.rejects(save('a', 'x', etag, reader), { code: 'accessDenied', message: /may not change/ });
    assert.equal((await read('a')).words, 'hello');
  });

  const put = async (body: string, ifMatch: string) => {
    const headers = { 'if-match': ifMatch };
    return (await send(space, { method: 'PUT', space: space.bucket, key: 'a', body, headers })).status;
  };

  it('If-Match on PUT never fits where versions are kept, nor on top of one later', async () => {
    const tryBoth = async () => {
      const { etag } = (await read('a')).facts;
      return [await put('x', `"${etag}"`), await put('x', etag)];
    };
    await tools.put('a');
    assert.deepEqual(await tryBoth(), [412, 200]);
    await tools.keepVersions();
    assert.deepEqual(await tryBoth(), [412, 412]);
    await tools.put('a');
    assert.deepEqual(await tryBoth(), [412, 412]);
    await tools.keepVersions('Suspended');
    assert.deepEqual(await tryBoth(), [412, 412]);
    await tools.put('a');
    assert.deepEqual(await tryBoth(), [412, 200]);
  });

  for (const isVersion of [true, false]) {
    it(`where versions are kept what somebody wrote in between is the latest again${isVersion ? '' : ', also over what was there before'}`, async () => {
      if (isVersion) await tools.keepVersions();
      await tools.put('a');
      if (!isVersion) await tools.keepVersions();
      const { etag } = (await read('a')).facts;
      const saves = createObjectSaves({
        ...realStore(space.keys).reads,
        fetch: beforeWrite(
          () => tools.put('a', { Body: 'other' }),
          (headers) => !headers.has('if-match'),
        ),
        wishes: () => ({}),
      });
      await assert.rejects(saves.save(tools.at('a'), text('mine'), { etag }, signal), { code: 'changed' });
      assert.equal((await read('a')).words, 'other');
      await saves.save(tools.at('a'), text('mine'), { etag: (await read('a')).facts.etag }, signal);
      assert.equal((await read('a')).words, 'mine');
    });
  }

  it('where versions are kept a new one takes no place either, also over a deletion', async () => {
    await tools.keepVersions();
    const remove = () => space.client.send(new DeleteObjectCommand({ Bucket: space.bucket, Key: 'a' }));
    for (const isDeleted of [false, true]) {
      if (isDeleted) await remove();
      const overtaken = createObjectSaves({
        ...realStore(space.keys).reads,
        fetch: beforeWrite(() => tools.put('a', { Body: 'other' })),
        wishes: () => ({}),
      });
      await assert.rejects(overtaken.save(tools.at('a'), text('mine'), 'new', signal), { code: 'exists' });
      assert.equal((await read('a')).words, 'other');
    }
    await remove();
    await savesOf().save(tools.at('a'), text('mine'), 'new', signal);
    assert.equal((await read('a')).words, 'mine');
  });

  it('what was deleted between the look and a write is not made again', async () => {
    for (const isQuoted of [true, false]) {
      await tools.put('a');
      const { etag } = (await read('a')).facts;
      const isIt = (headers: Headers) => headers.get('if-match')?.startsWith('"') === isQuoted;
      const remove = () => space.client.send(new DeleteObjectCommand({ Bucket: space.bucket, Key: 'a' }));
      const overtaken = createObjectSaves({
        ...realStore(space.keys).reads,
        fetch: beforeWrite(remove, isIt),
        wishes: () => ({}),
      });
      await assert.rejects(overtaken.save(tools.at('a'), text('x'), { etag }, signal), { code: 'changed' });
      await assert.rejects(read('a'), { code: 'noSuchObject' });
    }
  });

  it('If-Match on PUT: the bare ETag is heeded, in quotes it never fits, and of eight at once one is taken', async () => {
    await tools.put('a');
    const { etag } = (await read('a')).facts;
    assert.equal(await put('x', `"${etag}"`), 412);
    assert.equal(await put('x', 'other'), 412);
    assert.equal((await read('a')).words, 'hello');
    const writers = Array.from({ length: 8 }, (_, index) => `writer ${index}`);
    const statuses = await Promise.all(writers.map((words) => put(words, etag)));
    const others = statuses.filter((status) => status !== 200);
    assert.equal(others.length, 7);
    // 500 where two had the same moment; nothing is stored of either.
    assert.ok(
      others.every((status) => status === 412 || status === 500),
      String(statuses),
    );
    assert.equal((await read('a')).words, writers[statuses.indexOf(200)]);
  });
});
