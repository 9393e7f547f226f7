import assert from 'node:assert/strict';
import type { Addressing } from '../../../src/core/connection.ts';
import { addressOf } from '../../../src/s3/address.ts';

const spaces = 'https://nyc3.digitaloceanspaces.com';

/** Endpoint, addressing, Space, key: the URL. */
const objects: [string, Addressing, string, string, string][] = [
  [
    spaces,
    'virtual',
    'example-bucket',
    'my-object.zip',
    'https://example-bucket.nyc3.digitaloceanspaces.com/my-object.zip',
  ],
  [spaces, 'path', 'example-bucket', 'my-object.zip', `${spaces}/example-bucket/my-object.zip`],
  [spaces, 'virtual', 'with.dot', 'k', `${spaces}/with.dot/k`],
  [spaces, 'virtual', 'Upper', 'k', `${spaces}/Upper/k`],
  [spaces, 'virtual', 'under_score', 'k', `${spaces}/under_score/k`],
  [spaces, 'virtual', 'ab', 'k', `${spaces}/ab/k`],
  [spaces, 'virtual', 'a'.repeat(63), 'k', `https://${'a'.repeat(63)}.nyc3.digitaloceanspaces.com/k`],
  [spaces, 'virtual', 'a'.repeat(64), 'k', `${spaces}/${'a'.repeat(64)}/k`],
  [spaces, 'virtual', '-edge', 'k', `${spaces}/-edge/k`],
  [
    spaces,
    'virtual',
    'example-bucket',
    '/lead//two/',
    'https://example-bucket.nyc3.digitaloceanspaces.com//lead//two/',
  ],
  ['http://localhost:8080', 'virtual', 'demo', 'a b', 'http://demo.localhost:8080/a%20b'],
  ['http://localhost:8080', 'path', 'demo', 'a b', 'http://localhost:8080/demo/a%20b'],
  ['http://127.0.0.1:8080', 'virtual', 'demo', 'k', 'http://127.0.0.1:8080/demo/k'],
  ['http://127.0.0.1:8080', 'path', 'demo', 'k', 'http://127.0.0.1:8080/demo/k'],
  ['http://[::1]:8080', 'virtual', 'demo', 'k', 'http://[::1]:8080/demo/k'],
  ['http://[::1]:8080', 'path', 'demo', 'k', 'http://[::1]:8080/demo/k'],
];

describe('addressOf', () => {
  for (const [endpoint, addressing, space, key, url] of objects) {
    it(`puts ${space} of ${endpoint} (${addressing}) at ${url.slice(0, 60)}`, () => {
      const { origin, host, path } = addressOf({ endpoint, addressing }, space, key);
      assert.equal(origin + path, url);
      assert.equal(origin, `${new URL(endpoint).protocol}//${host}`);
    });
  }

  it('leaves out the scheme’s own port, as the Host header does', () => {
    const { host } = addressOf({ endpoint: 'https://store.example:443', addressing: 'path' }, 'demo', 'k');
    assert.equal(host, 'store.example');
  });

  it('addresses a Space and an endpoint too', () => {
    assert.equal(addressOf({ endpoint: spaces, addressing: 'virtual' }, 'example-bucket').path, '/');
    assert.equal(
      addressOf({ endpoint: spaces, addressing: 'path' }, 'example-bucket').path,
      '/example-bucket',
    );
    assert.deepEqual(addressOf({ endpoint: spaces, addressing: 'virtual' }), {
      origin: spaces,
      host: 'nyc3.digitaloceanspaces.com',
      path: '/',
    });
  });
});
