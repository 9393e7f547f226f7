// @ts-check
// Runs one part of the tests: `node test/support/mocha.mjs unit [mocha arguments]`; with `--spec`, only those files.
// Node itself strips the types (22.18 or newer), so tests run without a build.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { pinnedNode, top } from './bootstrap.mjs';

/** What a part needs beyond the defaults: root hooks, time limits. @type {Record<string, string[]>} */
const extras = {
  unit: ['--timeout', '10000', '--slow', '500'],
  integration: ['--require', 'test/integration/setup.ts', '--timeout', '60000', '--slow', '2000'],
  ui: ['--require', 'test/ui/setup.ts', '--timeout', '60000', '--slow', '10000'],
};

const [part = 'unit', ...rest] = process.argv.slice(2);
const specs = rest.some((word) => /^--?spec(=|$)/.test(word)) ? [] : ['--spec', `test/${part}/**/*.test.ts`];
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const reporter = rest.includes('--reporter') ? [] : ['--reporter', 'test/support/reporter.cjs'];
const args = [
  mocha,
  '--fail-zero',
  '--forbid-only',
  '--forbid-pending',
  ...reporter,
  ...(extras[part] ?? []),
  ...specs,
  ...rest,
];

const child = spawn(nodeThatStripsTypes(), args, {
  stdio: 'inherit',
  cwd: top,
});
// The tests end what they started (process.mjs); we wait for that.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal));
}
child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));

/** @returns {string} ours, or the project's own where ours is too old */
function nodeThatStripsTypes() {
  if (process.features.typescript) return process.execPath;
  const pinned = pinnedNode();
  if (existsSync(pinned)) return pinned;
  console.error(
    `Node ${process.version} can't run TypeScript; run "npm install", which brings one that can.`,
  );
  process.exit(1);
}
