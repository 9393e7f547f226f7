// @ts-check
// One installation at a time, also when two commands are started at once. Plain JavaScript without dependencies.
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atExit } from './process.mjs';

/** A holder renews its file this often. A process id would not tell: containers share folders, but not ids. */
const RENEWED_MS = 2_000;
/** A file that nobody renewed for so long was left by a holder that was killed. */
const ABANDONED_MS = 15_000;

/**
 * Does `work` while no other process holds the same file, waiting for it as long as it takes.
 * @template T
 * @param {string} file made while the work is done
 * @param {() => Promise<T>} work
 * @param {() => void} onWait called once when another process holds it
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = false; !take(file); waited = true) {
    if (!waited) onWait();
    await delay(200);
  }
  const release = () => rmSync(file, { force: true });
  const forget = atExit(release);
  const renewal = setInterval(() => writeFileSync(file, stampNow()), RENEWED_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    forget();
    release();
  }
}

const stampNow = () => new Date().toISOString();

/** @param {string} file @returns {boolean} whether it is ours now */
function take(file) {
  try {
    writeFileSync(file, stampNow(), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const renewed = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (renewed !== undefined && Date.now() - renewed > ABANDONED_MS) rmSync(file, { force: true });
  return false;
}
