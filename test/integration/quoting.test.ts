import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { unixShell } from '../../src/core/quoting/unix.ts';
import { oddWords } from '../support/oddWords.ts';
import { unixShells } from '../support/shells/environment.ts';
import { shellRunner } from '../support/shells/run.ts';
import { openTerminal } from '../support/shells/terminal.ts';

/** Few characters, all of which mean something to some shell, so that they meet often. */
const hostile = fc.string({
  unit: fc.constantFrom(
    ...[...` \t\n\r'"$\`\\%!^&|<>;,@=~#*?[]{}()-_.:/0a`],
    ...[
      '\u0001',
      '\u001b',
      '\u007f',
      '\u0085',
      '\u00a0',
      '\u2028',
      '\ufeff',
      '\ue000',
      '\uf600',
      'é',
      '漢',
      '🚀',
    ],
    ...['$(', '$x', '$%', '$$', '\\x', '\\u', '\\c', '"$(', '%s', '%self', '!!', '!"', "'\\''"],
  ),
  maxLength: 16,
});
const anyWord = fc.oneof(
  { weight: 3, arbitrary: hostile },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 16 }).map((text) => text.replaceAll('\0', '')),
  },
);

const commandFor = (words: readonly string[]) =>
  unixShell.command(['/usr/bin/printf', ...['%s\\0', ...words]]);

for (const shell of unixShells) {
  describe(`one quoting for four shells, in ${shell}`, () => {
    for (const how of ['argument', 'script'] as const) {
      it(`passes any word, as ${how}`, async () => {
        const runner = await shellRunner();
        const pass = async (words: readonly string[]) => {
          const { stdout, stderr, status } = await runner.run(shell, commandFor(words), how);
          assert.deepEqual([stdout.split('\0'), stderr, status], [[...words, ''], '', 0]);
        };
        await pass(oddWords);
        // A failure prints its seed and the smallest example.
        await fc.assert(fc.asyncProperty(fc.array(anyWord, { minLength: 100, maxLength: 100 }), pass), {
          numRuns: 5,
        });
      });
    }

    it('passes odd words that are pasted, also where the terminal does not mark a paste', async () => {
      const terminal = await openTerminal(shell);
      try {
        for (const [number, word] of oddWords.entries()) {
          const line = `${commandFor([word])} > out${number}`;
          await terminal.paste(line, { bracketed: number % 2 === 0 });
          assert.equal(readFileSync(`${terminal.folder}/out${number}`, 'utf8'), `${word}\0`);
        }
      } finally {
        await terminal.close();
      }
    });
  });
}
