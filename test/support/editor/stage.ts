// A folder with the extension as it would be installed, and its host tests inside: VS Code runs a test index
// in the host under test only from within the extension's own folder.
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { oneAtATime } from '../bootstrap.mjs';
import { run } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';

/** `desktop` is the Node host (of a remote or a desktop), `web` the worker host, as on vscode.dev. */
export type HostKind = 'desktop' | 'web';

export interface StagedExtension {
  folder: string;
  /** Path of the bundled test index, without `.js`. */
  testIndex: string;
}

const top = resolve(import.meta.dirname, '../../..');
const hostTests = join(top, 'test/host');

/** What of the repository's top an installed extension has. */
const shipped = /^(package\.json|package\.nls.*\.json|dist|docs|media|l10n)$/;

/** Of this folder: a file of `dist/` that is copied must not be one that another command is just writing. */
const alone = (work: () => Promise<unknown>) => oneAtATime('bundles', work);

/** Builds the bundles into `dist/`. */
export async function buildExtension(): Promise<void> {
  await alone(() => run(process.execPath, ['esbuild.js'], { cwd: top }));
}

/** Copies the built extension, as it would be installed. */
export async function copyExtension(folder: string): Promise<void> {
  const names = (await readdir(top)).filter((name) => shipped.test(name));
  await alone(() =>
    Promise.all(names.map((name) => cp(join(top, name), join(folder, name), { recursive: true }))),
  );
}

/**
 * Copies the built extension and bundles the tests of `test/host/<host>` into it as one CommonJS file.
 * @param host where the tests will run
 * @param facts what the tests learn about their surroundings, see `test/host/support/outside.ts`
 */
export async function stageExtension(host: HostKind, facts: unknown): Promise<StagedExtension> {
  const folder = scratchFolder('extension');
  await copyExtension(folder);
  await activateOnStartup(join(folder, 'package.json'));
  await bundleTests(host, facts, join(folder, 'test/index.js'));
  return { folder, testIndex: join(folder, 'test/index') };
}

/** Only here: without it a test could not look at an extension that nobody has used yet. */
async function activateOnStartup(file: string): Promise<void> {
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  manifest.activationEvents = [...(manifest.activationEvents ?? []), 'onStartupFinished'];
  await writeFile(file, JSON.stringify(manifest, null, 2));
}

async function bundleTests(host: HostKind, facts: unknown, outfile: string): Promise<void> {
  await build({
    stdin: { contents: await indexOf(host), resolveDir: hostTests, sourcefile: 'index.ts', loader: 'ts' },
    outfile,
    bundle: true,
    // Not 'cjs': mocha's build assigns to the outer `module.exports` itself.
    format: 'iife',
    globalName: 'hostTests',
    footer: { js: 'module.exports = hostTests;' },
    target: 'es2023',
    platform: host === 'web' ? 'browser' : 'node',
    external: ['vscode'],
    define: { HOST_TEST_FACTS: JSON.stringify(facts) },
    ...(host === 'web' ? { alias: { 'node:assert/strict': join(hostTests, 'support/assert.ts') } } : {}),
    sourcemap: 'inline',
    logLevel: 'error',
  });
}

/** Mocha's globals first, then the tests, which are declared as they load. */
async function indexOf(host: HostKind): Promise<string> {
  const folder = join(hostTests, host);
  const files = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
  const tests = files.filter((file) => file.endsWith('.test.ts')).sort();
  const imports = tests.map(
    (file) => `import './${relative(hostTests, join(folder, file)).replaceAll('\\', '/')}';`,
  );
  return ["import './support/mocha.ts';", ...imports, "export { run } from './support/run.ts';"].join('\n');
}
