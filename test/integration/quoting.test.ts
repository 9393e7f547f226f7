import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { unixShell } from '../../src/core/quoting/unix.ts';
import { manyWords } from '../support/shells/anyWord.ts';
import { unixShells } from '../support/shells/environment.ts';
import { shellRunner } from '../support/shells/run.ts';
import { openTerminal } from '../support/shells/terminal.ts';

/** A failure names it: `SPACEPORT_TEST_SEED=…` makes the same words again. */
const seed = Number(process.env.SPACEPORT_TEST_SEED ?? Date.now() % 2 ** 31);
const words = manyWords(5000, seed);
const wordsPerProcess = 250;
/** Less than a line in the terminal of `dash -i` can have. */
const bytesPerPaste = 3500;

const commandFor = (some: readonly string[]) => unixShell.command(['/usr/bin/printf', ...['%s\\0', ...some]]);

for (const shell of unixShells) {
  describe(`one quoting for four shells, in ${shell}`, () => {
    for (const how of ['argument', 'script'] as const) {
      it(`passes ${words.length} words, as ${how} (seed ${seed})`, async () => {
        const runner = await shellRunner();
        for (const some of inGroups(words, wordsPerProcess)) {
          const { stdout, stderr, status } = await runner.run(shell, commandFor(some), how);
          assert.deepEqual([stdout.split('\0'), stderr, status], [[...some, ''], '', 0]);
        }
      });
    }

    it(`passes ${words.length} words that are pasted, also where the terminal does not mark a paste (seed ${seed})`, async function () {
      this.timeout(120_000);
      const terminal = await openTerminal(shell);
      try {
        for (const [number, some] of inLines(words).entries()) {
          await terminal.paste(`${commandFor(some)} > out`, { bracketed: number % 2 === 0 });
          assert.deepEqual(readFileSync(`${terminal.folder}/out`, 'utf8').split('\0'), [...some, '']);
        }
      } finally {
        await terminal.close();
      }
    });

    it('passes a command over several lines, pasted below comments that do nothing', async () => {
      const terminal = await openTerminal(shell);
      try {
        for (const [number, some] of inGroups(words.slice(0, 400), 50).entries()) {
          const lines = unixShell.multiline([
            ['/usr/bin/printf', '%s\\0'],
            ...some.map((word) => [word, '--option']),
            ['last'],
          ]);
          const text = [
            unixShell.comment(`It's (not) a "comment": !! $(touch made) \`touch made\` # > made; touch made`),
            unixShell.comment(some.join(' ').replaceAll('\0', '')),
            `${lines} > lines${number}`,
          ].join('\n');
          const bracketed = shell !== 'dash' && number % 2 === 0;
          // Where the paste isn't marked each line is entered by itself, and the prompts between are waited for.
          await terminal.paste(text, { bracketed, prompts: bracketed ? 1 : 3 });
          const got = readFileSync(`${terminal.folder}/lines${number}`, 'utf8').split('\0');
          assert.deepEqual(got, [...some.flatMap((word) => [word, '--option']), 'last', '']);
        }
        assert.throws(() => readFileSync(`${terminal.folder}/made`), { code: 'ENOENT' });
      } finally {
        await terminal.close();
      }
    });
  });
}

function inGroups<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** As many to a line as it can have. */
function inLines(all: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const word of all) {
    const own = Buffer.byteLength(unixShell.quote(word)) + 1;
    if (bytes + own > bytesPerPaste) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(word);
    bytes += own;
  }
  return groups;
}
