import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/connection.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { readAddress } from '../../../src/core/storeAddress.ts';
import { LOCAL } from '../../support/fakes/listing.ts';

const NYC: Connection = {
  ...LOCAL,
  id: 'nycnycnycn',
  name: 'NYC',
  provider: 'digitalocean',
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  addressing: 'virtual',
};
const CONNECTIONS = [LOCAL, NYC];

/** Each result as `connection space key`. */
const read = (text: string) =>
  readAddress(text, CONNECTIONS).map(({ connection, space, key }) => [connection.name, space, key]);

describe('readAddress', () => {
  const urls: readonly (readonly [string, string, string, string])[] = [
    ['https://box.nyc3.digitaloceanspaces.com/a/b.txt', 'NYC', 'box', 'a/b.txt'],
    ['https://nyc3.digitaloceanspaces.com/box/a/b.txt', 'NYC', 'box', 'a/b.txt'],
    ['https://box.nyc3.cdn.digitaloceanspaces.com/a', 'NYC', 'box', 'a'],
    ['HTTPS://Box.NYC3.digitaloceanspaces.com:443/A', 'NYC', 'box', 'A'],
    ['http://127.0.0.1:9000/box/a', 'Local', 'box', 'a'],
    ['  https://box.nyc3.digitaloceanspaces.com/a \n', 'NYC', 'box', 'a'],
    ['https://box.nyc3.digitaloceanspaces.com', 'NYC', 'box', ''],
    ['https://box.nyc3.digitaloceanspaces.com/folder/', 'NYC', 'box', 'folder/'],
    [
      'https://box.nyc3.digitaloceanspaces.com/a%20b%2Bc+d%25%3F%23%F0%9F%98%80',
      'NYC',
      'box',
      'a b+c+d%?#😀',
    ],
    ['https://box.nyc3.digitaloceanspaces.com/a/../b/./c//d', 'NYC', 'box', 'a/../b/./c//d'],
    ['https://box.nyc3.digitaloceanspaces.com//lead', 'NYC', 'box', '/lead'],
    [
      'https://box.nyc3.digitaloceanspaces.com/a?X-Amz-Expires=60&X-Amz-Signature=5ec8e7#x',
      'NYC',
      'box',
      'a',
    ],
    ['https://my.dotted.box.nyc3.digitaloceanspaces.com/a', 'NYC', 'my.dotted.box', 'a'],
  ];
  for (const [url, ...expected] of urls) {
    it(`reads ${JSON.stringify(url)}`, () => assert.deepEqual(read(url), [expected]));
  }

  it('reads s3:// addresses for every connection, as they stand', () => {
    assert.deepEqual(read('s3://box/a%20b/ c '), [
      ['Local', 'box', 'a%20b/ c '],
      ['NYC', 'box', 'a%20b/ c '],
    ]);
    assert.deepEqual(read('S3://box')[0], ['Local', 'box', '']);
  });

  it('takes everything else for a key, as it stands', () => {
    for (const key of ['a/b', ' a ', '/a', '%20', 'ftp://x', 'http:/x']) {
      assert.deepEqual(read(key)[0], ['Local', undefined, key]);
    }
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    [
      "curl -O 'https://box.nyc3.digitaloceanspaces.com/a?X-Amz-Signature=5ec8e7'",
      /^Paste the URL alone, without what stands around it\.$/,
    ],
    ['https://example.com/a?X-Amz-Signature=5ec8e7', /^No connection has this address: example\.com$/],
    ['https://user:5ec8e7@example.com/a', /^No connection has this address: example\.com$/],
    ['https://evilnyc3.digitaloceanspaces.com/a', /No connection/],
    ['https://nyc3.digitaloceanspaces.com/', /No connection/],
    ['https://box.nyc3.digitaloceanspaces.com/a%zz', /valid URL/],
    ['s3:///a', /names no Space/],
    ['https://', /No connection/],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${text} without repeating it`, () => {
      assert.throws(
        () => read(text),
        (error) =>
          error instanceof SpacesError &&
          error.code === 'badArguments' &&
          message.test(error.message) &&
          !error.message.includes('5ec8e7'),
      );
    });
  }
});
