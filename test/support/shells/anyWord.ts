import fc from 'fast-check';
import { oddWords } from '../oddWords.ts';

/** Few characters, all of which mean something to some shell, so that they meet often. */
const hostile = fc.string({
  unit: fc.constantFrom(
    ...[...` \t\n\r'"$\`\\%!^&|<>;,@=~#*?[]{}()-_.:/0a`],
    ...['\u0001', '\u001b', '\u007f', '\u0085', '\u00a0', '\u2028', '\ufeff', '\ue000', '\uf600'],
    ...['é', '漢', '🚀', '‘', '’', '“', '”', '„'],
    ...['$(', '$x', '$%', '$$', '\\x', '\\u', '\\c', '"$(', '%s', '%self', '!!', '!"', "'\\''"],
    ...['%PATH%', '%PATH:a=b%', '%OS:~0,1%', '%2F', '%%', '^%', '\\"', '""', '" "', ' \\'],
  ),
  maxLength: 16,
});

/** A word for a command line, odd more often than not; no NUL, which no argument holds. */
const anyWord: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: hostile },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 16 }).map((text) => text.replaceAll('\0', '')),
  },
);

/** So many words, always the same ones for a seed, the odd ones of our list first. */
export function manyWords(count: number, seed: number): readonly string[] {
  return [...oddWords, ...fc.sample(anyWord, { numRuns: count - oddWords.length, seed })];
}
