import type * as vscode from 'vscode';
import { compose, editorsFetch } from './compose.ts';
import { webHashing } from './platform/web.ts';
import { createDiagnosis } from './s3/browser.ts';
import type { Parts } from './webParts.ts';

/** The browser host: WebCrypto's hashing, no SDK. All of it is read ahead, so that sharing works offline afterwards. */
export function activate(context: vscode.ExtensionContext, parts: Parts): void {
  for (const name of ['later', 'sharing', 'objects', 'phrases']) parts.fetch(name);
  compose(context, {
    kind: 'web',
    hashing: webHashing(globalThis.crypto.subtle),
    fetch: editorsFetch,
    later: () => parts.load('later'),
    sharing: () => parts.load('sharing'),
    objects: () => parts.load('objects'),
    transfers: undefined,
    phrases: () => parts.load('phrases'),
    witness: undefined,
    allowBrowser: undefined,
    local: undefined,
    importSources: undefined,
    pageOrigin: globalThis.origin,
    diagnosis: createDiagnosis,
    system: globalThis.navigator.userAgent,
  });
}
