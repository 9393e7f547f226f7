import assert from 'node:assert/strict';
import { Cancelled, type ErrorCode, SpacesError } from '../../../../src/core/errors.ts';
import { saysNothing } from '../../../../src/s3/bytes/write.ts';

describe('whether a request that failed may have been done', () => {
  for (const [code, isOpen] of [
    ['network', true],
    ['timeout', true],
    ['server', true],
    ['slowDown', true],
    ['notS3', true],
    ['changed', false],
    ['accessDenied', false],
    ['notImplemented', false],
  ] as const satisfies readonly (readonly [ErrorCode, boolean])[])
    it(`${code}: ${isOpen}`, () => assert.equal(saysNothing(new SpacesError(code, 'It failed.')), isOpen));

  it('who cancels, and what no server said, is asked for elsewhere', () => {
    for (const error of [new Cancelled(), new TypeError('failed')]) assert.equal(saysNothing(error), false);
  });
});
