import assert from 'node:assert/strict';
import { inSentences, listed } from '../../../src/core/sentences.ts';

describe('inSentences', () => {
  it('parts two sentences by one full stop, whether or not the first has it', () => {
    assert.equal(inSentences('One', 'Two.'), 'One. Two.');
    assert.equal(inSentences('One.', 'Two.'), 'One. Two.');
    assert.equal(inSentences('一。', '二。'), '一. 二。');
  });
});

describe('listed', () => {
  it('puts a comma between names', () => {
    assert.equal(listed([]), '');
    assert.equal(listed(['a']), 'a');
    assert.equal(listed(['a', 'b', 'c']), 'a, b, c');
  });

  it('takes a name for text, also one that looks like a place', () => {
    assert.equal(listed(['{1}', '{0}']), '{1}, {0}');
  });
});
