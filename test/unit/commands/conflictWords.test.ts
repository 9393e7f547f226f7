import assert from 'node:assert/strict';
import { conflictWords } from '../../../src/commands/conflictWords.ts';
import { createFormats } from '../../../src/core/format.ts';

const now = Date.UTC(2026, 10, 26, 12);
const HOUR = 3_600_000;
const formats = createFormats('en-US', 'UTC');
const side = (size: number, hours?: number, ms = 0) => ({
  size,
  modified: hours === undefined ? undefined : now - hours * HOUR + ms,
});
const words = (...pairs: Parameters<typeof conflictWords>[1]) => conflictWords(formats, pairs, now);

describe('what a person decides by whether to replace', () => {
  it('is of one object the size and the age, and those of the other', () => {
    assert.equal(
      words({ own: side(2_000_000, 0), there: side(3_000_000, 30) }),
      'There already: 3 MB (1d ago)\nTo replace it: 2 MB (now)',
    );
  });

  it('is the moment where the ages are the same in words', () => {
    assert.equal(
      words({ own: side(1, 30), there: side(2, 40) }),
      [
        'There already: 2 bytes (Nov 24, 2026, 8:00:00 PM UTC)',
        'To replace it: 1 byte (Nov 25, 2026, 6:00:00 AM UTC)',
      ].join('\n'),
    );
  });

  it('is the size alone where nobody knows when', () => {
    assert.equal(
      words({ own: side(1, 30), there: side(2) }),
      'There already: 2 bytes\nTo replace it: 1 byte (1d ago)',
    );
    assert.equal(
      words({ own: side(1), there: side(2, 0) }),
      'There already: 2 bytes (now)\nTo replace it: 1 byte',
    );
  });

  it('is of several how many are newer, older, and of the same size', () => {
    const [newer, older] = [
      { own: side(1, 1), there: side(1, 2) },
      { own: side(1, 3), there: side(9, 2) },
    ];
    const asOld = { own: side(1, 2, 1_999), there: side(1, 2) };
    const unknown = { own: side(1, 2), there: side(1) };
    assert.equal(
      words(newer, newer, older, asOld, unknown),
      'Newer than what is there: 2\nOlder than what is there: 1\nOf the same size: 4',
    );
    assert.equal(words(asOld, unknown), 'Of the same size: 2');
  });

  it('is nothing where two go to one place and none is there', () => {
    assert.equal(words(), '');
  });
});
