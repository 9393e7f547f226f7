import assert from 'node:assert/strict';
import type { Examined } from '../../../../src/core/inspect/examine.ts';
import { readSigned } from '../../../../src/core/inspect/readSigned.ts';
import { toBase64 } from '../../../../src/core/policyText.ts';

const SIGNATURE = '0a'.repeat(32);
const PARAMETERS: Readonly<Record<string, string>> = {
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  'X-Amz-Credential': 'DO00AAAA/20261124/nyc3/s3/aws4_request',
  'X-Amz-Date': '20261124T080000Z',
  'X-Amz-Expires': '3600',
  'X-Amz-SignedHeaders': 'host',
  'X-Amz-Signature': SIGNATURE,
};

const queryOf = (parameters: Readonly<Record<string, string | undefined>>) =>
  Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
const urlWith = (
  more: Readonly<Record<string, string | undefined>>,
  at = 'https://photos.nyc3.digitaloceanspaces.com/a',
) => `${at}?${queryOf({ ...PARAMETERS, ...more })}`;

function read(text: string): Examined {
  const found = readSigned(text, { connections: [] });
  assert.ok(found, text);
  return found.first;
}
const codes = (text: string) => read(text).problems.map(({ code }) => code);

describe('inspect: a signed URL that is not well-formed', () => {
  const url = urlWith({});
  const cases: readonly (readonly [name: string, text: string, ...codes: string[]])[] = [
    ['well-formed', url],
    ...Object.keys(PARAMETERS).map(
      (name) => [`without ${name}`, urlWith({ [name]: undefined }), 'missing'] as const,
    ),
    ['an empty parameter', urlWith({ 'X-Amz-Date': '' }), 'missing'],
    ['a parameter twice', `${url}&X-Amz-Expires=60`, 'doubled'],
    ['another algorithm', urlWith({ 'X-Amz-Algorithm': 'AWS4-MD5' }), 'algorithm'],
    ['a credential without its scope', urlWith({ 'X-Amz-Credential': 'DO00AAAA' }), 'credential'],
    ['a scope of another day', urlWith({ 'X-Amz-Date': '20261125T080000Z' }), 'credential'],
    ['a date in another form', urlWith({ 'X-Amz-Date': '2026-11-24T08:00:00Z' }), 'date'],
    ['a day that is not there', urlWith({ 'X-Amz-Date': '20261324T080000Z' }), 'date', 'credential'].slice(
      0,
      3,
    ) as [string, string, string],
    ['a second too long', urlWith({ 'X-Amz-Expires': '604801' }), 'expires'],
    ['no time at all', urlWith({ 'X-Amz-Expires': '0' }), 'expires'],
    ['a fraction', urlWith({ 'X-Amz-Expires': '60.5' }), 'expires'],
    ['a negative time', urlWith({ 'X-Amz-Expires': '-1' }), 'expires'],
    ['a signature that is cut off', url.slice(0, -3), 'signature'],
    ['a signature with a full stop', `${url}%2E`, 'signature'],
    ['signed headers without host', urlWith({ 'X-Amz-SignedHeaders': 'date' }), 'signedHeaders'],
    [
      'a key that is not encoded right',
      urlWith({}, 'https://photos.nyc3.digitaloceanspaces.com/100%'),
      'encoding',
    ],
    ['bytes that are no UTF-8', urlWith({}, 'https://photos.nyc3.digitaloceanspaces.com/%ff'), 'encoding'],
    ['a dot segment', urlWith({}, 'https://photos.nyc3.digitaloceanspaces.com/a/../b'), 'key'],
    ['http', urlWith({}, 'http://photos.nyc3.digitaloceanspaces.com/a'), 'insecure'],
    ['a temporary key', urlWith({ 'X-Amz-Security-Token': 'abc' }), 'token'],
    ['what a newsletter adds', `${url}&utm_source=mail&fbclid=1`, 'added'],
    ['copied out of a page', url.replaceAll('&', '&amp;'), 'escaped'],
    ['a shell without quotes', `curl -O ${url}`, 'unquoted'],
    ['PowerShell without quotes', `iwr ${url} -OutFile a`, 'unquoted'],
    [
      'a signed header that is not sent',
      `curl -T a '${urlWith({ 'X-Amz-SignedHeaders': 'content-type;host' })}'`,
      'headers',
    ],
    [
      'a signed header that is',
      `curl -T a -H 'content-type: a/b' '${urlWith({ 'X-Amz-SignedHeaders': 'content-type;host' })}'`,
    ],
    [
      'version 2 with milliseconds',
      'https://a.s3.amazonaws.com/b?AWSAccessKeyId=A&Expires=1764000000000&Signature=AbCdEfGhIjKlMnOpQrStUvWxYz0%3D',
      'expires',
    ],
    [
      'version 2 with a signature of another length',
      'https://a.s3.amazonaws.com/b?AWSAccessKeyId=A&Expires=1764000000&Signature=Ab%3D',
      'signature',
    ],
    [
      'version 2 without its end',
      'https://a.s3.amazonaws.com/b?AWSAccessKeyId=A&Signature=AbCdEfGhIjKlMnOpQrStUvWxYz0%3D',
      'missing',
    ],
  ];
  for (const [name, text, ...expected] of cases) {
    it(`${name}: ${expected.join() || 'nothing is wrong'}`, () => assert.deepEqual(codes(text), expected));
  }

  it('no message holds a link, an icon or a control character that a stranger wrote', () => {
    const name = '[x](command:a)$(zap)\u202e';
    const said = [
      `curl -T a '${urlWith({ 'X-Amz-SignedHeaders': `${name};host` })}'`,
      `${url}&X-Amz-${encodeURIComponent(name)}=1&X-Amz-${encodeURIComponent(name)}=2`,
    ].flatMap((text) => read(text).problems.map(({ message }) => message));
    assert.ok(said.some((message) => message.includes('[x]')));
    for (const message of said) assert.doesNotMatch(message, /\]\(command|\$\(zap|\u202e/);
  });

  it('no message repeats a signature, a credential or a token', () => {
    for (const [, text] of cases) {
      const said = JSON.stringify(read(text).problems);
      assert.ok(!/(?:0a){20}|aws4_request$|AbCdEf|DO00AAAA/.test(said), said);
    }
  });
});

describe('inspect: other stores', () => {
  const cases: readonly (readonly [string, Partial<Examined['signed']>, string | undefined])[] = [
    [
      'https://storage.googleapis.com/box/a?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=me%40x.iam%2F20261124%2Fauto%2Fstorage%2Fgoog4_request&X-Goog-Date=20261124T080000Z&X-Goog-Expires=60&X-Goog-SignedHeaders=host&X-Goog-Signature=' +
        'ab'.repeat(256),
      { scheme: 'google', accessKeyId: 'me@x.iam', ends: Date.UTC(2026, 10, 24, 8, 1) },
      'box',
    ],
    [
      'https://storage.googleapis.com/box/a?GoogleAccessId=me&Expires=1764000000&Signature=abc',
      { scheme: 'googleV2', ends: 1764000000000 },
      'box',
    ],
    [
      'https://acct.blob.core.windows.net/box/a?sv=2024-08-04&st=2026-11-24T08:00:00Z&se=2026-11-24T09:00:00Z&sr=b&sp=r&sig=abc%3D',
      { scheme: 'azure', made: Date.UTC(2026, 10, 24, 8), ends: Date.UTC(2026, 10, 24, 9) },
      'box',
    ],
    [
      'https://d111.cloudfront.net/a?Expires=1764000000&Signature=abc&Key-Pair-Id=K1',
      { scheme: 'cloudFront', accessKeyId: 'K1', ends: 1764000000000 },
      undefined,
    ],
    [
      'https://d111.cloudfront.net/a?Policy=' +
        toBase64('{"Statement":[{"Condition":{"DateLessThan":{"AWS:EpochTime":1764000000}}}]}')
          .replaceAll('+', '-')
          .replaceAll('=', '_')
          .replaceAll('/', '~') +
        '&Signature=abc&Key-Pair-Id=K1',
      { scheme: 'cloudFront', ends: 1764000000000 },
      undefined,
    ],
    [
      'https://box.oss-cn-hangzhou.aliyuncs.com/a?OSSAccessKeyId=L1&Expires=1764000000&Signature=AbCdEfGhIjKlMnOpQrStUvWxYz0%3D',
      { scheme: 'oss', accessKeyId: 'L1' },
      'box',
    ],
  ];
  for (const [url, expected, space] of cases) {
    it(`says that it is not S3: ${expected.scheme}`, () => {
      const { signed, place, problems } = read(url);
      assert.deepEqual({ ...signed, ...expected }, signed);
      if (space !== undefined) assert.equal(place.space, space);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['unsigned'],
      );
    });
  }
});

