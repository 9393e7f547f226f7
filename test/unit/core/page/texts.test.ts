import assert from 'node:assert/strict';
import { downloadTexts, PAGE_TEXTS, pageLanguage, uploadTexts } from '../../../../src/core/page/texts.ts';

type Flat = Readonly<Record<string, string>>;

const tables = { download: downloadTexts(), upload: uploadTexts() };
const holes = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();
const ending = (text: string) => /[.。]$/.test(text);

/** The same word in both languages, or a name. */
const ALIKE: Readonly<Record<string, readonly string[]>> = { fr: ['image'], de: ['video'] };

describe('the texts of the receiver’s page', () => {
  for (const [page, table] of Object.entries(tables)) {
    const english = table.en as unknown as Flat;
    for (const [language, texts] of Object.entries(table) as unknown as [string, Flat][]) {
      it(`${page}: ${language} has every text, with the same places and ends`, () => {
        assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort());
        for (const [name, text] of Object.entries(texts)) {
          assert.deepEqual(holes(text), holes(english[name] ?? ''), name);
          assert.equal(ending(text), ending(english[name] ?? ''), name);
          assert.equal(text, text.trim(), name);
          assert.doesNotMatch(text, /'|\.\.\.|<|&/, name);
        }
      });
      if (language === 'en') continue;
      it(`${page}: nothing of ${language} is left in English`, () => {
        const same = Object.keys(texts).filter((name) => texts[name] === english[name]);
        assert.deepEqual(
          same.filter((name) => !ALIKE[language]?.includes(name)),
          [],
        );
      });
    }
  }

  it('are in the languages that the extension has', () => {
    assert.deepEqual(Object.keys(PAGE_TEXTS), ['en', 'de', 'es', 'fr', 'ja', 'pt-BR', 'zh-CN']);
  });

  for (const [locale, language] of [
    ['pt-br', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh-cn', 'zh-CN'],
    ['de-CH', 'de'],
    ['it', 'en'],
    ['qps-ploc', 'en'],
    ['not a locale', 'en'],
  ] as const) {
    it(`${locale} reads ${language}`, () => assert.equal(pageLanguage(locale), language));
  }
});
