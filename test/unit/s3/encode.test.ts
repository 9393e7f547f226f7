import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SpacesError } from '../../../src/core/errors.ts';
import { encodeKey, encodeValue } from '../../../src/s3/encode.ts';

const keys: Record<string, string> = {
  'my-object.zip': 'my-object.zip',
  'Az09-_.~/': 'Az09-_.~/',
  "!'()*": '%21%27%28%29%2A',
  'a b+c%20?#&=': 'a%20b%2Bc%2520%3F%23%26%3D',
  '%2F': '%252F',
  '//lead//in/': '//lead//in/',
  './a/../b': './a/../b',
  '\n\u0001\u007f\u0085': '%0A%01%7F%C2%85',
  漢字: '%E6%BC%A2%E5%AD%97',
  '😀': '%F0%9F%98%80',
  é: '%C3%A9',
  'e\u0301': 'e%CC%81',
  '': '',
};

describe('encodeKey', () => {
  for (const [key, encoded] of Object.entries(keys)) {
    it(`writes ${JSON.stringify(key)} as ${encoded}`, () => assert.equal(encodeKey(key), encoded));
  }

  it('keeps slashes, which encodeValue does not', () => {
    assert.equal(encodeKey('a/b c'), 'a/b%20c');
    assert.equal(encodeValue('a/b c'), 'a%2Fb%20c');
  });

  it('leaves only unreserved characters and is undone by decodeURIComponent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        assert.match(encodeKey(key), /^([A-Za-z0-9\-_.~/]|%[0-9A-F]{2})*$/);
        assert.equal(decodeURIComponent(encodeKey(key)), key);
        assert.equal(encodeValue(key), encodeKey(key).replaceAll('/', '%2F'));
      }),
    );
  });

  it('refuses half of a surrogate pair', () => {
    for (const key of ['\ud83d', 'a\ude00b', '\ude00\ud83d']) {
      assert.throws(
        () => encodeKey(key),
        (error) => error instanceof SpacesError && error.code === 'badKey',
      );
    }
  });
});
