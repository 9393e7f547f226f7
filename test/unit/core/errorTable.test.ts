import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { SpacesError } from '../../../src/core/errors.ts';
import { type Attempt, translate } from '../../../src/core/errorTable.ts';
import { ServerFailure } from '../../../src/core/serverFailure.ts';

const host = 'nyc3.digitaloceanspaces.com';
const onSpace: Attempt = { host, space: 'photos' };
const onObject: Attempt = { host, space: 'photos', key: 'a/b.zip' };

type Case = readonly [
  name: string,
  facts: ConstructorParameters<typeof ServerFailure>[0],
  attempt: Attempt,
  code: string,
  message: RegExp,
];

describe('the error table, for what servers say', () => {
  const cases: readonly Case[] = [
    [
      'wrong key',
      { status: 403, code: 'InvalidAccessKeyId' },
      { host },
      'wrongKey',
      /does not know this access key ID/,
    ],
    [
      'wrong secret',
      { status: 403, code: 'SignatureDoesNotMatch' },
      onSpace,
      'wrongSecret',
      /^The secret access key does not match this access key ID\.$/,
    ],
    [
      'expired token',
      { status: 400, code: 'ExpiredToken' },
      onSpace,
      'expiredToken',
      /session token .* expired/,
    ],
    [
      'no ListBuckets',
      { status: 403, code: 'AccessDenied' },
      { host },
      'noListBuckets',
      /may not list Spaces/,
    ],
    [
      'forbidden Space',
      { status: 403, code: 'AccessDenied' },
      onSpace,
      'accessDenied',
      /list the Space: photos$/,
    ],
    [
      'forbidden object',
      { status: 403, code: 'AccessDenied' },
      onObject,
      'accessDenied',
      /read the object: a\/b\.zip$/,
    ],
    ['HEAD, forbidden', { status: 403 }, onObject, 'accessDenied', /read the object: a\/b\.zip$/],
    [
      'what the server adds',
      { status: 403, code: 'AccessDenied', text: 'User x may not s3:ListBucket [a](command:b)' },
      onSpace,
      'accessDenied',
      /photos\. The server says: User x may not s3:ListBucket \[a\]\u200b\(/,
    ],
    [
      'another region, named',
      { status: 301, code: 'PermanentRedirect', endpoint: 's3.eu-west-1.amazonaws.com' },
      onSpace,
      'wrongRegion',
      /elsewhere.*: s3\.eu-west-1\.amazonaws\.com$/,
    ],
    [
      'another signing region',
      { status: 400, code: 'AuthorizationHeaderMalformed', region: 'eu-west-1' },
      { host },
      'wrongRegion',
      /another region or endpoint: eu-west-1$/,
    ],
    ['another region, unnamed', { status: 301 }, onSpace, 'wrongRegion', /another region.*: photos$/],
    ['a redirect that the browser hides', { status: 0 }, onSpace, 'wrongRegion', /another region/],
    [
      'illegal location',
      { status: 400, code: 'IllegalLocationConstraintException' },
      onSpace,
      'wrongRegion',
      /another region/,
    ],
    [
      'no such Space',
      { status: 404, code: 'NoSuchBucket' },
      onSpace,
      'noSuchSpace',
      /at this endpoint: photos$/,
    ],
    ['no such object', { status: 404, code: 'NoSuchKey' }, onObject, 'noSuchObject', /this key: a\/b\.zip$/],
    ['HEAD, no such object', { status: 404 }, onObject, 'noSuchObject', /this key: a\/b\.zip$/],
    ['slow down', { status: 503, code: 'SlowDown' }, onSpace, 'slowDown', /asks to slow down/],
    ['busy, as a page', { status: 503, foreign: true }, onSpace, 'slowDown', /asks to slow down/],
    ['too many requests', { status: 429 }, onSpace, 'slowDown', /asks to slow down/],
    [
      'a function that the store lacks',
      { status: 501, code: 'NotImplemented' },
      onSpace,
      'notImplemented',
      /not offer/,
    ],
    [
      'server fault',
      { status: 500, code: 'InternalError' },
      onSpace,
      'server',
      /later: HTTP 500 InternalError$/,
    ],
    ['bad gateway, as a page', { status: 502, foreign: true }, onSpace, 'server', /later: HTTP 502$/],
    ['UnknownError', { status: 500, code: 'UnknownError' }, onSpace, 'server', /later: HTTP 500$/],
    [
      'any other code',
      { status: 400, code: 'InvalidArgument' },
      onSpace,
      'server',
      /HTTP 400 InvalidArgument$/,
    ],
    [
      'a web page',
      { status: 404, foreign: true },
      { host },
      'notS3',
      /like an S3 store.*: nyc3\.digitalocean/,
    ],
    [
      'a redirecting web page',
      { status: 301, foreign: true, endpoint: 'www.example.com' },
      { host },
      'notS3',
      /another address.*: www\.example\.com$/,
    ],
    ['a proxy asking for a password', { status: 407, foreign: true }, onSpace, 'network', /proxy asks/],
    [
      'a slow clock',
      { status: 403, code: 'RequestTimeTooSkewed' },
      { ...onSpace, skewMs: 20 * 60_000 },
      'clockSkew',
      /slow.*behind: 20$/,
    ],
    [
      'a fast clock',
      { status: 403, code: 'RequestTimeTooSkewed' },
      { ...onSpace, skewMs: -20 * 60_000 },
      'clockSkew',
      /fast.*ahead: 20$/,
    ],
    [
      'a clock of unknown error',
      { status: 403, code: 'RequestTimeTooSkewed' },
      onSpace,
      'clockSkew',
      /clock is wrong/,
    ],
  ];
  for (const [name, facts, attempt, code, message] of cases) {
    it(name, () => {
      const error = translate(new ServerFailure(facts), attempt);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.ok(error.cause instanceof ServerFailure);
    });
  }

  it('leaves a SpacesError as it is', () => {
    const error = new SpacesError('readOnly', 'No.');
    assert.equal(translate(error), error);
  });

  it('shows nothing that may hold a signature or a signed URL', () => {
    for (const text of [
      'The request signature we calculated: 0123abcd',
      'see https://a.example/?X-Amz-Signature=0123abcd',
      'at /a?sig=0123abcd',
    ]) {
      const { message } = translate(new ServerFailure({ status: 400, code: 'Odd', text }), onSpace);
      assert.doesNotMatch(message, /0123abcd/);
    }
  });

  it('says something short and plain whatever the server sends', () => {
    const texts = fc.option(fc.string({ unit: 'binary', maxLength: 400 }), { nil: undefined });
    const facts = fc.record({
      status: fc.integer({ min: 0, max: 999 }),
      code: texts,
      text: texts,
      region: texts,
    });
    fc.assert(
      fc.property(facts, texts, texts, (said, space, key) => {
        const { message } = translate(new ServerFailure(said), { host, space, key });
        assert.ok(message.length > 10 && message.length < 600);
        assert.doesNotMatch(message, /UnknownError|undefined|\[object|\p{Cc}/u);
      }),
    );
  });
});
