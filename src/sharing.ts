/** All of sharing, as one file: loaded with its first command, its view, or a signed URL under the mouse. */
import type { StoreDeps } from './s3/client.ts';
import { createProbe } from './s3/probe.ts';
import { createSignatureCheck } from './s3/verify.ts';
import { createWriter } from './s3/writes.ts';
import * as commands from './vscode/commands/sharing.ts';
import type { StartDeps } from './vscode/commands/start.ts';

export function createSharing(start: StartDeps, requests: StoreDeps): commands.Sharing {
  return commands.createSharing(start, {
    writer: createWriter({ ...requests, afterwards: start.unfinished.add }),
    probe: createProbe(requests),
    signatures: createSignatureCheck(start.hashing),
  });
}
