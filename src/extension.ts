import type * as vscode from 'vscode';
import { compose } from './compose.ts';
import { nodeHashing } from './platform/node.ts';
import { createWitness } from './s3/witness.ts';

/** The desktop host: Node's hashing, and the SDK as witness, loaded with the first question. */
export function activate(context: vscode.ExtensionContext): void {
  compose(context, {
    hashing: nodeHashing,
    witness: async () => createWitness(await import('./s3/sdk/presigners.ts')),
    canListSpaces: true,
  });
}
