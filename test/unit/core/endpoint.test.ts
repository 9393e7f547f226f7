import assert from 'node:assert/strict';
import { hostOf, readEndpoint } from '../../../src/core/endpoint.ts';
import { SpacesError } from '../../../src/core/errors.ts';

describe('endpoints', () => {
  const read: readonly [text: string, expected: Partial<ReturnType<typeof readEndpoint>>][] = [
    ['s3.example.com', { endpoint: 'https://s3.example.com', insecure: false, region: undefined }],
    ['  https://S3.Example.com/ ', { endpoint: 'https://s3.example.com' }],
    ['https://s3.example.com///', { endpoint: 'https://s3.example.com' }],
    ['https://s3.example.com:443', { endpoint: 'https://s3.example.com' }],
    ['https://s3.example.com:9000', { endpoint: 'https://s3.example.com:9000' }],
    ['localhost:9000', { endpoint: 'http://localhost:9000', insecure: false }],
    ['127.0.0.1:9000', { endpoint: 'http://127.0.0.1:9000', insecure: false }],
    ['s3.example.com:9000', { endpoint: 'https://s3.example.com:9000' }],
    ['http://localhost:9000', { endpoint: 'http://localhost:9000', insecure: false }],
    ['http://bucket.localhost', { insecure: false }],
    ['http://127.0.0.1:8000', { insecure: false }],
    ['http://127.1.2.3', { insecure: false }],
    ['http://127.1', { endpoint: 'http://127.0.0.1', insecure: false }],
    ['http://[::1]:8000', { endpoint: 'http://[::1]:8000', insecure: false }],
    ['http://[::2]', { insecure: true }],
    ['http://192.168.1.4:9000', { insecure: true }],
    ['http://localhost.example.com', { insecure: true }],
    ['http://127.0.0.1.example.com', { insecure: true }],
    [
      'http://nyc3.digitaloceanspaces.com',
      { insecure: true, endpoint: 'http://nyc3.digitaloceanspaces.com' },
    ],
    [
      'nyc3.digitaloceanspaces.com',
      { endpoint: 'https://nyc3.digitaloceanspaces.com', region: 'nyc3', space: undefined },
    ],
    [
      'my-space.nyc3.digitaloceanspaces.com',
      { endpoint: 'https://nyc3.digitaloceanspaces.com', region: 'nyc3', space: 'my-space' },
    ],
    [
      'https://a.b.ams3.cdn.digitaloceanspaces.com/',
      { endpoint: 'https://ams3.digitaloceanspaces.com', region: 'ams3', space: 'a.b' },
    ],
    ['https://s3.eu-west-1.amazonaws.com', { region: 'eu-west-1' }],
    ['https://s3.us-west-004.backblazeb2.com', { region: 'us-west-004' }],
    ['https://abc.r2.cloudflarestorage.com', { region: 'auto' }],
  ];
  for (const [text, expected] of read) {
    it(`reads ${text.trim()}`, () => {
      const result = readEndpoint(text, 'optional');
      for (const [name, value] of Object.entries(expected))
        assert.deepEqual(result[name as keyof typeof result], value, name);
    });
  }

  const refused: readonly [text: string, reason: RegExp][] = [
    ['', /Give an endpoint/],
    ['   ', /Give an endpoint/],
    ['https://', /not an address/],
    ['https://exa mple.com', /no spaces/],
    ['https://exa\nmple.com', /no spaces/],
    ['https:\\\\example.com', /backslashes/],
    ['https://exam\u202eple.com', /control characters/],
    ['ftp://example.com', /begins with https/],
    ['file:///etc', /begins with https/],
    ['https://user:secret@example.com', /user name and password/],
    ['https://@example.com', /user name and password/],
    ['https://example.com/bucket', /Leave the path out/],
    ['https://example.com?x=1', /follows \? or #/],
    ['https://example.com/?', /follows \? or #/],
    ['https://example.com#x', /follows \? or #/],
    ['https://digitaloceanspaces.com', /region in front/],
    ['https://[::1', /not an address/],
  ];
  for (const [text, reason] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => readEndpoint(text, 'optional'),
        (error) =>
          error instanceof SpacesError && error.code === 'badArguments' && reason.test(error.message),
      );
    });
  }

  it('never repeats a password', () => {
    assert.throws(
      () => readEndpoint('https://user:CANARY@example.com', 'optional'),
      (error: Error) => !error.message.includes('CANARY'),
    );
  });

  it('wants the scheme from callers', () => {
    assert.throws(() => readEndpoint('s3.example.com', 'required'), /needs its scheme/);
    assert.equal(readEndpoint('http://s3.example.com/', 'required').endpoint, 'http://s3.example.com');
  });

  it('names host and port', () => {
    assert.equal(hostOf('http://localhost:9000'), 'localhost:9000');
  });
});
