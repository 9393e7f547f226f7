// @ts-check
// `npm test`: every part in turn, or those named: `npm test -- unit host`. Installs what they need, prints each part's
// time, and ends with `N passed, N failed`. Plain JavaScript: it runs before anything is installed.
import { Explained, ensurePackages, pinnedEnvironment, pinnedNode, runMain, top } from './bootstrap.mjs';
import { ensureGroups } from './debian.mjs';
import { parts, resultOf } from './parts.mjs';
import { start } from './process.mjs';

await runMain(async () => {
  const chosen = choose(process.argv.slice(2));
  await ensurePackages();
  await ensureGroups([...new Set(chosen.flatMap(({ needs }) => needs))], (line) => console.log(line));

  let [passed, failed] = [0, 0];
  /** @type {string[]} */
  const times = [];
  for (const part of chosen) {
    const result = await runPart(part);
    passed += result.passed;
    failed += result.failed;
    times.push(
      `${part.name.padEnd(12)} ${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(3)} failed  ${result.seconds} s`,
    );
  }
  console.log(`\n${times.join('\n')}\n\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
});

/** @param {string[]} names @returns {readonly import('./parts.mjs').Part[]} */
function choose(names) {
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    throw new Explained(
      `There is no part "${unknown}". The parts are: ${parts.map(({ name }) => name).join(', ')}.`,
    );
  }
  return names.length === 0 ? parts : parts.filter(({ name }) => names.includes(name));
}

/** @param {import('./parts.mjs').Part} part */
async function runPart({ name, args }) {
  console.log(`\n═══ ${name} ═══`);
  const began = Date.now();
  let output = '';
  const running = start(pinnedNode(), args, {
    name,
    cwd: top,
    env: pinnedEnvironment(),
    onOutput: (text) => {
      process.stdout.write(text);
      output += text;
    },
  });
  const how = await running.ended;
  const { passed, failed } = resultOf(output, how);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(
    `═══ ${name}: ${passed} passed, ${failed} failed in ${seconds} s${how === 'exit code 0' ? '' : ` (${how})`}`,
  );
  return { passed, failed, seconds };
}
