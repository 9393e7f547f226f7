import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lengthOf, MAX_PARTS, MIB, planParts, rangeOf } from '../../../../src/core/transfers/partPlan.ts';

describe('planParts', () => {
  for (const [size, wished, partSize, count] of [
    [0, 8 * MIB, 8 * MIB, 1],
    [1, 8 * MIB, 8 * MIB, 1],
    [8 * MIB, 8 * MIB, 8 * MIB, 1],
    [8 * MIB + 1, 8 * MIB, 8 * MIB, 2],
    [80_000 * MIB, 8 * MIB, 8 * MIB, 10_000],
    [80_000 * MIB + 1, 8 * MIB, 9 * MIB, 8889],
    [5 * 1024 ** 4, 5 * MIB, 525 * MIB, 9987],
  ] as const) {
    it(`${size} bytes in parts of ${wished}: ${count} of ${partSize}`, () => {
      assert.deepEqual(planParts(size, wished), { size, partSize, count });
    });
  }

  it('covers every byte once, in at most 10,000 parts, for any size up to 5 TiB', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 * 1024 ** 4 }),
        fc.integer({ min: 5, max: 512 }),
        (size, wished) => {
          const plan = planParts(size, wished * MIB);
          assert.ok(plan.count <= MAX_PARTS && plan.partSize >= wished * MIB && plan.partSize % MIB === 0);
          assert.equal(rangeOf(plan, 1).start, 0);
          assert.equal(rangeOf(plan, plan.count).end, size);
          const middle = Math.ceil(plan.count / 2);
          if (middle < plan.count) {
            assert.equal(rangeOf(plan, middle).end, rangeOf(plan, middle + 1).start);
            assert.equal(lengthOf(rangeOf(plan, middle)), plan.partSize);
          }
        },
      ),
    ));
});
