import assert from 'node:assert/strict';
import { dotted, inSentences, listed } from '../../../src/core/sentences.ts';

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

describe('dotted', () => {
  it('parts what is said by a dot, and leaves out what is empty', () => {
    assert.equal(dotted(['', '']), '');
    assert.equal(dotted(['', 'a']), 'a');
    assert.equal(dotted(['a', '', '{0}', '$1']), 'a · {0} · $1');
  });
});
