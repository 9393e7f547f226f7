import assert from 'node:assert/strict';
import fc from 'fast-check';
import { metadataOfTime, modifiedOf } from '../../../../src/core/transfers/modified.ts';

describe('the time of a file, as rclone keeps it', () => {
  it('comes back to the millisecond', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
        assert.equal(modifiedOf({ metadata: metadataOfTime(ms + 0.3), lastModified: 1 }), ms);
      }),
    ));

  for (const [mtime, wanted] of [
    ['1609459200.123456789', 1_609_459_200_123],
    ['-1.5', -1500],
    ['2021-01-01', 7],
    ['', 7],
    ['1e99', 7],
    ['99999999999999999999', 7],
  ] as const) {
    it(`${JSON.stringify(mtime)} is ${wanted}`, () => {
      assert.equal(modifiedOf({ metadata: { mtime }, lastModified: 7 }), wanted);
    });
  }
});
