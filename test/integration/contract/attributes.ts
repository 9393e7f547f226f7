import assert from 'node:assert/strict';
import { send, type TestRequest } from './client.ts';
import { expectStatus } from './expect.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

const ACL = [['acl', '']] as const;
const TAGGING = [['tagging', '']] as const;

/** Tags and access rights of objects, and what a copy takes along. */
export function attributeCases(use: () => Subject): void {
  let space: string;

  before(async () => {
    space = await makeSpace(use());
  });

  const ask = (request: TestRequest) => send(use(), { space, ...request });
  const must = (request: TestRequest) => mustSend(use(), { space, ...request });
  const put = (key: string, headers: Record<string, string> = {}) =>
    must({ method: 'PUT', key, body: 'hello', headers });
  const tagXml = (...tags: readonly (readonly [string, string])[]) =>
    `<Tagging><TagSet>${tags.map(([name, value]) => `<Tag><Key>${name}</Key><Value>${value}</Value></Tag>`).join('')}</TagSet></Tagging>`;
  const tagsOf = async (key: string, ...version: readonly (readonly [string, string])[]) => {
    const { text } = await must({ key, query: [...TAGGING, ...version] });
    const tags = [...text.matchAll(/<Key>([^<]*)<\/Key><Value>([^<]*)<\/Value>/g)];
    return tags.map((tag) => tag.slice(1, 3).join('=')).sort();
  };
  const copy = (key: string, headers: Record<string, string>, version = '') =>
    ask({ method: 'PUT', key, headers: { 'x-amz-copy-source': `/${space}/${key}${version}`, ...headers } });

  it('tags are set, read, counted and taken away', async () => {
    await put('t', { 'x-amz-tagging': 'team=blue&b=c%20d' });
    assert.deepEqual(await tagsOf('t'), ['b=c d', 'team=blue']);
    assert.equal((await must({ method: 'HEAD', key: 't' })).headers['x-amz-tagging-count'], '2');
    await must({ method: 'PUT', key: 't', query: TAGGING, body: tagXml(['a&amp;b', '&lt;ü&gt;']) });
    assert.deepEqual(await tagsOf('t'), ['a&amp;b=&lt;ü&gt;']);
    expectStatus(await ask({ method: 'DELETE', key: 't', query: TAGGING }), 204);
    assert.deepEqual(await tagsOf('t'), []);
  });

  it('tags that are too many or too long: 400 InvalidTag', async () => {
    await put('limits');
    const many = Array.from({ length: 11 }, (_, index) => [`k${index}`, ''] as const);
    for (const body of [
      tagXml(...many),
      tagXml(['k'.repeat(129), '']),
      tagXml(['k', 'é'.repeat(129)]),
      tagXml(['', 'x']),
    ])
      expectStatus(await ask({ method: 'PUT', key: 'limits', query: TAGGING, body }), 400, 'InvalidTag');
    expectStatus(
      await ask({ method: 'PUT', key: 'limits', query: TAGGING, body: tagXml(...many.slice(1)) }),
      200,
    );
  });

  it('a copy takes tags along, unless it replaces the headers: then none, whatever is asked', async () => {
    await put('c', { 'x-amz-tagging': 'a=1', 'x-amz-meta-x': '1', 'x-amz-website-redirect-location': '/w' });
    const other = { 'x-amz-copy-source': `/${space}/c` };
    await must({ method: 'PUT', key: 'd', headers: other });
    assert.deepEqual(await tagsOf('d'), ['a=1']);
    const replace = { 'x-amz-metadata-directive': 'REPLACE', 'x-amz-tagging-directive': 'COPY' };
    expectStatus(await copy('c', { ...replace, 'content-type': 'text/x' }), 200);
    assert.deepEqual(await tagsOf('c'), []);
    const { headers } = await must({ method: 'HEAD', key: 'c' });
    assert.deepEqual(
      [headers['content-type'], headers['x-amz-meta-x'], headers['x-amz-website-redirect-location']],
      ['text/x', undefined, undefined],
    );
  });

  it('a copy has the rights that are asked for, else none', async () => {
    await put('r', { 'x-amz-acl': 'public-read' });
    const replace = { 'x-amz-metadata-directive': 'REPLACE' };
    await copy('r', { ...replace, 'x-amz-acl': 'public-read' });
    expectStatus(await ask({ key: 'r', sign: 'none' }), 200);
    await copy('r', replace);
    expectStatus(await ask({ key: 'r', sign: 'none' }), 403, 'AccessDenied');
    expectStatus(await copy('r', {}), 400, 'InvalidRequest');
    expectStatus(
      await copy('r', { ...replace, 'x-amz-copy-source-if-match': '"no"' }),
      412,
      'PreconditionFailed',
    );
  });

  it('rights are written as a document, and read as they were written', async () => {
    await put('g');
    const before = (await must({ key: 'g', query: ACL })).text;
    const owner = /<Owner><ID>([^<]*)</.exec(before)?.[1] ?? '';
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const grant = (type: string, who: string, permission: string) =>
      `<Grant><Grantee ${xsi} xsi:type="${type}">${who}</Grantee><Permission>${permission}</Permission></Grant>`;
    const document = (by: string) =>
      `<AccessControlPolicy><Owner><ID>${by}</ID></Owner><AccessControlList>${grant('CanonicalUser', `<ID>${owner}</ID>`, 'FULL_CONTROL')}${grant('Group', '<URI>http://acs.amazonaws.com/groups/global/AuthenticatedUsers</URI>', 'READ')}</AccessControlList></AccessControlPolicy>`;
    await must({ method: 'PUT', key: 'g', query: ACL, body: document(owner) });
    const { text } = await must({ key: 'g', query: ACL });
    assert.match(text, /AuthenticatedUsers<\/URI><\/Grantee><Permission>READ</);
    expectStatus(await ask({ key: 'g', sign: 'none' }), 403, 'AccessDenied');
    const stranger = await ask({ method: 'PUT', key: 'g', query: ACL, body: document('nobody') });
    expectStatus(stranger, 403, 'AccessDenied');
    await must({ method: 'PUT', key: 'g', query: ACL, headers: { 'x-amz-acl': 'private' } });
    assert.doesNotMatch((await must({ key: 'g', query: ACL })).text, /AuthenticatedUsers/);
  });

  it('a reader reads tags and rights, everybody the tags of a public object, and neither changes them', async () => {
    const keys = await use().reader(space);
    await put('s', { 'x-amz-tagging': 'a=1', 'x-amz-acl': 'public-read' });
    for (const query of [ACL, TAGGING]) expectStatus(await ask({ key: 's', query, keys }), 200);
    expectStatus(await ask({ key: 's', query: ACL, sign: 'none' }), 403, 'AccessDenied');
    // Who may read an object may read its tags.
    expectStatus(await ask({ key: 's', query: TAGGING, sign: 'none' }), 200);
    const body = tagXml(['b', '2']);
    expectStatus(await ask({ method: 'PUT', key: 's', query: TAGGING, body, keys }), 403, 'AccessDenied');
    const headers = { 'x-amz-acl': 'private' };
    expectStatus(await ask({ method: 'PUT', key: 's', query: ACL, headers, keys }), 403, 'AccessDenied');
  });

  it('of what is not there: 404 NoSuchKey', async () => {
    for (const query of [ACL, TAGGING]) expectStatus(await ask({ key: 'none', query }), 404, 'NoSuchKey');
  });

  it('each version has its own, and is copied onto its own key', async () => {
    await put('v', { 'x-amz-tagging': 'old=1' });
    const status = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    await must({ method: 'PUT', query: [['versioning', '']], body: status });
    const id = String((await put('v')).headers['x-amz-version-id']);
    const old = [['versionId', 'null']] as const;
    assert.deepEqual([await tagsOf('v', ...old), await tagsOf('v')], [['old=1'], []]);
    await must({ method: 'PUT', key: 'v', query: [...TAGGING, ...old], body: tagXml(['old', '2']) });
    await must({ method: 'PUT', key: 'v', query: [...ACL, ...old], headers: { 'x-amz-acl': 'public-read' } });
    assert.equal((await must({ method: 'HEAD', key: 'v' })).headers['x-amz-version-id'], id);
    assert.deepEqual(await tagsOf('v', ...old), ['old=2']);
    expectStatus(await copy('v', {}, '?versionId=null'), 200);
    assert.deepEqual(await tagsOf('v'), ['old=2']);
    expectStatus(await ask({ key: 'v', sign: 'none' }), 403, 'AccessDenied');
    const { text } = await must({
      query: [
        ['versions', ''],
        ['prefix', 'v'],
      ],
    });
    assert.equal(text.match(/<Version>/g)?.length, 3);
  });
}
