import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareUtf8 } from '../../../support/store/order.ts';

describe('compareUtf8', () => {
  it('orders as the bytes do', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.equal(Math.sign(compareUtf8(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('puts astral characters behind U+FFFF, where `<` does not', () => {
    assert.ok(compareUtf8('\u{1f600}', '\uffff') > 0);
    assert.ok('\u{1f600}' < '\uffff');
  });
});
