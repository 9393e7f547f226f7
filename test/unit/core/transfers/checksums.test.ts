import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  etagOfParts,
  isMd5,
  likelyPartSizes,
  partsOfEtag,
} from '../../../../src/core/transfers/checksums.ts';
import { MIB } from '../../../../src/core/transfers/partPlan.ts';
import { transferFiles } from '../../../../src/platform/transferFiles.ts';

const md5 = (text: string) => createHash('md5').update(text);

describe('checksums', () => {
  it('an ETag is an MD5, or of parts, or tells nothing', () => {
    const hex = md5('a').digest('hex');
    assert.deepEqual([isMd5(hex), isMd5(`${hex}-2`), isMd5('x')], [true, false, false]);
    assert.deepEqual(
      [partsOfEtag(`${hex}-12`), partsOfEtag(hex), partsOfEtag('x-1')],
      [12, undefined, undefined],
    );
  });

  it('the ETag of parts is the MD5 of their MD5s', () => {
    const parts = ['a', 'b'].map((text) => md5(text).digest('hex'));
    const wanted = createHash('md5').update(Buffer.concat([md5('a').digest(), md5('b').digest()]));
    assert.equal(etagOfParts(parts, transferFiles.md5()), `${wanted.digest('hex')}-2`);
  });

  it('guesses at the size of parts by their number, ours first', () => {
    assert.deepEqual(likelyPartSizes(100 * MIB, 13, 8 * MIB), [8 * MIB]);
    assert.deepEqual(likelyPartSizes(24 * MIB, 3, 9 * MIB).slice(0, 2), [9 * MIB, 8 * MIB]);
    assert.deepEqual(likelyPartSizes(24 * MIB, 24, 8 * MIB), []);
  });
});
