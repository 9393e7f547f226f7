// Versions with what stands beside them, and what becomes of it where an edit fails half-way, on the real gateway.
import assert from 'node:assert/strict';
import { GetObjectAclCommand } from '@aws-sdk/client-s3';
import type { Fetch } from '../../src/s3/exchange.ts';
import { attributeSpace, MIB, signal } from '../support/attributeSpace.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

/** A network on which, once a copy was made, no more can be written of this kind. */
function refusing(kind: '?acl' | '?tagging'): Fetch {
  let isCopied = false;
  return async (url, init) => {
    if (isCopied && init.method === 'PUT' && url.includes(kind))
      return new Response('<Error><Code>AccessDenied</Code></Error>', { status: 403 });
    isCopied ||= new Headers(init.headers).has('x-amz-copy-source');
    return fetch(url, init);
  };
}

describe('versions and half-way failures of attributes on the real gateway', () => {
  let space: TestSpace;
  let tools: ReturnType<typeof attributeSpace>;

  beforeEach(async () => {
    space = await freshSpace();
    tools = attributeSpace(space);
  });

  it('each has its own, and one that is restored brings them along', async () => {
    await tools.full('a', 'other');
    await tools.keepVersions();
    const before = await tools.told(tools.attributesOf(), 'a', 'null');
    const { VersionId } = await tools.put('a', {
      Body: 'second',
      ContentType: 'text/second',
      ACL: 'private',
    });
    const second = String(VersionId);
    assert.deepEqual(await tools.told(tools.attributesOf(), 'a', 'null'), before);
    await tools.attributesOf().setTags(tools.at('a', second), { two: '2' }, signal);
    await tools.attributesOf().restore(tools.at('a', 'null'), signal);
    assert.deepEqual(await tools.told(tools.attributesOf(), 'a'), before);
    const { size, tags, canned } = await tools.told(tools.attributesOf(), 'a', second);
    assert.deepEqual([size, tags, canned], [6, { two: '2' }, 'private']);
    await tools.attributesOf().restore(tools.at('a', second), signal);
    assert.deepEqual(
      await tools.told(tools.attributesOf(), 'a'),
      await tools.told(tools.attributesOf(), 'a', second),
    );
    assert.equal(await tools.anybody('a'), 403);
  });

  it('one that is restored in parts, from behind a delete marker', async () => {
    await tools.keepVersions();
    await tools.full('a', 'public-read');
    const attributes = tools.attributesOf(space.keys, { largestCopy: 2, partSize: 5 * MIB });
    const before = await tools.told(attributes, 'a');
    const { versionId } = await attributes.details(tools.at('a'), signal);
    const { store, writer } = realStore(space.keys);
    await writer.remove(tools.at('a'), signal);
    await attributes.restore(tools.at('a', versionId), signal);
    assert.deepEqual(await tools.told(attributes, 'a'), before);
    assert.equal((await store.listVersions(connectionTo(space), space.bucket, 'a', signal))[0]?.size, 5);
    assert.equal(await tools.anybody('a'), 200);
  });

  it('what can not be put back is taken back', async () => {
    await tools.keepVersions();
    await tools.full('a', 'other');
    const before = await tools.told(tools.attributesOf(), 'a');
    const { etag, versionId } = await tools.attributesOf().details(tools.at('a'), signal);
    const attributes = tools.attributesOf(space.keys, undefined, refusing('?acl'));
    const change = { headers: {}, metadata: {}, etag };
    await assert.rejects(attributes.setHeaders(tools.at('a'), change, signal), { code: 'accessDenied' });
    assert.equal((await tools.attributesOf().details(tools.at('a'), signal)).versionId, versionId);
    assert.deepEqual(await tools.told(tools.attributesOf(), 'a'), before);
  });

  it('where no version is kept it is said what is lost; public stays public', async () => {
    await tools.full('a', 'other');
    const { etag } = await tools.attributesOf().details(tools.at('a'), signal);
    const attributes = tools.attributesOf(space.keys, undefined, refusing('?tagging'));
    await assert.rejects(attributes.setHeaders(tools.at('a'), { headers: {}, metadata: {}, etag }, signal), {
      message: /could not be put back: a/,
    });
    assert.equal(await tools.anybody('a'), 200);
    const { Grants } = await space.client.send(new GetObjectAclCommand({ Bucket: space.bucket, Key: 'a' }));
    assert.equal(Grants?.length, 3);
  });

  it('where versions are kept no longer the same, and what was there is not deleted', async () => {
    await tools.keepVersions();
    await tools.put('a', { Body: 'older' });
    await tools.keepVersions('Suspended');
    await tools.full('a', 'other');
    const { etag } = await tools.attributesOf().details(tools.at('a'), signal);
    const attributes = tools.attributesOf(space.keys, undefined, refusing('?acl'));
    await assert.rejects(attributes.setHeaders(tools.at('a'), { headers: {}, metadata: {}, etag }, signal), {
      message: /could not be put back: a/,
    });
    assert.equal((await tools.attributesOf().details(tools.at('a'), signal)).etag, etag);
    assert.equal(await tools.anybody('a'), 200);
  });
});
