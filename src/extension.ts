import type * as vscode from 'vscode';
import { compose, editorsFetch } from './compose.ts';
import { withExtraAuthorities } from './platform/fetch.ts';
import { nodeHashing } from './platform/node.ts';

/** The desktop host: Node's hashing and certificates, and the SDK as witness, loaded with the first question. */
export function activate(context: vscode.ExtensionContext): void {
  compose(context, {
    kind: 'desktop',
    hashing: nodeHashing,
    fetch: withExtraAuthorities(editorsFetch, process.env.NODE_EXTRA_CA_CERTS),
    witness: async () => (await import('./later.ts')).loadWitness(() => import('./s3/sdk/presigners.ts')),
    diagnosis: undefined,
    system: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
  });
}