describe('inspect: where it is', () => {
  const cases: readonly (readonly [string, string | undefined, string | undefined, boolean])[] = [
    ['https://photos.nyc3.digitaloceanspaces.com/a/b', 'photos', 'a/b', false],
    ['https://photos.nyc3.cdn.digitaloceanspaces.com/a', 'photos', 'a', false],
    ['https://nyc3.digitaloceanspaces.com/photos/a/b', 'photos', 'a/b', false],
    ['https://my.dotted.box.s3.amazonaws.com/a', 'my.dotted.box', 'a', false],
    ['https://box.s3.eu-west-1.amazonaws.com/a', 'box', 'a', false],
    ['https://s3.dualstack.eu-west-1.amazonaws.com/box/a', 'box', 'a', false],
    ['https://box.s3-accelerate.amazonaws.com/a', 'box', 'a', false],
    ['https://box.s3.fr-par.scw.cloud/a', 'box', 'a', false],
    ['https://box.s3.us-west-004.backblazeb2.com/a', 'box', 'a', false],
    [`https://box.${'0a'.repeat(16)}.r2.cloudflarestorage.com/a`, 'box', 'a', false],
    [`https://${'0a'.repeat(16)}.r2.cloudflarestorage.com/box/a`, 'box', 'a', false],
    ['https://play.min.io/box/a//b/', 'box', 'a//b/', false],
    ['https://minio.example.com:9000/box/a', 'box', 'a', true],
    ['http://127.0.0.1:7480/box/%2Fa%20b', 'box', '/a b', true],
    ['https://cdn.example.com/', undefined, undefined, false],
  ];
  for (const [address, space, key, isGuess] of cases) {
    it(address, () => {
      const { place } = read(urlWith({}, address));
      assert.deepEqual([place.space, place.key, place.isGuess], [space, key, isGuess]);
    });
  }
});
