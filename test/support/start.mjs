// @ts-check
// `npm start`: an editor with the extension and a demo store, from a fresh clone. This part runs on whatever Node is
// there; the rest is TypeScript on the project's own.
import { ensurePackages, pinnedEnvironment, pinnedNode, runMain, top } from './bootstrap.mjs';
import { start } from './process.mjs';

await runMain(async () => {
  await ensurePackages();
  const running = start(pinnedNode(), ['test/support/start/main.ts', ...process.argv.slice(2)], {
    name: 'npm start',
    cwd: top,
    env: pinnedEnvironment(),
    onOutput: (text) => process.stdout.write(text),
  });
  const how = await running.ended;
  process.exit(how === 'exit code 0' ? 0 : 1);
});
