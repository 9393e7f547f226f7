import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readPhrase } from '../../../../src/core/phrases.ts';
import { buildBundles } from '../../../support/bundles.ts';
import { scratchFolder } from '../../../support/scratch.mjs';

const require = createRequire(import.meta.url);
const today = { year: 2026, month: 11, day: 24, hour: 9, minute: 15, second: 30 };

const starts = ['Friday', 'tomorrow', 'two days from now', 'Dec 3', '3rd of December 2026', 'next week', ''];
const times = ['at 5pm', 'at 17:30', 'at 5 in the afternoon', 'at noon', 'in the evening', '5:15:20 pm', ''];
const ends = [
  '',
  'CST',
  '(PST)',
  'UTC+2',
  'GMT',
  '+0200',
  '- Sunday',
  'to Saturday at 6pm',
  'until 6pm',
  '- 6pm',
];
const others = [
  ...[
    '2026-11-30T10:00:00Z',
    '2026-11-30T10:00:00+02:00',
    '2026-11-30 10:00',
    'Aug 10 - 12',
    '10 - 22 August 2027',
  ],
  ...[
    'from Monday to Wednesday',
    '2 hours earlier',
    'end of this month',
    'tonight',
    'in 2 hours EST',
    'MET',
    'soon',
  ],
];

describe('the date parser as it is packaged, without what ends in a refusal', function () {
  this.timeout(20_000);
  let packaged: { readonly readPhrase: typeof readPhrase };

  before(async () => {
    const { files } = await buildBundles({ production: true });
    const file = join(scratchFolder('phrases'), 'phrases.cjs');
    writeFileSync(file, files.get('phrases.js') ?? '');
    packaged = require(file);
  });

  it('reads every phrase as the whole one does', () => {
    const phrases = starts.flatMap((start) =>
      times.flatMap((time) => ends.map((end) => [start, time, end].filter(Boolean).join(' '))),
    );
    let understood = 0;
    for (const phrase of [...phrases, ...others]) {
      const whole = readPhrase(phrase, today);
      assert.deepEqual(packaged.readPhrase(phrase, today), whole, phrase);
      if (whole !== undefined) understood++;
    }
    assert.ok(understood > 30, `${understood}`);
  });
});
