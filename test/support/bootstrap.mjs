// @ts-check
// What `npm start` and `npm test` do first, on a machine with nothing but Node and npm: install the project's packages.
// Plain JavaScript without dependencies.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { start, wasInterrupted } from './process.mjs';

/** The repository's top. */
export const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const OLDEST_NODE = 20;
const stamp = join(top, 'node_modules', '.spaceport-installed');

/** A fault that a sentence explains: no stack is printed for it. */
export class Explained extends Error {}

/** Runs a script's main part; what it can't do is one sentence and exit code 1. @param {() => Promise<void>} main */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    // What broke off was told to.
    if (wasInterrupted()) return;
    console.error(
      error instanceof Error ? (error instanceof Explained ? error.message : error.stack) : error,
    );
    process.exit(1);
  }
}

/** Installs the packages that package-lock.json names, unless that was done already. */
export async function ensurePackages() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Explained(`Spaceport's scripts need Node ${OLDEST_NODE} or newer; this is ${process.version}.`);
  }
  if (arePackagesThere()) return;
  await oneAtATime('packages', async () => {
    if (!arePackagesThere()) await installPackages();
  });
}

/**
 * Does `work` while no other command of ours does the same in this folder.
 * @template T
 * @param {string} name of what is installed or built
 * @param {() => Promise<T>} work
 */
export function oneAtATime(name, work) {
  const file = join(top, '.cache', `making-${name}`);
  return withLock(file, work, () =>
    console.log(`Another command makes the same in this folder (${name}): waiting for it …`),
  );
}

function arePackagesThere() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash() && existsSync(pinnedNode());
}

async function installPackages() {
  console.log('Installing the packages of package-lock.json (about 400, half a minute) …');
  // Not "npm ci": it refuses a lock file that lacks another platform's optional packages, which a registry that mirrors
  // only some platforms leaves out.
  const wanted = lockHash();
  await npm('install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error');
  // After an interrupted install npm takes packages for complete whose install scripts never ran.
  if (!existsSync(pinnedNode())) await npm('rebuild', 'node', '--loglevel=error');
  if (!existsSync(pinnedNode())) {
    throw new Explained(
      'The pinned Node is missing: install scripts seem to be off. Run "npm config set ignore-scripts false" and try again.',
    );
  }
  writeFileSync(stamp, wanted);
}

/** The Node that the project pins: it runs TypeScript. */
export function pinnedNode() {
  const binary = process.platform === 'win32' ? 'node.exe' : join('bin', 'node');
  return join(top, 'node_modules', 'node', binary);
}

/** @returns {NodeJS.ProcessEnv} our environment with the pinned Node and the packages' commands in front of PATH */
export function pinnedEnvironment() {
  const bin = join(top, 'node_modules', '.bin');
  return {
    ...process.env,
    PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  };
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(top, 'package-lock.json')))
    .digest('hex');
}

/**
 * npm as it started us, with the Node that it runs on (Debian's npm works with Debian's Node alone); else the one on PATH.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  return node && script?.endsWith('npm-cli.js') ? [node, script] : ['npm'];
}

/** @param {string[]} args */
async function npm(...args) {
  const [file, ...before] = npmCommand();
  const how = await start(file, [...before, ...args], { cwd: top, shown: true, graceMs: 500 }).ended;
  if (how !== 'exit code 0') {
    throw new Explained(
      `"npm ${args[0]}" failed (${how}); what it says is above. Is a package registry reachable?`,
    );
  }
}
