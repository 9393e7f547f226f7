/**
 * The examples that AWS publishes: "Authenticating requests: using query parameters", "Signature calculations for the
 * authorization header", "Example: browser-based upload using HTTP POST".
 */
import assert from 'node:assert/strict';
import { nodeHashing } from '../../../src/platform/node.ts';
import type { Entry } from '../../../src/s3/sign.ts';
import { createSigner, finishWith, keyScope } from '../../../src/s3/signer.ts';
import type { HeaderRequest } from '../../../src/s3/signHeaders.ts';
import { deriveKey } from '../../../src/s3/signingKey.ts';
import { presign, presignParameters } from '../../../src/s3/signUrl.ts';

const target = {
  endpoint: 'https://s3.amazonaws.com',
  region: 'us-east-1',
  addressing: 'virtual' as const,
  credentials: {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  },
};
const space = 'examplebucket';
const date = new Date('2013-05-24T00:00:00Z');
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const welcomeHash = '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072';

type Case = Pick<HeaderRequest, 'method' | 'key' | 'query' | 'headers' | 'payloadHash'> & {
  signature: string;
};

const headerCases: Record<string, Case> = {
  'GET object': {
    method: 'GET',
    key: 'test.txt',
    headers: [['Range', 'bytes=0-9']],
    payloadHash: emptyHash,
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  'PUT object': {
    method: 'PUT',
    key: 'test$file.text',
    headers: [
      ['x-amz-storage-class', 'REDUCED_REDUNDANCY'],
      ['Date', 'Fri, 24 May 2013 00:00:00 GMT'],
    ],
    payloadHash: welcomeHash,
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  'GET bucket lifecycle': {
    method: 'GET',
    query: [['lifecycle', '']],
    payloadHash: emptyHash,
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  'List objects': {
    method: 'GET',
    query: [
      ['prefix', 'J'],
      ['max-keys', '2'],
    ],
    payloadHash: emptyHash,
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
};

const postPolicy = [
  '{ "expiration": "2015-12-30T12:00:00.000Z",',
  '  "conditions": [',
  '    {"bucket": "sigv4examplebucket"},',
  '    ["starts-with", "$key", "user/user1/"],',
  '    {"acl": "public-read"},',
  '    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},',
  '    ["starts-with", "$Content-Type", "image/"],',
  '    {"x-amz-meta-uuid": "14365123651274"},',
  '    {"x-amz-server-side-encryption": "AES256"},',
  '    ["starts-with", "$x-amz-meta-tag", ""],',
  '',
  '    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},',
  '    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},',
  '    {"x-amz-date": "20151229T000000Z" }',
  '  ]',
  '}',
].join('\r\n');

describe('the published Signature Version 4 examples', () => {
  for (const [name, { signature, ...request }] of Object.entries(headerCases)) {
    it(`by header: ${name}`, async () => {
      const signed = await createSigner(nodeHashing).signRequest({ target, space, date, ...request });
      assert.match(signed.headers.authorization ?? '', new RegExp(`, Signature=${signature}$`));
    });
  }

  it('presigned GET', async () => {
    const request = { target, space, date, expiresIn: 86400 };
    const parameters: Entry[] = presignParameters(request);
    const unsigned = presign('GET', request, parameters)('test.txt');
    assert.equal(
      unsigned.hashed,
      [
        'GET',
        '/test.txt',
        'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host',
        'host:examplebucket.s3.amazonaws.com',
        '',
        'host',
        'UNSIGNED-PAYLOAD',
      ].join('\n'),
    );
    const url = await finishWith(unsigned, await deriveKey(nodeHashing, keyScope(target, date)), nodeHashing);
    assert.equal(
      new URL(url).searchParams.get('X-Amz-Signature'),
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });

  it('POST policy', async () => {
    const key = await deriveKey(nodeHashing, keyScope(target, new Date('2015-12-29T00:00:00Z')));
    assert.equal(
      await key.hexDigest(btoa(postPolicy)),
      '8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e',
    );
  });
});
