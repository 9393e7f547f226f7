// @ts-check
// A process and its descendants, by group id (on Windows, which has none: by the first one's id).
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export const onWindows = process.platform === 'win32';

/**
 * @param {number} group
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(group, signal) {
  if (onWindows) {
    spawnSync('taskkill', ['/pid', String(group), '/t', '/f']);
    return;
  }
  try {
    process.kill(-group, signal);
  } catch {
    // Nobody left to tell.
  }
}

/** @param {number} group */
export function groupExists(group) {
  try {
    process.kill(onWindows ? group : -group, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {number} group
 * @param {number} timeoutMs
 */
export async function groupIsGone(group, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (groupExists(group) && !onlyZombies(group)) {
    if (Date.now() >= deadline) return false;
    await delay(20);
  }
  return true;
}

/**
 * Orphans that ended stay in their group until init takes note, which in a container may take seconds.
 * @param {number} group
 * @returns {boolean} false where it can't be known
 */
function onlyZombies(group) {
  if (process.platform !== 'linux') return false;
  const states = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(stateAndGroup)
    .filter(([, itsGroup]) => itsGroup === String(group));
  return states.every(([state]) => state === 'Z');
}

/**
 * @param {string} pid
 * @returns {string[]} state letter and group; empty for one that is gone
 */
function stateAndGroup(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return [fields[0] ?? '', fields[2] ?? ''];
  } catch {
    return [];
  }
}
