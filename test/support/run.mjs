// @ts-check
// `npm test`: every part, or those named: `npm test -- unit host`; windows beside the others, and then in two processes.
// Installs what they need, prints each part's time, and ends with `N passed, N failed`. Plain JavaScript: it runs before
// anything is installed.
import { Explained, ensurePackages, pinnedEnvironment, pinnedNode, runMain, top } from './bootstrap.mjs';
import { ensureGroups, missingPackages } from './debian.mjs';
import { batchesOf, failuresIn, filesToRunAgain, parts, resultOf, sumOf } from './parts.mjs';
import { endWithParent, start } from './process.mjs';

endWithParent();
await runMain(async () => {
  const chosen = choose(process.argv.slice(2));
  await ensurePackages();
  const problem = await provide(chosen.flatMap(({ needs }) => needs));
  if (problem !== undefined) console.log(problem);

  const inTurn = runInTurn(chosen.filter(({ isBeside }) => !isBeside));
  const beside = runInTurn(
    chosen.filter(({ isBeside }) => isBeside),
    inTurn,
  );
  const results = [...(await inTurn), ...(await beside)];
  const passed = results.reduce((sum, each) => sum + each.passed, 0);
  const failed = results.reduce((sum, each) => sum + each.failed, 0);
  const times = results.map(
    (each) =>
      `${each.name.padEnd(12)} ${String(each.passed).padStart(5)} passed ${String(each.failed).padStart(3)} failed  ${each.seconds} s`,
  );
  for (const { name, failures } of results) {
    for (const [when, said] of failures) console.log(`\n═══ ${name}: what failed${when} ═══\n${said}`);
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

/**
 * @param {readonly import('./parts.mjs').Part[]} chosen
 * @param {Promise<unknown>} [others] whose output comes first: until they are done, what comes is kept
 */
async function runInTurn(chosen, others) {
  const write = writerAfter(others);
  const results = [];
  for (const part of chosen) {
    const isReady = missingPackages(part.needs).length === 0;
    results.push({
      name: part.name,
      ...(isReady ? await runPart(part, write, others) : leaveOut(part, write)),
    });
  }
  return results;
}

/** @param {Promise<unknown> | undefined} others @returns {(text: string) => void} */
function writerAfter(others) {
  let kept = others === undefined ? undefined : '';
  void others?.then(() => {
    process.stdout.write(kept ?? '');
    kept = undefined;
  });
  return (text) => {
    if (kept === undefined) process.stdout.write(text);
    else kept += text;
  };
}

/** A part that can't run has failed: nothing is silently left out. @param {import('./parts.mjs').Part} part @param {(text: string) => void} write */
function leaveOut({ name, needs }, write) {
  write(`\n═══ ${name}: not run, without ${missingPackages(needs).join(', ')} ═══\n`);
  return { passed: 0, failed: 1, seconds: 0, failures: [['', '  It was not run.']] };
}

/**
 * A window can lose a key or close a menu by itself, and a store beside it be slow: files of such a part run once more where
 * a test failed. What fails twice has failed; what failed once is told at the end.
 * @param {import('./parts.mjs').Part} part
 * @param {(text: string) => void} write
 * @param {Promise<unknown>} [others] once they are done a second process runs what this part has left
 */
async function runPart(part, write, others) {
  const { name, args, again } = part;
  write(`\n═══ ${name} ═══\n`);
  const began = Date.now();
  const ran = await runBatches(part, write, others);
  const { lost, ...sum } = sumOf(ran);
  let { passed, failed } = sum;
  const output = ran.map((each) => each.output).join('');
  const failures = failed > 0 ? [['', toldOf(output)]] : [];
  const files = again ? filesToRunAgain(output) : [];
  if (files.length > 0) {
    write(`\n═══ ${name}: ${failed} failed; once more: ${files.map(({ file }) => file).join(', ')} ═══\n`);
    const specs = files.flatMap(({ file }) => ['--spec', file]);
    const second = await runOnce(name, [...args, ...specs], write);
    const result = resultOf(second.output, second.how);
    passed += result.passed - files.reduce((sum, file) => sum + file.passed, 0);
    failed = result.failed + lost;
    if (result.failed > 0) failures.unshift([' again', toldOf(second.output)]);
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  write(`═══ ${name}: ${passed} passed, ${failed} failed in ${seconds} s\n`);
  return { passed, failed, seconds, failures };
}

/** What a broken process said last, where no test failed. @param {string} output */
function toldOf(output) {
  return failuresIn(output) || output.trimEnd().split('\n').slice(-25).join('\n');
}

/**
 * @param {import('./parts.mjs').Part} part
 * @param {(text: string) => void} write
 * @param {Promise<unknown>} [others]
 */
async function runBatches(part, write, others) {
  const batches = [...batchesOf(part)];
  const isAlone = batches.length === 1;
  /** @type {Awaited<ReturnType<typeof runOnce>>[]} */
  const ran = [];
  const work = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      ran.push(await runOnce(part.name, batch, isAlone ? write : () => undefined));
      // Of several the output comes whole, since two may run at a time.
      if (!isAlone) write(ran.at(-1)?.output ?? '');
    }
  };
  /** @type {Promise<void> | undefined} */
  let second;
  void others?.then(() => {
    second = work();
  });
  await work();
  await second;
  return ran;
}

/** @param {string} name @param {readonly string[]} args @param {(text: string) => void} write */
async function runOnce(name, args, write) {
  let output = '';
  const running = start(pinnedNode(), [...args], {
    name,
    cwd: top,
    env: pinnedEnvironment(),
    // Longer than it gives what it started itself.
    graceMs: 15_000,
    onOutput: (text) => {
      write(text);
      output += text;
    },
  });
  return { how: await running.ended, output };
}
