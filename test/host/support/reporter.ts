import type { TestResult } from '../../support/editor/hostFacts.ts';
import { outside } from './outside.ts';

const told: Promise<unknown>[] = [];
const tell = (result: TestResult) => told.push(outside('testResult', result));

/** A mocha reporter that tells the runner outside about each test. */
export class Reporter {
  constructor(runner: Mocha.Runner) {
    runner.on('pass', (test) =>
      tell({ title: test.fullTitle(), passed: true, durationMs: test.duration ?? 0 }),
    );
    runner.on('fail', (test: Mocha.Test, error: Error) =>
      tell({
        title: test.fullTitle(),
        passed: false,
        durationMs: test.duration ?? 0,
        error: error.stack ?? error.message,
      }),
    );
  }
}

/** Resolves when the runner outside knows all. */
export async function allTold(): Promise<void> {
  await Promise.all(told);
}
