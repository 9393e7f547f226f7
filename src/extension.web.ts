import type * as vscode from 'vscode';
import { compose, editorsFetch } from './compose.ts';
import { webHashing } from './platform/web.ts';
import { createDiagnosis } from './s3/browser.ts';

/** The browser host: WebCrypto's hashing, no SDK. */
export function activate(context: vscode.ExtensionContext): void {
  compose(context, {
    kind: 'web',
    hashing: webHashing(globalThis.crypto.subtle),
    fetch: editorsFetch,
    later: () => import('./later.ts'),
    witness: undefined,
    allowBrowser: undefined,
    pageOrigin: globalThis.origin,
    diagnosis: createDiagnosis,
    system: globalThis.navigator.userAgent,
  });
}
