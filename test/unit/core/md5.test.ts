import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { md5 } from '../../../src/core/md5.ts';

describe('md5', () => {
  it('is what everybody else makes of the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.equal(md5(bytes), createHash('md5').update(bytes).digest('hex'));
      }),
    );
  });

  it('of every length around a block, and of ten thousand digests', () => {
    for (const length of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 160_000]) {
      const bytes = new Uint8Array(length).map((_, index) => index * 31);
      assert.equal(md5(bytes), createHash('md5').update(bytes).digest('hex'), `${length}`);
    }
  });
});
