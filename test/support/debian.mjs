// @ts-check
// What the tests and the demo need from the system, by name, installed from Debian where we may.
// `node test/support/debian.mjs ceph shells` installs (or names) groups by hand. No dependencies: runs before `npm install`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Explained, runMain } from './bootstrap.mjs';
import { run } from './process.mjs';

/**
 * Packages by what they are for. They have these names in Debian and Ubuntu.
 * @satisfies {Record<string, { why: string, packages: readonly string[] }>}
 */
export const groups = {
  ceph: {
    why: 'a real Ceph gateway',
    packages: ['ceph-mon', 'ceph-mgr', 'ceph-osd', 'ceph-common', 'radosgw'],
  },
  shells: { why: 'pasting into real shells', packages: ['bash', 'dash', 'zsh', 'fish', 'curl', 'python3'] },
  chromium: { why: 'the editor in a browser', packages: ['chromium'] },
  boto3: { why: 'comparing signatures with boto3', packages: ['python3-boto3'] },
  build: { why: "building the editor's native modules", packages: ['g++', 'make', 'python3'] },
  peers: { why: 'measuring against other tools', packages: ['rclone', 'awscli', 's3cmd', 'python3-boto3'] },
};

/** The command that shows a package's presence, where it has another name; none: only the package list tells. */
const commandOf = new Map([
  ['ceph-common', 'ceph'],
  ['awscli', 'aws'],
  ['python3-boto3', ''],
]);

/**
 * Makes sure that groups of packages are there: installs what is missing when we are root on a Debian (or may use
 * sudo unasked in CI). Otherwise throws one sentence with the command that provides them.
 * @param {(keyof typeof groups)[]} names
 * @param {(line: string) => void} [log] progress; default: standard error
 */
export async function ensureGroups(names, log) {
  for (const name of names) await ensureDebian(groups[name].packages, { why: groups[name].why, log });
}

/**
 * The same for packages by name.
 * @param {readonly string[]} packages
 * @param {{ why: string, log?: ((line: string) => void) | undefined }} options
 */
export async function ensureDebian(packages, { why, log = (line) => process.stderr.write(`${line}\n`) }) {
  const missing = packages.filter((name) => !isPresent(name));
  if (missing.length === 0) return;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  const prefix = elevation();
  if (prefix === undefined) {
    throw new Explained(
      `For ${why}, ${missing.join(', ')} must be installed. On Debian or Ubuntu: sudo ${install.join(' ')}`,
    );
  }
  const began = Date.now();
  log(`Installing ${missing.join(', ')} (for ${why}) …`);
  await apt(prefix, install.slice(1), log);
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
 * Runs apt-get; when it fails (old or no package lists), once more after an update.
 * @param {string[]} prefix
 * @param {string[]} args
 * @param {(line: string) => void} log
 */
async function apt(prefix, args, log) {
  const call = (/** @type {string[]} */ rest) => {
    const [command, ...all] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q'];
    return run(command ?? 'env', [...all, '-o', 'DPkg::Lock::Timeout=120', ...rest], { timeoutMs: 900_000 });
  };
  try {
    await call(args);
  } catch {
    log('Updating the package lists …');
    await call(['update']);
    await call(args);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in groups));
  if (names.length === 0 || unknown.length > 0) {
    console.error(`Usage: node test/support/debian.mjs GROUP …, of: ${Object.keys(groups).join(', ')}`);
    process.exit(2);
  }
  await runMain(() => ensureGroups(/** @type {(keyof typeof groups)[]} */ (names)));
}
