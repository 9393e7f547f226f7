import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commonBeginning, compareKeys, endOf } from '../../../../src/core/walk/keyOrder.ts';

const keys = fc
  .array(fc.constantFrom('a', 'b', '/', '\u0000', 'é', '\ue000', '\uffff', '😀', '😁', '\u{10ffff}'), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

describe('the order of keys', () => {
  it('is that of their bytes', () => {
    for (const some of [keys, fc.string({ unit: 'binary' })])
      fc.assert(
        fc.property(some, some, (a, b) => {
          assert.equal(Math.sign(compareKeys(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
        }),
        { numRuns: 2000 },
      );
  });

  it('puts astral characters behind U+FFFF, where `<` does not', () => {
    assert.ok(compareKeys('\u{1f600}', '\uffff') > 0);
    assert.ok('\u{1f600}' < '\uffff');
  });

  it('a beginning that two have in common is whole characters, and all of them', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const common = commonBeginning(a, b);
        const [left, right] = [[...a], [...b]];
        const at = left.findIndex((character, index) => character !== right[index]);
        assert.equal(common, left.slice(0, at < 0 ? left.length : at).join(''));
      }),
    );
    assert.equal(commonBeginning('😀', '😁'), '');
  });

  it('what begins with a text stands between it and its end', () => {
    for (const inside of ['a/', 'a/b', 'a/😀', 'a/\uffff']) {
      assert.ok(compareKeys(inside, 'a/') >= 0);
      assert.ok(compareKeys(inside, endOf('a/')) < 0);
    }
    assert.ok(compareKeys('a0', endOf('a/')) > 0);
  });
});
