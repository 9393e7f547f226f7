// Runs the host tests of `desktop/` in VS Code's desktop application: `npm run test:electron [-- --version V]`, where V is
// "oldest", "newest" or any version. Without it: both. Downloads them; needs a display (on Linux: `xvfb-run -a`).
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { Explained, runMain, top } from '../support/bootstrap.mjs';
import { startControl } from '../support/editor/control.ts';
import type { TestResult } from '../support/editor/hostFacts.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { quietSettings, readLogs } from '../support/editor/server.ts';
import { buildExtension, stageExtension } from '../support/editor/stage.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type Outside, startOutside } from './outside.ts';
import { printResult, printTotals } from './results.ts';

const { values } = parseArgs({ options: { version: { type: 'string' }, grep: { type: 'string' } } });

await runMain(async () => {
  const versions = versionsOf(values.version);
  const executables = await Promise.all(versions.map(download));
  await buildExtension();
  const outside = await startOutside();
  const results: TestResult[] = [];
  for (const [index, version] of versions.entries()) {
    results.push(...(await runIn(version, executables[index] ?? '', outside)));
  }
  await outside.stop();
  process.exitCode = printTotals(results) ? 0 : 1;
});

function versionsOf(chosen: string | undefined): string[] {
  if (chosen === undefined) return [NEWEST, OLDEST];
  return [{ oldest: OLDEST, newest: NEWEST }[chosen] ?? chosen];
}

async function download(version: string): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: join(top, '.cache', 'desktop') });
  } catch (error) {
    throw new Explained(
      `VS Code ${version} for the desktop can't be downloaded here (${error instanceof Error ? error.message : error}). ` +
        '"npm run test:host" runs the same tests in its server.',
    );
  }
}

async function runIn(version: string, executable: string, outside: Outside): Promise<TestResult[]> {
  console.log(`\n  VS Code ${version}, desktop application`);
  const results: TestResult[] = [];
  const tell = (result: TestResult) => {
    results.push(result);
    printResult(result);
  };
  const userData = await userDataFolder();
  const logs = { logsFolder: join(userData, 'logs') };
  const control = await startControl({
    ...outside.functions,
    readLogs: (name?: string) => readLogs(logs, name === undefined ? undefined : new RegExp(name)),
    storageFolder: () => join(userData, 'User', 'globalStorage', 'spaceport.spaceport'),
    testResult: tell,
  });
  const facts = { version, host: 'desktop', isElectron: true, control: control.url, grep: values.grep };
  const staged = await stageExtension('desktop', { ...facts, outside: outside.facts });
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: staged.folder,
      extensionTestsPath: staged.testIndex,
      launchArgs: [
        ...['--user-data-dir', userData, '--extensions-dir', scratchFolder('extensions')],
        ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-telemetry'],
        // Else a keyring is asked, or a person: no machine of GitHub has either.
        ...['--use-inmemory-secretstorage', '--disable-gpu', '--no-sandbox'],
      ],
    });
  } catch (error) {
    if (results.every(({ passed }) => passed)) tell(failure(String(error)));
  } finally {
    await control.stop();
  }
  if (results.length === 0) tell(failure('No test ran.'));
  return results;
}

const failure = (error: string): TestResult => ({
  title: 'the run itself',
  passed: false,
  durationMs: 0,
  error,
});

async function userDataFolder(): Promise<string> {
  const folder = scratchFolder('desktop');
  await mkdir(join(folder, 'User'), { recursive: true });
  await writeFile(join(folder, 'User', 'settings.json'), JSON.stringify(quietSettings));
  return folder;
}
