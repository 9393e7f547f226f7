// Installs VS Code's own server and workbench (from the npm package code-server) into `.cache/editor-<version>`.
// Plain JavaScript without dependencies: it runs on whatever Node is there, before anything is installed.
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Explained, npmCommand, oneAtATime, top } from '../bootstrap.mjs';
import { ensureGroups } from '../debian.mjs';
import { atExit, run } from '../process.mjs';
import { withProgress } from '../progress.mjs';

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

/** Builds native modules, for the Node that is given. Of our own: npm has one too, but each npm in another place. */
const NODE_GYP = 'node-gyp@12.4.0';

/**
 * Makes sure that an editor is there: at once when it was installed before, else in about a minute.
 * @param {string} version VS Code's version: NEWEST or OLDEST.
 * @param {{ native?: 'needed' | 'ifPossible' }} [options] whether it may lack its native modules where no compiler can be
 *   had: the editor works, but writes no log files and, before 1.139, opens no terminal.
 * @returns {Promise<Editor>} `node` is the runtime's binary, `server` the script to run with it.
 * @throws {Error} for an unknown version, or when npm or a compiler fails (the message has its last lines).
 */
export async function ensureEditor(version, { native = 'needed' } = {}) {
  const recipe = RECIPES[version];
  if (!recipe)
    throw new Error(`No recipe for VS Code ${version}; there is ${Object.keys(RECIPES).join(', ')}.`);
  const home = join(top, '.cache', `editor-${version}`);
  if (missingNative(home, recipe).length > 0) {
    await oneAtATime(`editor-${version}`, () => complete(version, home, native));
  }
  return describeEditor(version, home);
}

/** @returns {Editor} */
function describeEditor(version, home) {
  const serverRoot = vscodeFolder(home);
  return {
    version,
    node: runtimeOf(home),
    server: join(serverRoot, 'out', 'server-main.js'),
    serverRoot,
  };
}

/** Does what is left to do, which is nothing when another command did it while we waited. */
async function complete(version, home, native) {
  const began = Date.now();
  const recipe = RECIPES[version];
  try {
    if (builtNative(home, recipe) === undefined) {
      report(version, 'it is installed now, once: 800 MB, about a minute');
      await install(version, recipe, home);
    }
    if (missingNative(home, recipe).length > 0) await buildNative(version, home, native);
  } catch (error) {
    if (error instanceof Explained) throw error;
    throw new Explained(
      `${error.message}\nVS Code ${version} could not be installed; what failed is above. The next run tries again.`,
    );
  }
  report(version, `ready after ${Math.round((Date.now() - began) / 1000)} s`);
}

/** Installs beside the final place and renames, so that an interrupted run leaves nothing half done. */
async function install(version, recipe, home) {
  await mkdir(dirname(home), { recursive: true });
  await removeDrafts(home);
  const draft = await mkdtemp(`${home}.new-`);
  const forget = atExit(() => rmSync(draft, { recursive: true, force: true, maxRetries: 5 }));
  try {
    await fill(version, recipe, draft);
    await writeStamp(draft, recipe, []);
    await rm(home, { recursive: true, force: true });
    await rename(draft, home);
  } finally {
    await rm(draft, { recursive: true, force: true });
    forget();
  }
}

/** What runs left that were killed: nobody else installs while we do. */
async function removeDrafts(home) {
  const folder = dirname(home);
  const drafts = (await readdir(folder)).filter((name) => name.startsWith(`${basename(home)}.new-`));
  for (const name of drafts) await rm(join(folder, name), { recursive: true, force: true });
}

async function fill(version, recipe, draft) {
  await step(version, `installing Node ${recipe.node}`, () =>
    installInto(join(draft, 'node'), `node-${process.platform}-${process.arch}@${recipe.node}`),
  );
  await step(version, `installing code-server ${recipe.codeServer}, which carries it`, () =>
    installInto(join(draft, 'server'), `code-server@${recipe.codeServer}`),
  );
  const vscode = vscodeFolder(draft);
  for (const patch of recipe.patches) await patch(vscode);
  await step(version, "installing its server's own packages", () =>
    npm(vscode, '--omit=dev', '--ignore-scripts', '--no-save'),
  );
}

/** Builds what is missing, one by one: each is noted when it is there. */
async function buildNative(version, home, native) {
  const recipe = RECIPES[version];
  try {
    await ensureGroups(['build'], (line) => console.log(line));
  } catch (error) {
    if (native === 'needed' || !(error instanceof Explained)) throw error;
    report(
      version,
      `it will work, but "Show Log" will stay empty: native modules can't be built. ${error.message}`,
    );
    return;
  }
  const script = await nodeGyp(version, home);
  for (const name of missingNative(home, recipe)) {
    const build = [script, 'rebuild', `--nodedir=${runtimeFolder(home)}`];
    await step(version, `building ${name}`, () =>
      run(runtimeOf(home), build, {
        cwd: join(vscodeFolder(home), 'node_modules', name),
        timeoutMs: 600_000,
      }),
    );
    await writeStamp(home, recipe, [...(builtNative(home, recipe) ?? []), name]);
  }
}

/** @returns {Promise<string>} the script of our node-gyp, installed when it is first needed */
async function nodeGyp(version, home) {
  const folder = join(home, 'node-gyp');
  const script = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  if (!existsSync(script)) await step(version, `installing ${NODE_GYP}`, () => installInto(folder, NODE_GYP));
  return script;
}

async function installInto(folder, spec) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(folder, '--ignore-scripts', '--save-exact', spec);
}

const runtimeFolder = (home) =>
  join(home, 'node', 'node_modules', `node-${process.platform}-${process.arch}`);
const runtimeOf = (home) => join(runtimeFolder(home), 'bin', 'node');
const vscodeFolder = (home) => join(home, 'server', 'node_modules', 'code-server', 'lib', 'vscode');
const stampOf = (home) => join(home, 'complete.json');
const report = (version, text) => console.log(`VS Code ${version}: ${text}`);
const step = (version, text, work) => withProgress(`VS Code ${version}: ${text}`, work, console.log);

const stampText = ({ codeServer, node }, native) =>
  `${JSON.stringify({ revision: RECIPE_REVISION, codeServer, node, native })}\n`;
const writeStamp = (home, recipe, native) => writeFile(stampOf(home), stampText(recipe, native));

/** @returns {string[] | undefined} the native modules that were built; undefined: no whole editor of this recipe is there */
function builtNative(home, recipe) {
  if (!existsSync(stampOf(home))) return undefined;
  const text = readFileSync(stampOf(home), 'utf8');
  const { native } = JSON.parse(text);
  return text === stampText(recipe, native) ? native : undefined;
}

/** All of them where there is no editor. */
function missingNative(home, recipe) {
  const built = builtNative(home, recipe) ?? [];
  return recipe.native.filter((name) => !built.includes(name));
}

function npm(cwd, ...args) {
  const [file, ...before] = npmCommand();
  const install = ['install', '--no-audit', '--no-fund', '--loglevel=error', ...args];
  return run(file, [...before, ...install], { cwd, timeoutMs: 1_800_000, graceMs: 500 });
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
