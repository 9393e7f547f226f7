// @ts-check
// Folders and ports for one test run.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './process.mjs';

/**
 * Makes an empty folder outside the project, removed when this process ends (kept when SPACEPORT_KEEP is set).
 * @param {string} name part of the folder's name
 */
export function scratchFolder(name) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `spaceport-${name}-`)));
  atExit(() => {
    if (!process.env.SPACEPORT_KEEP) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}

/**
 * Finds TCP ports on 127.0.0.1 that nobody listens on, all different. For servers that can't be told to choose
 * (port 0) themselves: another process may take one in between, so be ready to try again.
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(servers.map(listen));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * @param {import('node:net').Server} server
 * @returns {Promise<number>}
 */
function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });
}
