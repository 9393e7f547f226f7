import assert from 'node:assert/strict';
import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { type Fields, formPart, postForm, postParts, signForm } from '../support/postForm.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: the server's own placeholder
const placeholder = '${filename}';

const code = async (answer: Response) => [
  answer.status,
  (await answer.text()).match(/<Code>(.*)<\/Code>/)?.[1],
];

describe('POST forms on the real gateway', () => {
  let space: TestSpace;
  beforeEach(async () => {
    space = await freshSpace();
  });
  const url = () => `${space.endpoint}/${space.bucket}`;
  const sign = (conditions: unknown[], keys = space.keys) =>
    signForm([{ bucket: space.bucket }, ...conditions], { keys });
  const parts = (fields: Fields) => fields.map(([name, value]) => formPart(name, value));
  const filePart = formPart('file', 'hello', { filename: 'f' });
  const post = (key: string, conditions: unknown[], filename = 'F') =>
    postForm(url(), [['key', key], ...sign(conditions)], { content: 'hello', filename });
  const storedKeys = async () => {
    const page = await space.client.send(new ListObjectsV2Command({ Bucket: space.bucket }));
    return page.Contents?.map((object) => object.Key) ?? [];
  };
  const head = (Key: string) => space.client.send(new HeadObjectCommand({ Bucket: space.bucket, Key }));

  it('must have its file last', async () => {
    const signed = parts([['key', 'k'], ...sign([{ key: 'k' }])]);
    assert.deepEqual(await code(await postParts(url(), [filePart, ...signed])), [400, 'InvalidArgument']);
    assert.deepEqual(await code(await postParts(url(), [...signed, filePart, formPart('acl', 'any')])), [
      204,
      undefined,
    ]);
  });

  it('makes an object of two bytes when there is no file at all', async () => {
    const answer = await postParts(url(), parts([['key', 'k'], ...sign([{ key: 'k' }])]));
    assert.deepEqual([answer.status, (await head('k')).ContentLength], [204, 2]);
  });

  it('stores a line feed in metadata, and then no client can read the object', async () => {
    const answer = await postForm(
      url(),
      [['key', 'k'], ['x-amz-meta-a', 'x\ny'], ...sign([{ key: 'k' }, { 'x-amz-meta-a': 'x\ny' }])],
      { content: 'hello' },
    );
    assert.equal(answer.status, 204);
    await assert.rejects(head('k'));
    assert.deepEqual(await storedKeys(), ['k']);
  });

  it('is refused without a word about the signature', async () => {
    const fields = sign([{ key: 'k' }]);
    const stranger = await space.createUser({ uid: `stranger-${space.bucket}` });
    const forms: Fields[] = [
      fields.map(([name, value]) => [name, name === 'Policy' ? value.replace('e', 'f') : value]),
      sign([{ key: 'k' }], { ...space.keys, secretAccessKey: 'wrong' }),
      sign([{ key: 'k' }], { accessKeyId: 'NOBODY', secretAccessKey: 'wrong' }),
      sign([{ key: 'k' }], stranger),
      [],
    ];
    for (const form of forms) {
      const answer = await postForm(url(), [['key', 'k'], ...form], { content: 'hello' });
      const text = await answer.text();
      assert.equal(answer.status, 403);
      assert.match(text, /<Code>AccessDenied<\/Code><Message><\/Message>/);
    }
  });

  it('needs a key and a bucket', async () => {
    const file = { content: 'hello' };
    assert.deepEqual(await code(await postForm(url(), sign([['starts-with', '$key', '']]), file)), [
      400,
      'InvalidArgument',
    ]);
    const fields = signForm([{ bucket: 'no-such-bucket' }, { key: 'k' }], { keys: space.keys });
    const answer = await postForm(`${space.endpoint}/no-such-bucket`, [['key', 'k'], ...fields], file);
    assert.deepEqual(await code(answer), [404, 'NoSuchBucket']);
  });

  it('takes odd keys as they are', async () => {
    const keys = [
      'in ner',
      'a\tb',
      'a\nb',
      'a\rb',
      '\u00a0x',
      '/x',
      '//x',
      'a/../b',
      '"q"',
      'a;b',
      '\u2028x',
      '漢'.repeat(341),
    ];
    for (const key of keys)
      assert.equal((await post(key, [['eq', '$key', key]])).status, 204, JSON.stringify(key));
    assert.deepEqual((await storedKeys()).sort(), keys.sort());
  });

  for (const key of [' x', 'x ', 'x\t', 'x\n', `a${placeholder}b`]) {
    it(`can't take the exact key ${JSON.stringify(key)}: it is trimmed or filled in`, async () => {
      assert.deepEqual(await code(await post(key, [['eq', '$key', key]])), [403, 'AccessDenied']);
    });
  }

  it('takes a key of 1,025 bytes, which nobody can read or delete then', async () => {
    const key = 'x'.repeat(1025);
    assert.equal((await post(key, [{ key }])).status, 204);
    const got = space.client.send(new GetObjectCommand({ Bucket: space.bucket, Key: key }));
    await assert.rejects(got, { name: 'InvalidObjectName' });
  });

  const names = [
    ['plain', 'plain'],
    [' sp ace ', ' sp ace '],
    ['com,ma=x', 'com,ma=x'],
    ['漢', '漢'],
    ['%41', '%41'],
    ['%22q%22', '%22q%22'],
    ['dir/sub', 'dir/sub'],
    ['../../x', '../../x'],
    ['C:\\fakepath\\x', 'C:\\fakepath\\x'],
    ['semi;colon', '"semi'],
    ['', ''],
  ] as const;
  for (const [name, stored] of names) {
    it(`fills in a file name: ${JSON.stringify(name)} as ${JSON.stringify(stored)}`, async () => {
      assert.equal((await post(`up/${placeholder}`, [['starts-with', '$key', 'up/']], name)).status, 204);
      assert.deepEqual(await storedKeys(), [`up/${stored}`]);
    });
  }

  it('stores type, metadata, tags and ACL, but no other header', async () => {
    const fields = [
      ['key', 'k'],
      ['acl', 'public-read'],
      ['Content-Type', 'text/x'],
      ['x-amz-meta-a', 'b'],
      ['tagging', '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>'],
      ['Cache-Control', 'no-store'],
      ['Content-Disposition', 'inline'],
      ['Content-Encoding', 'x'],
      ['Expires', 'Thu, 01 Jan 2099 00:00:00 GMT'],
    ] as const;
    const signed = sign(fields.map(([name, value]) => ({ [name]: value })));
    const answer = await postForm(url(), [...fields, ...signed], {
      content: 'hello',
      contentType: 'image/gif',
    });
    assert.equal(answer.status, 204);
    const got = await head('k');
    assert.deepEqual([got.ContentType, got.Metadata], ['text/x', { a: 'b' }]);
    assert.deepEqual(
      [got.CacheControl, got.ContentDisposition, got.ContentEncoding, got.ExpiresString],
      [undefined, undefined, undefined, undefined],
    );
    const tags = await space.client.send(new GetObjectTaggingCommand({ Bucket: space.bucket, Key: 'k' }));
    assert.deepEqual(tags.TagSet, [{ Key: 'a', Value: 'b' }]);
    assert.equal((await fetch(`${url()}/k`)).status, 200);
  });

  it("does not store the file part's own type", async () => {
    await postForm(url(), [['key', 'k'], ...sign([{ key: 'k' }])], {
      content: 'hello',
      contentType: 'image/gif',
    });
    assert.equal((await head('k')).ContentType, 'binary/octet-stream');
  });
});
