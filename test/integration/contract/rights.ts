import assert from 'node:assert/strict';
import type { KeyPair } from '../../support/signedFetch.ts';
import { send, type TestRequest } from './client.ts';
import { expectStatus } from './expect.ts';
import { post } from './form.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

/** Key pairs with fewer rights, and Spaces as such. */
export function rightsCases(use: () => Subject): void {
  let space: string;

  before(async () => {
    space = await makeSpace(use());
    await mustSend(use(), { method: 'PUT', space, key: 'k', body: 'hello' });
  });

  const list = (keys: KeyPair): TestRequest => ({ space, query: [['list-type', '2']], keys });

  it('a reader reads and lists, and is refused every change', async () => {
    const keys = await use().reader(space);
    expectStatus(await send(use(), { space, key: 'k', keys }), 200);
    expectStatus(await send(use(), { space, key: 'k', keys, sign: 'link' }), 200);
    expectStatus(await send(use(), list(keys)), 200);
    expectStatus(
      await send(use(), { method: 'PUT', space, key: 'new', body: 'x', keys }),
      403,
      'AccessDenied',
    );
    expectStatus(await send(use(), { method: 'DELETE', space, key: 'k', keys }), 403, 'AccessDenied');
  });

  it('an outsider sees no Spaces and is refused the contents', async () => {
    const keys = await use().outsider();
    const answer = await send(use(), { keys });
    expectStatus(answer, 200);
    assert.ok(!answer.text.includes('<Bucket>'));
    expectStatus(await send(use(), list(keys)), 403, 'AccessDenied');
    expectStatus(await send(use(), { space, key: 'k', keys }), 403, 'AccessDenied');
    expectStatus(await send(use(), { space, key: 'nope', keys, sign: 'link' }), 403, 'AccessDenied');
    expectStatus(await send(use(), { method: 'HEAD', space, keys }), 403);
    expectStatus(await post(use(), { space, keys }), 403, 'AccessDenied');
  });

  it('the owner sees its Spaces', async () => {
    const answer = await send(use(), {});
    expectStatus(answer, 200);
    assert.match(
      answer.text,
      new RegExp(`<Bucket><Name>${space}</Name><CreationDate>[^<]+</CreationDate></Bucket>`),
    );
  });

  it('a Space is made, found, emptied and removed', async () => {
    const own = await makeSpace(use());
    expectStatus(await send(use(), { method: 'PUT', space: own }), 200);
    expectStatus(await send(use(), { method: 'HEAD', space: own }), 200);
    await mustSend(use(), { method: 'PUT', space: own, key: 'k', body: 'x' });
    expectStatus(await send(use(), { method: 'DELETE', space: own }), 409, 'BucketNotEmpty');
    await mustSend(use(), { method: 'DELETE', space: own, key: 'k' });
    expectStatus(await send(use(), { method: 'DELETE', space: own }), 204);
    expectStatus(await send(use(), { method: 'HEAD', space: own }), 404);
    expectStatus(await send(use(), { space: own, query: [['list-type', '2']] }), 404, 'NoSuchBucket');
  });

  for (const name of ['A_b', 'ab', 'a'.repeat(64)]) {
    it(`refuses a Space named ${name.slice(0, 8)}: 400 InvalidBucketName`, async () => {
      expectStatus(await send(use(), { method: 'PUT', space: name }), 400, 'InvalidBucketName');
    });
  }

  it('writing to a Space that is not there: 404 NoSuchBucket', async () => {
    const request = { method: 'PUT', space: 'nope-nope', key: 'k', body: 'x' };
    expectStatus(await send(use(), request), 404, 'NoSuchBucket');
  });

  it('public objects are readable by everybody until they are private again', async () => {
    const headers = { 'x-amz-acl': 'public-read' };
    await mustSend(use(), { method: 'PUT', space, key: 'public', body: 'x', headers });
    expectStatus(await send(use(), { space, key: 'public', sign: 'none' }), 200);
    expectStatus(
      await send(use(), { method: 'DELETE', space, key: 'public', sign: 'none' }),
      403,
      'AccessDenied',
    );
    const acl: TestRequest = { method: 'PUT', space, key: 'public', query: [['acl', '']] };
    await mustSend(use(), { ...acl, headers: { 'x-amz-acl': 'private' } });
    expectStatus(await send(use(), { space, key: 'public', sign: 'none' }), 403, 'AccessDenied');
  });

  it('rights are read, and given to another object by what was read', async () => {
    const headers = { 'x-amz-acl': 'public-read' };
    await mustSend(use(), { method: 'PUT', space, key: 'shown', body: 'x', headers });
    await mustSend(use(), { method: 'PUT', space, key: 'copy', body: 'x' });
    const rights = await send(use(), { space, key: 'shown', query: [['acl', '']] });
    expectStatus(rights, 200);
    await mustSend(use(), { method: 'PUT', space, key: 'copy', query: [['acl', '']], body: rights.text });
    expectStatus(await send(use(), { space, key: 'copy', sign: 'none' }), 200);
    const own = await send(use(), { space, key: 'k', query: [['acl', '']] });
    await mustSend(use(), { method: 'PUT', space, key: 'copy', query: [['acl', '']], body: own.text });
    expectStatus(await send(use(), { space, key: 'copy', sign: 'none' }), 403, 'AccessDenied');
  });

  it('completing an upload that never was, with nothing: 400 for who may write, 403 for who may not', async () => {
    const complete: TestRequest = { method: 'POST', space, key: 'new', query: [['uploadId', '2~nothing']] };
    expectStatus(await send(use(), complete), 400, 'MalformedXML');
    expectStatus(await send(use(), { ...complete, keys: await use().reader(space) }), 403, 'AccessDenied');
    expectStatus(await send(use(), { space, key: 'new' }), 404, 'NoSuchKey');
  });

  it('deleting what never was: 204 for who may, 403 for who may not', async () => {
    const remove: TestRequest = { method: 'DELETE', space, key: 'never' };
    expectStatus(await send(use(), remove), 204);
    expectStatus(await send(use(), { ...remove, keys: await use().reader(space) }), 403, 'AccessDenied');
  });

  it('versioning was never on: a document without a status', async () => {
    const answer = await send(use(), { space, query: [['versioning', '']] });
    expectStatus(answer, 200);
    assert.match(answer.text, /<VersioningConfiguration/);
    assert.doesNotMatch(answer.text, /<Status>/);
  });

  it('a copy is made only from what was meant, and overlooks what is there', async () => {
    const copy = (to: string, headers: Record<string, string>): TestRequest => ({
      method: 'PUT',
      space,
      key: to,
      headers: { 'x-amz-copy-source': `/${space}/k`, ...headers },
    });
    await mustSend(use(), copy('made', { 'if-none-match': '*' }));
    await mustSend(use(), copy('made', { 'if-none-match': '*' }));
    const other = { 'x-amz-copy-source-if-match': '0123456789abcdef0123456789abcdef' };
    expectStatus(await send(use(), copy('other', other)), 412, 'PreconditionFailed');
    expectStatus(await send(use(), { space, key: 'other' }), 404, 'NoSuchKey');
  });

  it('an ACL in the query of a signed URL does nothing', async () => {
    const request: TestRequest = { method: 'PUT', space, key: 'hoisted', body: 'x', sign: 'link' };
    await mustSend(use(), { ...request, query: [['x-amz-acl', 'public-read']] });
    expectStatus(await send(use(), { space, key: 'hoisted', sign: 'none' }), 403, 'AccessDenied');
  });
}
