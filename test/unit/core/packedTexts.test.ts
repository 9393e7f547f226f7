import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import fc from 'fast-check';
import { placeOf, translations } from '../../../src/core/packedTexts.ts';
import { FILES, LANGUAGES, readTexts } from '../../support/languages.ts';
import { packTexts } from '../../support/package/texts.ts';

/** As the editor reads it from the package's file. */
const packed = (english: readonly string[], texts: Readonly<Record<string, string>>) =>
  JSON.parse(JSON.stringify(packTexts(english, texts)));

describe('packed translations', () => {
  afterEach(() => l10n.config({ contents: {} }));

  for (const language of LANGUAGES) {
    it(`${language}: every text is what its translator wrote, and English where there is none`, () => {
      const english = Object.keys(readTexts(FILES.bundle.english) ?? {});
      const texts = readTexts(FILES.bundle.of(language)) ?? {};
      const shown = translations(packed(english, texts));
      for (const key of english) assert.equal(shown[key], texts[key], key);
    });
  }

  it('are half as large', () => {
    const english = Object.keys(readTexts(FILES.bundle.english) ?? {});
    const texts = readTexts(FILES.bundle.of('de')) ?? {};
    const both = [packed(english, texts), texts].map((each) => JSON.stringify(each).length);
    assert.ok((both[0] ?? 0) < 0.6 * (both[1] ?? 0), both.join(' of '));
  });

  it('property: texts of any kind have places of their own', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ maxLength: 12 }), { maxLength: 100 }), (english) => {
        const whole = packed(english, {});
        assert.equal(new Set(english.map((key) => placeOf(key, whole))).size, english.length);
      }),
    );
  });

  it('fill in places, and leave English what is not translated', () => {
    l10n.config({ contents: translations(packed(['{0} of {1}', 'Retry'], { '{0} of {1}': '{0} von {1}' })) });
    assert.equal(l10n.t('{0} of {1}', '1', '2'), '1 von 2');
    assert.equal(l10n.t('Retry'), 'Retry');
  });

  it('as translators write them are taken as they are', () => {
    l10n.config({ contents: translations({ Retry: 'Noch einmal' }) });
    assert.equal(l10n.t('Retry'), 'Noch einmal');
    l10n.config({ contents: translations({ texts: 'Texte' }) });
    assert.equal(l10n.t('texts'), 'Texte');
  });
});
