// @ts-check
// What the tests and the demo need from the system, by name, installed from Debian where we may.
// `node test/support/debian.mjs ceph shells` installs (or names) groups by hand. No dependencies: runs before `npm install`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Explained, oneAtATime, runMain } from './bootstrap.mjs';
import { run, wasInterrupted } from './process.mjs';
import { withProgress } from './progress.mjs';

/**
 * Packages by what they are for. They have these names in Debian and Ubuntu.
 * @satisfies {Record<string, { why: string, packages: readonly string[] }>}
 */
export const groups = {
  ceph: {
    why: 'a real Ceph gateway',
    packages: ['ceph-mon', 'ceph-mgr', 'ceph-osd', 'ceph-common', 'radosgw'],
  },
  shells: {
    why: 'pasting into real shells',
    packages: ['bash', 'dash', 'zsh', 'fish', 'curl', 'wget', 'python3'],
  },
  chromium: { why: 'the editor in a browser', packages: ['chromium'] },
  git: { why: 'packaging a clone', packages: ['git'] },
  boto3: { why: 'comparing signatures with boto3', packages: ['python3-boto3'] },
  aws: { why: 'reading what other tools sign', packages: ['awscli'] },
  tools: { why: 'importing what other tools wrote', packages: ['awscli', 'rclone', 's3cmd'] },
  build: { why: "building the editor's native modules", packages: ['g++', 'make', 'python3'] },
  peers: { why: 'measuring against other tools', packages: ['rclone', 'awscli', 's3cmd', 'python3-boto3'] },
};

/** The command that shows a package's presence, where it has another name; none: only the package list tells. */
const commandOf = new Map([
  ['ceph-common', 'ceph'],
  ['awscli', 'aws'],
  ['python3-boto3', ''],
]);

/** What is installed along with a package, but not missed: fonts, so that pictures show every name. */
const companions = new Map([
  ['chromium', ['fonts-noto-core', 'fonts-noto-color-emoji', 'fonts-droid-fallback']],
]);

/** @typedef {keyof typeof groups} Group */

/**
 * Makes sure that groups of packages are there: installs what is missing when we are root on a Debian (or may use
 * sudo unasked in CI). Otherwise throws one sentence with the command that provides them.
 * @param {readonly Group[]} names
 * @param {(line: string) => void} [log] progress; default: standard error
 */
export async function ensureGroups(names, log = (line) => process.stderr.write(`${line}\n`)) {
  if (missingPackages(names).length === 0) return;
  const prefix = elevation();
  if (prefix === undefined) throw new Explained(whatIsMissing(names));
  await oneAtATime('system-packages', () => install(prefix, names, log));
}

/** @param {readonly Group[]} names @returns {string[]} their packages that are not there, each once */
export function missingPackages(names) {
  return [...new Set(names.flatMap((name) => groups[name].packages))].filter((name) => !isPresent(name));
}

/** @param {readonly Group[]} names of which something is missing @returns {string} a sentence, with the command that helps */
function whatIsMissing(names) {
  const command = ['sudo', 'apt-get', ...installing(missingPackages(names))].join(' ');
  return `Packages are missing (for ${reasons(names)}). On Debian or Ubuntu this installs them: ${command}`;
}

/** @param {readonly Group[]} names */
function reasons(names) {
  return names
    .filter((name) => missingPackages([name]).length > 0)
    .map((name) => groups[name].why)
    .join(', ');
}

/** @param {string[]} packages @returns {string[]} arguments of apt-get */
function installing(packages) {
  const along = packages.flatMap((name) => companions.get(name) ?? []);
  return ['install', '-y', '--no-install-recommends', ...packages, ...along];
}

/** @param {string[]} prefix @param {readonly Group[]} names @param {(line: string) => void} log */
async function install(prefix, names, log) {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const text = `Installing ${missing.join(', ')} (for ${reasons(names)})`;
  const began = Date.now();
  try {
    await withProgress(text, () => apt(prefix, installing(missing), log), log);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Explained(`${why}\napt-get failed; what it says is above. ${whatIsMissing(names)}`);
  }
  log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** @param {string} name of a package */
function isPresent(name) {
  const command = commandOf.get(name) ?? name;
  if (command !== '') return findCommand(command) !== undefined;
  const asked = spawnSync('dpkg-query', ['-s', name], { encoding: 'utf8' });
  return asked.status === 0 && asked.stdout.includes('Status: install ok installed');
}

/**
 * @param {string} command
 * @returns {string | undefined} its path: the system's own before whatever else PATH has
 */
export function findCommand(command) {
  const folders = ['/usr/bin', '/usr/sbin', '/bin', '/sbin', ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

/** @returns {string[] | undefined} what to put before apt-get; undefined where it can't be used */
function elevation() {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  const mayUseSudo = process.env.CI && spawnSync('sudo', ['-n', 'true']).status === 0;
  return mayUseSudo ? ['sudo', '-n'] : undefined;
}

/**
 * Runs apt-get; when it fails, once more after an update (old or no package lists) and after what an interrupted run
 * left is finished.
 * @param {string[]} prefix
 * @param {string[]} args
 * @param {(line: string) => void} log
 */
async function apt(prefix, args, log) {
  const call = (/** @type {string[]} */ ...words) => {
    const [command = 'env', ...all] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words];
    return run(command, all, { timeoutMs: 900_000 });
  };
  const aptGet = (/** @type {string[]} */ ...words) =>
    call('apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', ...words);
  try {
    await aptGet(...args);
  } catch (error) {
    if (wasInterrupted()) throw error;
    log('Updating the package lists …');
    await call('dpkg', '--configure', '-a').catch(() => undefined);
    await aptGet('update');
    await aptGet(...args, '--fix-broken');
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in groups));
  if (names.length === 0 || unknown.length > 0) {
    console.error(`Usage: node test/support/debian.mjs GROUP …, of: ${Object.keys(groups).join(', ')}`);
    process.exit(2);
  }
  await runMain(() => ensureGroups(/** @type {Group[]} */ (names)));
}
