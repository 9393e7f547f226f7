import type * as vscode from 'vscode';
import { compose, editorsFetch } from './compose.ts';
import { withExtraAuthorities } from './platform/fetch.ts';
import { nodeHashing } from './platform/node.ts';

const later = () => import('./later.ts');
const laterHere = () => import('./laterOnDesktop.ts');
const sharing = () => import('./sharing.ts');
const objects = () => import('./objects.ts');
const files = () => import('./files.ts');
const transfers = () => import('./transfers.ts');
const phrases = () => import('./phrases.ts');
const sdk = () => import('./s3/sdk/presigners.ts');

let unfinished: ReturnType<typeof compose> | undefined;

/** The desktop host: Node's hashing and certificates, and the SDK, loaded with the first use. */
export function activate(context: vscode.ExtensionContext): void {
  unfinished = compose(context, {
    kind: 'desktop',
    hashing: nodeHashing,
    fetch: withExtraAuthorities(editorsFetch, process.env.NODE_EXTRA_CA_CERTS),
    later,
    sharing,
    objects,
    files,
    transfers,
    phrases,
    witness: async () => (await laterHere()).loadWitness(sdk),
    allowBrowser: async (requests) => (await laterHere()).createAllowBrowser(requests),
    local: async () => (await import('./platform/local.ts')).localMachine,
    importSources: async () => (await laterHere()).importSources,
    shareFiles: async () => (await laterHere()).shareFiles,
    pageOrigin: undefined,
    system: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
  });
}

/** The editor waits some seconds for it before the window closes. */
export const deactivate = (): Promise<void> | undefined => unfinished?.settled();
