import type * as vscode from 'vscode';
import { compose, editorsFetch } from './compose.ts';
import { webHashing } from './platform/web.ts';
import type { Parts } from './webParts.ts';

let unfinished: ReturnType<typeof compose> | undefined;

/** The browser host: WebCrypto's hashing, no SDK. All of it is read ahead, so that sharing works offline afterwards. */
export function activate(context: vscode.ExtensionContext, parts: Parts): void {
  for (const name of ['later', 'sharing', 'objects', 'files', 'phrases']) parts.fetch(name);
  unfinished = compose(context, {
    kind: 'web',
    hashing: webHashing(globalThis.crypto.subtle),
    fetch: editorsFetch,
    later: () => parts.load('later'),
    sharing: () => parts.load('sharing'),
    objects: () => parts.load('objects'),
    files: () => parts.load('files'),
    transfers: undefined,
    phrases: () => parts.load('phrases'),
    witness: undefined,
    allowBrowser: undefined,
    local: undefined,
    importSources: undefined,
    shareFiles: undefined,
    pageOrigin: globalThis.origin,
    system: globalThis.navigator.userAgent,
  });
}

/** It is too late for files here: the editor has taken its file system away by then. What is on its way may arrive. */
export const deactivate = (): Promise<void> | undefined => unfinished?.settled();
