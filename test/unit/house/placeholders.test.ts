import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { durationExamples, MAX_EXPIRY_SECONDS } from '../../../src/core/expiry.ts';
import { formatDuration } from '../../../src/core/moments.ts';
import { FILES, LANGUAGES, readTexts } from '../../support/languages.ts';
import { sourceFiles, TOP } from './files.ts';

/** Pixels of the input in the editor's question box, which cuts a longer placeholder without a sign. */
const ROOM = 575;

const PLACEHOLDER = /placeholder:[^']*?\bt\(\s*'((?:[^'\\]|\\.)*)'/g;

/** About: a letter of the editor's font is 6 pixels wide on average, a Japanese or Chinese one 13. */
function widthOf(text: string): number {
  const wide = text.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  return wide * 13 + (text.length - wide) * 6;
}

describe('placeholders of questions', () => {
  const english = sourceFiles('src').flatMap((file) =>
    [...readFileSync(join(TOP, file), 'utf8').matchAll(PLACEHOLDER)].map(([, text]) => text ?? ''),
  );

  it('are found in the sources', () => assert.ok(english.some((text) => text.startsWith('How long? Pick'))));

  for (const language of ['en', ...LANGUAGES]) {
    it(`are short enough to be read whole: ${language}`, () => {
      const texts = readTexts(language === 'en' ? FILES.bundle.english : FILES.bundle.of(language));
      const examples = [durationExamples(language), formatDuration(MAX_EXPIRY_SECONDS, language)];
      const shown = english.map((text) =>
        (texts?.[text] ?? '').replace(/\{(\d)\}/g, (_, place) => examples[Number(place)] ?? ''),
      );
      assert.deepEqual(
        shown.filter((text) => text === '' || widthOf(text) > ROOM),
        [],
      );
    });
  }
});
