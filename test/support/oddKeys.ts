import fc from 'fast-check';
import { MAX_KEY_BYTES, uploadProblem } from '../../src/core/keyRules.ts';
import { oddWords } from './oddWords.ts';

const shapes = [
  'a//b',
  '/a',
  '//a',
  'dir/',
  '/',
  './a',
  'a/../b',
  '..',
  'a'.repeat(MAX_KEY_BYTES),
  'é'.repeat(MAX_KEY_BYTES / 2),
  `dir/${"'".repeat(MAX_KEY_BYTES - 4)}`,
];

/** Keys that an upload command can be made for, every kind of trouble at least once. */
export const coreKeys: readonly string[] = [
  ...shapes,
  ...oddWords.filter((word) => uploadProblem(word) === undefined),
  ...oddWords.filter((word) => word !== '' && !word.includes('/')).map((word) => `in ${word}/_${word}_`),
];

/** Characters of every general category of Unicode that has a UTF-8 form. */
export const byCategory: Readonly<Record<string, string>> = {
  ...{ Lu: 'ÅΩ', Ll: 'ßж', Lt: 'ǅ', Lm: 'ʰ', Lo: '漢ا', Mn: '\u0301', Mc: '\u093e', Me: '\u20dd' },
  ...{ Nd: '٣', Nl: 'Ⅷ', No: '½', Pc: '‿', Pd: '—', Ps: '「', Pe: '」', Pi: '«‘', Pf: '»’', Po: '¿' },
  ...{ Sm: '∑', Sc: '€', Sk: '¨', So: '☃🚀', Zs: '\u00a0\u3000', Zl: '\u2028', Zp: '\u2029' },
  ...{ Cc: '\u0001\t\r\u001b\u007f\u0085', Cf: '\u200d\u202e\ufeff', Co: '\ue000\uf8ff', Cn: '\u0378\ufffe' },
};

const hostile = [...` \n'"$\`\\!%&;,@<>=~#*?[]{}()-_./:|^a0`, ';type=', '$(', '//'];
const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...Object.values(byCategory).flatMap((characters) => [...characters])),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);

/** Any key that an upload command can be made for. */
export const uploadKey = fc
  .string({ unit: character, minLength: 1, maxLength: 24 })
  .filter((key) => uploadProblem(key) === undefined);
