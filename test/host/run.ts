// Runs the host tests: `node test/host/run.ts [--version V] [--host desktop|web] [--grep REGEXP]`.
// Without options: the newest and the oldest VS Code, each with the Node host and the web-worker host.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from '../support/bootstrap.mjs';
import { ensureGroups } from '../support/debian.mjs';
import { type EditorBrowser, openBrowser } from '../support/editor/browser.ts';
import { startControl } from '../support/editor/control.ts';
import type { TestResult } from '../support/editor/hostFacts.ts';
import { type HostRun, runInPage } from '../support/editor/hostPage.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { type EditorServer, inWebHost, readLogs, startEditorServer } from '../support/editor/server.ts';
import { buildExtension, type HostKind, stageExtension } from '../support/editor/stage.ts';
import { type Outside, startOutside } from './outside.ts';
import { printResult, printTotals } from './results.ts';

const { values } = parseArgs({
  options: { version: { type: 'string' }, host: { type: 'string' }, grep: { type: 'string' } },
});
const versions = values.version ? [values.version] : [NEWEST, OLDEST];
const hosts: HostKind[] =
  values.host === 'desktop' || values.host === 'web' ? [values.host] : ['desktop', 'web'];

interface Target {
  version: string;
  host: HostKind;
}

async function runAll(): Promise<boolean> {
  // Before a test's time runs.
  if (hosts.includes('web')) await ensureGroups(['ceph']);
  await buildExtension();
  const outside = await startOutside();
  const browser = await openBrowser();
  const results: TestResult[] = [];
  for (const version of versions) {
    for (const host of hosts) {
      results.push(...(await runOne({ version, host }, outside, browser)));
    }
  }
  await browser.close();
  await outside.stop();
  return printTotals(results);
}

/** @returns a result for each test, plus a failed one if the run itself failed */
async function runOne(target: Target, outside: Outside, browser: EditorBrowser): Promise<TestResult[]> {
  const began = Date.now();
  console.log(`\n  VS Code ${target.version}, ${target.host} host`);
  const results: TestResult[] = [];
  const tell = (result: TestResult) => {
    results.push(result);
    printResult(result);
  };
  const problem = await runIn(target, outside, { browser, tell }).then(
    (run) => problemOf(run, results),
    (error: unknown) => String(error),
  );
  if (problem) tell({ title: 'the run itself', passed: false, durationMs: 0, error: problem });
  console.log(`    (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return results;
}

interface Ends {
  browser: EditorBrowser;
  tell: (result: TestResult) => void;
}

async function runIn(target: Target, outside: Outside, { browser, tell }: Ends): Promise<HostRun> {
  const settings = target.host === 'web' ? inWebHost : {};
  const server = await startEditorServer({ version: target.version, settings });
  const control = await startControl({ ...outside.functions, ...ownFunctions(server), testResult: tell });
  try {
    const facts = {
      ...target,
      isElectron: false,
      control: control.url,
      grep: values.grep,
      outside: outside.facts,
    };
    return await runInPage(browser.context, server, await stageExtension(target.host, facts));
  } finally {
    await server.stop();
    await control.stop();
  }
}

/** What every host test may ask of the runner. */
function ownFunctions(server: EditorServer) {
  return {
    readLogs: (name?: string) => readLogs(server, name === undefined ? undefined : new RegExp(name)),
    /** Where the extension keeps its files. */
    storageFolder: () => join(server.userFolder, 'globalStorage', 'spaceport.spaceport'),
  };
}

function problemOf({ exitCode, log }: HostRun, results: TestResult[]): string | undefined {
  const noise = /-vsx|gallery|ServiceWorker/i;
  const lines = log.filter((line) => line.startsWith('error') && !noise.test(line)).slice(-20);
  if (results.length === 0) return ['No test ran.', ...lines].join('\n');
  if (exitCode !== 0 && results.every((result) => result.passed))
    return [`Exit code ${exitCode}.`, ...lines].join('\n');
  return undefined;
}

await runMain(async () => {
  process.exitCode = (await runAll()) ? 0 : 1;
});
