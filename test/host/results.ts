// How host tests report: in the form of mocha's own reporters, which the runner of all parts counts.
import type { TestResult } from '../support/editor/hostFacts.ts';

export function printResult({ title, passed, durationMs, error }: TestResult): void {
  console.log(`    ${passed ? '✔' : '✘'} ${title} (${durationMs} ms)`);
  if (error !== undefined) console.log(error.replace(/^/gm, '        '));
}

/** @returns whether all is well: no test failed, and there was one */
export function printTotals(results: readonly TestResult[]): boolean {
  const passed = results.filter((result) => result.passed).length;
  const failed = results.length - passed;
  console.log(`\n  ${passed} passing\n  ${failed} failing`);
  return failed === 0 && passed > 0;
}
