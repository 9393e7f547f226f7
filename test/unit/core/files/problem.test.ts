import assert from 'node:assert/strict';
import { Cancelled, SpacesError } from '../../../../src/core/errors.ts';
import { FileProblem, problemOf } from '../../../../src/core/files/problem.ts';

describe('what the file system says of a failure', () => {
  for (const [code, kind] of [
    ['noSuchObject', 'notFound'],
    ['noSuchSpace', 'notFound'],
    ['exists', 'exists'],
    ['readOnly', 'noPermissions'],
    ['accessDenied', 'noPermissions'],
    ['badKey', 'noPermissions'],
    // The editor would say its own words, and not ours, of what is not found.
    ['unknownConnection', 'unavailable'],
    ['changed', 'unavailable'],
    ['network', 'unavailable'],
  ] as const)
    it(`${code} is ${kind}, in the same words`, () => {
      const error = new SpacesError(code, 'The words.');
      assert.deepEqual(problemOf(error), { kind, words: 'The words.', isBug: false });
    });

  it('a problem of files alone, and a cancelled one', () => {
    const problem = new FileProblem('isAFolder', 'It is one.');
    assert.deepEqual(problemOf(problem), { kind: 'isAFolder', words: 'It is one.', isBug: false });
    assert.deepEqual(problemOf(new Cancelled()), { kind: 'unavailable', words: 'Canceled.', isBug: false });
  });

  it('a bug is not shown in its own words', () => {
    const { words, isBug } = problemOf(new TypeError('x of undefined: https://a/?X-Amz-Signature=1'));
    assert.equal(isBug, true);
    assert.match(words, /The log has the details/);
  });
});
