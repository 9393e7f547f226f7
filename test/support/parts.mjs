// @ts-check
// The parts of `npm test`, and how a part's output is read. Plain JavaScript: it runs before anything is installed.

/**
 * @typedef {object} Part
 * @property {string} name also the folder of its tests
 * @property {string[]} args for Node
 * @property {(keyof typeof import('./debian.mjs').groups)[]} needs
 * @property {boolean} [again] whether files in which a test failed run once more, each from its start
 */

/** @type {readonly Part[]} */
export const parts = [
  { name: 'unit', args: ['test/support/mocha.mjs', 'unit'], needs: [] },
  {
    name: 'integration',
    args: ['test/support/mocha.mjs', 'integration'],
    needs: ['ceph', 'shells', 'boto3', 'git', 'tools'],
  },
  { name: 'host', args: ['test/host/run.ts'], needs: ['build', 'chromium', 'shells', 'ceph'] },
  {
    name: 'ui',
    args: ['test/support/mocha.mjs', 'ui'],
    needs: ['build', 'chromium', 'shells', 'ceph'],
    again: true,
  },
];

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

/** Adds up the reporters' closing lines. @param {string} output @param {'passing' | 'failing'} word */
function count(output, word) {
  const found = output.matchAll(new RegExp(`^\\s+(\\d+) ${word}`, 'gm'));
  return [...found].reduce((sum, [, digits]) => sum + Number(digits), 0);
}
