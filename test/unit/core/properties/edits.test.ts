import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  commonOf,
  type Edits,
  editsTo,
  isSameValues,
} from '../../../../src/core/properties/edits.ts';

const name = fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'valueOf'), fc.string());
const values = fc
  .array(fc.tuple(name, fc.string()), { maxLength: 5 })
  .map((entries) => Object.fromEntries(entries) as Record<string, string>);
const edits = fc
  .array(fc.tuple(name, fc.option(fc.string(), { nil: undefined })), { maxLength: 5 })
  .map((entries): Edits => new Map(entries));

describe('edits of names and values', () => {
  it('set what they name, take away what they empty, and leave all else', () => {
    fc.assert(
      fc.property(values, edits, (before, changes) => {
        const after = applyEdits(before, changes);
        for (const [key, value] of changes)
          assert.equal(Object.hasOwn(after, key) ? after[key] : undefined, value);
        const others = Object.keys(before).filter((key) => !changes.has(key));
        for (const key of others) assert.equal(after[key], before[key]);
        const wanted = new Set([
          ...others,
          ...[...changes].flatMap(([key, value]) => (value === undefined ? [] : [key])),
        ]);
        assert.deepEqual(new Set(Object.keys(after)), wanted);
      }),
    );
  });

  it('lead from any values to any others', () => {
    fc.assert(
      fc.property(values, values, (from, to) => {
        assert.ok(isSameValues(applyEdits(from, editsTo(from, to)), to));
      }),
    );
  });

  it('what several have in common: a value where all have it, else various', () => {
    const all = [
      { a: '1', b: '1', c: '1' },
      { a: '1', b: '2' },
      { a: '1', b: '1', d: '4' },
    ];
    assert.deepEqual(commonOf(all), [
      { name: 'a', value: '1' },
      { name: 'b', value: undefined },
      { name: 'c', value: undefined },
      { name: 'd', value: undefined },
    ]);
    assert.deepEqual(commonOf([{ constructor: 'x' }, {}]), [{ name: 'constructor', value: undefined }]);
    assert.deepEqual(commonOf([]), []);
  });
});
