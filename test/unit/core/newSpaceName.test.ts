import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newSpaceNameProblem } from '../../../src/core/newSpaceName.ts';
import { makeSpace } from '../../support/store/spaces.ts';

describe('a name for a new Space', () => {
  for (const name of ['abc', 'my-space-2', '0-0', 'a'.repeat(63)])
    it(`may be ${name}`, () => assert.equal(newSpaceNameProblem(name), undefined));

  const refused: readonly (readonly [string, RegExp])[] = [
    ['', /Give a name/],
    ['ab', /3 to 63/],
    ['a'.repeat(64), /3 to 63/],
    ['Abc', /small letters/],
    ['a_b', /small letters/],
    ['a b', /small letters/],
    ['täst', /small letters/],
    ['[x](command:y)', /small letters/],
    ['-abc', /begins and ends/],
    ['abc-', /begins and ends/],
    ['a..b', /begins and ends/],
    ['a.-b', /begins and ends/],
    ['10.0.0.1', /IP address/],
    ['xn--abc', /provider itself/],
    ['abc-s3alias', /provider itself/],
    ['abc--ol-s3', /provider itself/],
  ];
  for (const [name, why] of refused)
    it(`may not be "${name.slice(0, 20)}"`, () => {
      const verdict = newSpaceNameProblem(name);
      assert.match(verdict?.message ?? '', why);
      assert.equal(verdict?.severity, 'error');
    });

  it('is warned of for a dot, which most certificates do not cover', () => {
    assert.equal(newSpaceNameProblem('my.space')?.severity, 'warning');
  });

  it('what is not refused is taken by a store', () => {
    const character = fc.constantFrom(...'ab0-._A é');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 8 }), (name) => {
        if (newSpaceNameProblem(name)?.severity !== 'error') makeSpace(name, 0);
      }),
    );
  });
});
