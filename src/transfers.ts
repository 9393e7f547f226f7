/** All of transfers, as one file: loaded with its first command or drop, or where some were left unfinished. Desktop only. */
import { hashBytes } from './platform/node.ts';
import { transferFiles } from './platform/transferFiles.ts';
import { openTransferJournal } from './platform/transferJournal.ts';
import { createObjectBytes } from './s3/bytes.ts';
import type { StoreDeps } from './s3/client.ts';
import { sleep } from './s3/wait.ts';
import type { StartDeps } from './vscode/commands/start.ts';
import * as commands from './vscode/commands/transfers.ts';

export function createTransfers(start: StartDeps, requests: StoreDeps): commands.Transfers {
  return commands.createTransfers(start, {
    bytes: createObjectBytes({ ...requests, hashBytes }),
    files: transferFiles,
    openJournal: (folder) => openTransferJournal(folder, start.log),
    sleep,
  });
}
