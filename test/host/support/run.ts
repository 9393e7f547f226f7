import { tests } from './mocha.ts';
import { allTold } from './reporter.ts';

/** Runs the declared tests. VS Code calls this; a rejection makes its exit code 1. */
export async function run(): Promise<void> {
  const failures = await new Promise<number>((resolve) => {
    tests.run(resolve);
  });
  await allTold();
  if (failures > 0) throw new Error(`${failures} failed`);
}
