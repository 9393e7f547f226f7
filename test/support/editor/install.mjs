// Installs VS Code's own server and workbench (from the npm package code-server) into `.cache/editor-<version>`.
// Plain JavaScript without dependencies: it runs on whatever Node is there, before anything is installed.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../process.mjs';

/** @typedef {{version: string, node: string, server: string, serverRoot: string}} Editor */
/** @typedef {{codeServer: string, node: string, native: string[], patches: ((vscode: string) => Promise<void>)[]}} Recipe */

export const NEWEST = '1.139.1';
export const OLDEST = '1.105.1';

/** Raised when a recipe changes: caches made by an older one are made again. */
const RECIPE_REVISION = 1;

/** @type {Record<string, Recipe>} */
const RECIPES = {
  [NEWEST]: {
    codeServer: '4.139.1',
    node: '24.21.0',
    native: ['@vscode/spdlog', '@vscode/native-watchdog'],
    patches: [showToastsUnderTest],
  },
  [OLDEST]: {
    codeServer: '4.105.1',
    node: '22.23.3',
    native: ['@vscode/spdlog', 'native-watchdog', 'node-pty'],
    patches: [takeWatcherFromRegistry],
  },
};

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Makes sure that an editor is there: at once when it was installed before, else in about a minute.
 * @param {string} version VS Code's version: NEWEST or OLDEST.
 * @returns {Promise<Editor>} `node` is the runtime's binary, `server` the script to run with it.
 * @throws {Error} for an unknown version, or when npm or a compiler fails (the message has its last lines).
 */
export async function ensureEditor(version) {
  const recipe = RECIPES[version];
  if (!recipe)
    throw new Error(`No recipe for VS Code ${version}; there is ${Object.keys(RECIPES).join(', ')}.`);
  const home = join(top, '.cache', `editor-${version}`);
  if (!isComplete(home, recipe)) await install(version, recipe, home);
  return describeEditor(version, home);
}

/** @returns {Editor} */
function describeEditor(version, home) {
  const serverRoot = vscodeFolder(home);
  return {
    version,
    node: join(runtimeFolder(home), 'bin', 'node'),
    server: join(serverRoot, 'out', 'server-main.js'),
    serverRoot,
  };
}

/** Installs beside the final place and renames: a run that starts meanwhile sees all of it or nothing. */
async function install(version, recipe, home) {
  const started = Date.now();
  await mkdir(dirname(home), { recursive: true });
  const draft = await mkdtemp(`${home}.new-`);
  try {
    await fill(version, recipe, draft);
    await writeFile(stampOf(draft), stampText(recipe));
    await putInPlace(draft, home, recipe);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  report(version, `ready after ${Math.round((Date.now() - started) / 1000)} s`);
}

async function fill(version, recipe, draft) {
  report(version, `installing Node ${recipe.node} and code-server ${recipe.codeServer} (about 900 MB, once)`);
  await installInto(join(draft, 'node'), `node-${process.platform}-${process.arch}@${recipe.node}`);
  await installInto(join(draft, 'server'), `code-server@${recipe.codeServer}`);
  const vscode = vscodeFolder(draft);
  for (const patch of recipe.patches) await patch(vscode);
  report(version, "installing the server's own packages");
  await npm(vscode, '--omit=dev', '--ignore-scripts', '--no-save');
  for (const name of recipe.native) {
    report(version, `building ${name}`);
    const rebuild = [nodeGyp(), 'rebuild', `--nodedir=${runtimeFolder(draft)}`];
    await runNode(join(vscode, 'node_modules', name), rebuild);
  }
}

async function installInto(folder, spec) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(folder, '--ignore-scripts', '--save-exact', spec);
}

async function putInPlace(draft, home, recipe) {
  if (existsSync(home) && !isComplete(home, recipe)) await rm(home, { recursive: true, force: true });
  try {
    await rename(draft, home);
  } catch (error) {
    // Another run was faster: its copy is as good as ours.
    if (!isComplete(home, recipe)) throw error;
  }
}

const runtimeFolder = (home) =>
  join(home, 'node', 'node_modules', `node-${process.platform}-${process.arch}`);
const vscodeFolder = (home) => join(home, 'server', 'node_modules', 'code-server', 'lib', 'vscode');
const stampOf = (home) => join(home, 'complete.json');
const stampText = ({ codeServer, node, native }) =>
  `${JSON.stringify({ revision: RECIPE_REVISION, codeServer, node, native })}\n`;
const report = (version, text) => console.log(`VS Code ${version}: ${text}`);

function isComplete(home, recipe) {
  return existsSync(stampOf(home)) && readFileSync(stampOf(home), 'utf8') === stampText(recipe);
}

/** npm's own script: the one that started us, else the one on PATH. */
function npmScript() {
  const started = process.env.npm_execpath;
  if (started?.endsWith('npm-cli.js')) return realpathSync(started);
  const found = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const npm = found.find((path) => existsSync(path));
  if (!npm) throw new Error('npm is not on PATH: it comes with Node.');
  return realpathSync(npm);
}

const npm = (cwd, ...args) =>
  runNode(cwd, [npmScript(), 'install', '--no-audit', '--no-fund', '--loglevel=error', ...args]);

const runNode = (cwd, args) => run(process.execPath, args, { cwd, timeoutMs: 600_000 });

/** npm brings a node-gyp of its own: no package is needed to build native modules. */
function nodeGyp() {
  const script = join(dirname(npmScript()), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  if (!existsSync(script)) throw new Error(`npm's node-gyp is not at ${script}.`);
  return script;
}

/** The flag that lets a test open the workbench with a payload hides notification toasts too: take that part out. */
async function showToastsUnderTest(vscode) {
  const guard = '!this.isNotificationsCenterVisible&&!this.environmentService.enableSmokeTestDriver&&';
  const file = join(vscode, 'out/vs/code/browser/workbench/workbench.js');
  const text = await readFile(file, 'utf8');
  if (text.split(guard).length !== 2) throw new Error(`The toast guard is not once in ${file}.`);
  await writeFile(file, text.replace(guard, '!this.isNotificationsCenterVisible&&'));
}

/** The old server pins a commit of @parcel/watcher: its release has the same and comes prebuilt. */
async function takeWatcherFromRegistry(vscode) {
  const edit = async (name, change) => {
    const content = JSON.parse(await readFile(join(vscode, name), 'utf8'));
    change(content);
    await writeFile(join(vscode, name), JSON.stringify(content, null, 2));
  };
  await edit('package.json', (content) => {
    content.dependencies['@parcel/watcher'] = '2.5.1';
  });
  await edit('npm-shrinkwrap.json', (content) => {
    content.packages[''].dependencies['@parcel/watcher'] = '2.5.1';
    delete content.packages['node_modules/@parcel/watcher'];
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const version of process.argv.slice(2)) console.log(await ensureEditor(version));
}
