// @ts-check
// The parts of `npm test`, and how a part's output is read. Plain JavaScript: it runs before anything is installed.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './bootstrap.mjs';

/**
 * @typedef {object} Part
 * @property {string} name also the folder of its tests
 * @property {string[]} args for Node
 * @property {(keyof typeof import('./debian.mjs').groups)[]} needs
 * @property {boolean} [again] whether files in which a test failed run once more, each from its start
 * @property {boolean} [isBeside] runs beside the others, which are in turn: its windows mostly wait
 */

/** @type {readonly Part[]} */
export const parts = [
  { name: 'unit', args: ['test/support/mocha.mjs', 'unit'], needs: [] },
  {
    name: 'integration',
    args: ['test/support/mocha.mjs', 'integration'],
    needs: ['ceph', 'shells', 'boto3', 'git', 'tools'],
    again: true,
  },
  { name: 'host', args: ['test/host/run.ts'], needs: ['build', 'chromium', 'shells', 'ceph'] },
  {
    name: 'ui',
    args: ['test/support/mocha.mjs', 'ui'],
    needs: ['build', 'chromium', 'shells', 'ceph'],
    again: true,
    isBeside: true,
  },
];

/** Files of windows that one process runs: so few that two that take such batches end about together. */
const IN_BATCH = 6;

/**
 * What each process of a part is given to run: that of windows a few files, as many processes as there are free hands.
 * @param {Part} part
 * @returns {readonly (readonly string[])[]} arguments for Node
 */
export function batchesOf({ name, args, isBeside = false }) {
  if (!isBeside) return [args];
  const files = readdirSync(join(top, 'test', name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
  return Array.from({ length: Math.ceil(files.length / IN_BATCH) }, (_, batch) => [
    ...args,
    ...files
      .slice(batch * IN_BATCH, (batch + 1) * IN_BATCH)
      .flatMap((file) => ['--spec', join('test', name, file)]),
  ]);
}

/**
 * What a part's reporters counted. A part that broke without a failed test, or ran none, has failed all the same.
 * @param {string} output
 * @param {string} how it ended: "exit code 0" is well
 */
export function resultOf(output, how) {
  const passed = count(output, 'passing');
  const counted = count(output, 'failing');
  const failed = counted === 0 && (how !== 'exit code 0' || passed === 0) ? 1 : counted;
  return { passed, failed };
}

/**
 * What the processes of a part came to. `lost`: failures that no file explains, as of a process that broke; who runs files again
 * mends none of them.
 * @param {readonly { readonly output: string, readonly how: string }[]} ran
 */
export function sumOf(ran) {
  const sum = { passed: 0, failed: 0, lost: 0 };
  for (const { output, how } of ran) {
    const { passed, failed } = resultOf(output, how);
    sum.passed += passed;
    sum.failed += failed;
    const isExplained = /^failed in \S+\.ts, where/m.test(output) && !/^failed in , where/m.test(output);
    if (failed > 0 && !(isExplained && how.startsWith('exit code'))) sum.lost++;
  }
  return sum;
}

/** More are no accident. */
const MOST_AGAIN = 6;

/**
 * The files in which a test failed, and how many passed there, as `reporter.cjs` prints them. None where there are many.
 * @param {string} output
 * @returns {readonly { file: string, passed: number }[]}
 */
export function filesToRunAgain(output) {
  const found = [...output.matchAll(/^failed in (\S+\.ts), where (\d+) passed$/gm)];
  const files = found.map(([, file = '', passed]) => ({ file, passed: Number(passed) }));
  return files.length > MOST_AGAIN ? [] : files;
}

/** Lines of one part's failures that are told again at the end; who reads only the end of a log sees what failed. */
const MOST_LINES = 120;

/**
 * What the reporters said of each failed test: mocha in its closing chapter, those of the hosts below the test.
 * @param {string} output
 */
export function failuresIn(output) {
  const told = [...output.matchAll(/^ +\d+ failing\n(.*?)^failed in /gms)].map(([, text = '']) => text);
  const below = [...output.matchAll(/^ {4}✘ .*\n(?: {8}.*\n)*/gm)].map(([text]) => text);
  const lines = [...told, ...below].flatMap((text) => text.trimEnd().split('\n'));
  const rest = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), ...(rest > 0 ? [`  … ${rest} more lines above`] : [])].join('\n');
}

/** Adds up the reporters' closing lines. @param {string} output @param {'passing' | 'failing'} word */
function count(output, word) {
  const found = output.matchAll(new RegExp(`^\\s+(\\d+) ${word}`, 'gm'));
  return [...found].reduce((sum, [, digits]) => sum + Number(digits), 0);
}
