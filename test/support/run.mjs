// @ts-check
// `npm test`: every part in turn, or those named: `npm test -- unit host`. Installs what they need, prints each part's
// time, and ends with `N passed, N failed`. Plain JavaScript: it runs before anything is installed.
import { Explained, ensurePackages, pinnedEnvironment, pinnedNode, runMain, top } from './bootstrap.mjs';
import { ensureGroups, missingPackages } from './debian.mjs';
import { filesToRunAgain, parts, resultOf } from './parts.mjs';
import { endWithParent, start } from './process.mjs';

endWithParent();
await runMain(async () => {
  const chosen = choose(process.argv.slice(2));
  await ensurePackages();
  const problem = await provide(chosen.flatMap(({ needs }) => needs));
  if (problem !== undefined) console.log(problem);

  let [passed, failed] = [0, 0];
  /** @type {string[]} */
  const times = [];
  for (const part of chosen) {
    const result = missingPackages(part.needs).length === 0 ? await runPart(part) : leaveOut(part);
    passed += result.passed;
    failed += result.failed;
    times.push(
      `${part.name.padEnd(12)} ${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(3)} failed  ${result.seconds} s`,
    );
  }
  console.log(`\n${times.join('\n')}`);
  if (problem !== undefined) console.log(`\n${problem}`);
  console.log(`\n${passed} passed, ${failed} failed`);
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

/**
 * @param {(keyof typeof import('./debian.mjs').groups)[]} needs
 * @returns {Promise<string | undefined>} what is missing all the same, and the command that helps
 */
async function provide(needs) {
  try {
    await ensureGroups([...new Set(needs)], (line) => console.log(line));
    return undefined;
  } catch (error) {
    if (error instanceof Explained) return error.message;
    throw error;
  }
}

/** A part that can't run has failed: nothing is silently left out. @param {import('./parts.mjs').Part} part */
function leaveOut({ name, needs }) {
  console.log(`\n═══ ${name}: not run, without ${missingPackages(needs).join(', ')} ═══`);
  return { passed: 0, failed: 1, seconds: 0 };
}

/**
 * A window can lose a key or close a menu by itself: files of such a part run once more where a test failed. What fails
 * twice has failed.
 * @param {import('./parts.mjs').Part} part
 */
async function runPart({ name, args, again }) {
  console.log(`\n═══ ${name} ═══`);
  const began = Date.now();
  const { output, how } = await runOnce(name, args);
  let { passed, failed } = resultOf(output, how);
  const files = again ? filesToRunAgain(output) : [];
  if (files.length > 0) {
    console.log(
      `\n═══ ${name}: ${failed} failed; once more: ${files.map(({ file }) => file).join(', ')} ═══`,
    );
    const specs = files.flatMap(({ file }) => ['--spec', file]);
    const second = await runOnce(name, [...args, ...specs]);
    const result = resultOf(second.output, second.how);
    passed += result.passed - files.reduce((sum, file) => sum + file.passed, 0);
    failed = result.failed;
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`═══ ${name}: ${passed} passed, ${failed} failed in ${seconds} s`);
  return { passed, failed, seconds };
}

/** @param {string} name @param {string[]} args */
async function runOnce(name, args) {
  let output = '';
  const running = start(pinnedNode(), args, {
    name,
    cwd: top,
    env: pinnedEnvironment(),
    // Longer than it gives what it started itself.
    graceMs: 15_000,
    onOutput: (text) => {
      process.stdout.write(text);
      output += text;
    },
  });
  return { how: await running.ended, output };
}
