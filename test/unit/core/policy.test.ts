import assert from 'node:assert/strict';
import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import fc from 'fast-check';
import { FILENAME, type PolicyCondition, policyWriter, sizeCondition } from '../../../src/core/policy.ts';
import { fromBase64, toBase64 } from '../../../src/core/policyText.ts';

const client = new S3Client({
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  region: 'us-east-1',
  credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
});

/** The SDK's own policy and fields for a request, and ours for the same fields. */
async function both(Key: string, Conditions: PolicyCondition[], Fields: Record<string, string>) {
  const post = await createPresignedPost(client, {
    Bucket: 'example-bucket',
    Key,
    Fields,
    Conditions: Conditions as never,
    Expires: 60,
  });
  const text = fromBase64(post.fields.Policy ?? '') ?? '';
  const fields = Object.entries(post.fields).filter(
    ([name]) => !['key', 'Policy', 'X-Amz-Signature'].includes(name),
  );
  const expiration = new Date(JSON.parse(text).expiration);
  const base64 = policyWriter({ expiration, fields, conditions: Conditions })(Key);
  return { post, text, ours: { base64, policy: fromBase64(base64) } };
}

describe('policyWriter', () => {
  const cases: [string, string, PolicyCondition[], Record<string, string>][] = [
    ['an exact key', 'my-object2.zip', [], {}],
    ['a size range', 'a', [['content-length-range', 0, 1024]], {}],
    ['a content type and an acl', 'a.png', [], { 'Content-Type': 'image/png', acl: 'public-read' }],
    [
      'a type prefix beside the field',
      'a',
      [['starts-with', '$Content-Type', 'image/']],
      { 'Content-Type': 'image/png' },
    ],
    ['a drop box', `in/${FILENAME}`, [], {}],
    ['the placeholder not at the end', `in/${FILENAME}.zip`, [], {}],
    ['a key outside ASCII', 'ü/漢字 🚀.zip', [], {}],
    ['quotes, controls and backslashes', 'a"b\\c\n\u0001\u2028', [], {}],
    ['a lone surrogate', 'a\ud800', [], {}],
    ['a field outside ASCII', 'a', [], { 'x-amz-meta-note': 'ü' }],
    ['a condition that is the key’s own', 'a', [{ key: 'a' }], {}],
    ['a condition that a field repeats', 'a', [{ acl: 'private' }, { acl: 'private' }], { acl: 'private' }],
  ];
  for (const [name, key, conditions, fields] of cases) {
    it(`writes what the AWS SDK writes: ${name}`, async () => {
      const { post, text, ours } = await both(key, conditions, fields);
      assert.equal(ours.policy, text);
      assert.equal(ours.base64, post.fields.Policy);
    });
  }

  it('writes what the AWS SDK writes for any key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (key) => {
        const { post, ours } = await both(key, [], {});
        assert.equal(ours.base64, post.fields.Policy);
      }),
      { numRuns: 100 },
    );
  });

  it('drops the parts of a second', () => {
    const base64 = policyWriter({ expiration: new Date('2026-01-02T03:04:05.999Z'), fields: [] })('a');
    assert.equal(fromBase64(base64), '{"expiration":"2026-01-02T03:04:05Z","conditions":[{"key":"a"}]}');
  });
});

describe('sizeCondition', () => {
  it('is absent without limits', () => assert.equal(sizeCondition(), undefined));
  it('fills in the missing end', () => {
    assert.deepEqual(sizeCondition(undefined, 10), ['content-length-range', 0, 10]);
    assert.deepEqual(sizeCondition(1), ['content-length-range', 1, 5 * 1024 ** 3]);
  });
});

describe('base64 of a policy', () => {
  it('gives any text back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fromBase64(toBase64(text)) === text));
  });
  it('knows what is none', () => {
    assert.equal(fromBase64('a'), undefined);
    assert.equal(fromBase64('_w=='), undefined);
    assert.equal(fromBase64(btoa('\xff')), undefined);
  });
});
