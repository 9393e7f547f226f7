/** All of transfers, as one file: loaded with its first command or drop, or where some were left unfinished. Desktop only. */
import { createObjectBytes } from './s3/bytes.ts';
import type { StoreDeps } from './s3/client.ts';
import type { StartDeps } from './vscode/commands/start.ts';
import * as commands from './vscode/commands/transfers.ts';

export function createTransfers(start: StartDeps, requests: StoreDeps): commands.Transfers {
  return commands.createTransfers(start, { bytes: createObjectBytes(requests) });
}
