// @ts-check
// What `npm start` and `npm test` do first, on a machine with nothing but Node and npm: install the project's packages.
// Plain JavaScript without dependencies.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(pinnedNode())) return;
  console.log('Installing the packages of package-lock.json (about 400, half a minute) …');
  // Not "npm ci": it refuses a lock file that lacks another platform's optional packages, which a registry that mirrors
  // only some platforms leaves out.
  const install = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await runThrough(npm(), install)) !== 0)
    throw new Explained('"npm install" failed; what it says is above. Is a package registry reachable?');
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

/** npm as it started us, else the one on PATH. @returns {string[]} */
function npm() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
}

/** @param {string[]} command @param {string[]} args @returns {Promise<number>} */
function runThrough(command, args) {
  const [file = 'npm', ...before] = command;
  return new Promise((resolve, reject) => {
    spawn(file, [...before, ...args], { cwd: top, stdio: 'inherit' })
      .once('error', reject)
      .once('close', (code) => resolve(code ?? 1));
  });
}
