import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultFileName, uploadProblem } from '../../src/core/keyRules.ts';
import { exceedsTerminalLine } from '../../src/core/quoting/unix.ts';
import { byCategory, coreKeys, uploadKey } from '../support/oddKeys.ts';
import { unixShells } from '../support/shells/environment.ts';
import { shellRunner } from '../support/shells/run.ts';
import { openTerminal } from '../support/shells/terminal.ts';
import { emptyFolder, Uploads } from '../support/uploads.ts';

/** A failure names it: `SPACEPORT_TEST_SEED=…` makes the same keys again. */
const seed = Number(process.env.SPACEPORT_TEST_SEED ?? Date.now() % 2 ** 31);
const curlsAtOnce = 4;
const pastesPerShell = 25;

/** 300 keys in all: the odd ones in every shell, the random ones in one shell each. */
const randomKeys = fc.sample(uploadKey, { numRuns: 300 - coreKeys.length, seed });
const keysOf = (index: number) => [
  ...new Set([...coreKeys, ...randomKeys.filter((_, number) => number % unixShells.length === index)]),
];
/** Other keys in each shell, the odd ones first. */
const pastedIn = (index: number) =>
  [...coreKeys, ...randomKeys].filter((_, number) => number % unixShells.length === index);

describe('the upload command in real shells, against real Ceph', () => {
  it('is tried with keys of every kind', () => {
    const all = randomKeys.join('');
    for (const [category, characters] of Object.entries(byCategory)) {
      assert.ok(
        [...characters].some((character) => all.includes(character)),
        category,
      );
    }
    assert.deepEqual(coreKeys.filter(uploadProblem), []);
    for (const [index] of unixShells.entries()) assert.ok(keysOf(index).length >= 75);
  });

  for (const [index, shell] of unixShells.entries()) {
    it(`uploads as a script of ${shell} (seed ${seed})`, async function () {
      this.timeout(60_000);
      const [uploads, runner] = [await Uploads.start(), await shellRunner()];
      const upload = async (key: string) => {
        const content = `${shell} ${key}`;
        const folder = emptyFolder(runner.folder, { name: defaultFileName(key), content });
        const script = `cd ${folder}\n${await uploads.command(key)}`;
        const result = await runner.run(shell, script, 'script');
        const stored = await uploads.read(key, runner);
        assert.deepEqual(
          [result.stdout, result.status, stored],
          ['', 0, content],
          JSON.stringify({ seed, key }),
        );
      };
      await atOnce(keysOf(index), upload);
      assert.equal(await uploads.count(), keysOf(index).length);
    });

    it(`uploads as pasted into ${shell} (seed ${seed})`, async function () {
      this.timeout(60_000);
      const [uploads, terminal, runner] = [
        await Uploads.start(),
        await openTerminal(shell),
        await shellRunner(),
      ];
      let pasted = 0;
      try {
        for (const key of pastedIn(index)) {
          const line = await uploads.command(key);
          if (shell === 'dash' && exceedsTerminalLine(line)) continue;
          const content = `pasted into ${shell} ${key}`;
          await terminal.paste(
            `cd ~/${emptyFolder(terminal.folder, { name: defaultFileName(key), content })}`,
          );
          const { status } = await terminal.paste(line);
          const stored = await uploads.read(key, runner);
          assert.deepEqual([status, stored], [0, content], JSON.stringify({ seed, key }));
          if (++pasted === pastesPerShell) break;
        }
      } finally {
        await terminal.close();
      }
      assert.equal(pasted, pastesPerShell);
    });
  }
});

/** Goes through all, some at a time; the first failure ends it. */
async function atOnce<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const work = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: curlsAtOnce }, work));
}
