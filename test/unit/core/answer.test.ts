import assert from 'node:assert/strict';
import { answerOf } from '../../../src/core/answer.ts';

describe('the answer to a question without Back', () => {
  it('is the answer, also an empty one', () => assert.equal(answerOf({ answer: '' }), ''));

  it('is a bug where it is Back', () => assert.throws(() => answerOf('back'), /not offered/));
});
