// @ts-check
// `npm start`: an editor with the extension and a demo store, from a fresh clone. This part runs on whatever Node is
// there; the rest is TypeScript on the project's own.
import { ensurePackages, pinnedEnvironment, pinnedNode, runMain, top } from './bootstrap.mjs';
import { endWithParent, start } from './process.mjs';
import { readOptions, usage } from './start/options.mjs';

endWithParent();
await runMain(async () => {
  const args = process.argv.slice(2);
  if (readOptions(args).help) return console.log(usage);
  await ensurePackages();
  const running = start(pinnedNode(), ['test/support/start/main.ts', ...args], {
    name: 'npm start',
    cwd: top,
    env: pinnedEnvironment(),
    shown: true,
    // Longer than it gives what it started itself: else that would be left behind.
    graceMs: 15_000,
  });
  const how = await running.ended;
  process.exitCode = how === 'exit code 0' ? 0 : 1;
});
