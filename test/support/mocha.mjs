// Runs one part of the tests: `node test/support/mocha.mjs unit [mocha arguments]`.
// Node itself strips the types (22.18 or newer), so tests run without a build.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const [part, ...rest] = process.argv.slice(2);
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const run = spawnSync(
  process.execPath,
  [mocha, '--extension', 'ts', '--recursive', `test/${part}`, '--fail-zero', '--forbid-only', ...rest],
  { stdio: 'inherit' },
);
process.exit(run.status ?? 1);
