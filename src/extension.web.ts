import type * as vscode from 'vscode';
import { compose, editorsFetch } from './compose.ts';
import * as later from './later.ts';
import { webHashing } from './platform/web.ts';
import { createDiagnosis } from './s3/browser.ts';
import { webPart } from './webParts.ts';

type Sharing = typeof import('./sharing.ts');
type Phrases = typeof import('./phrases.ts');

/** The browser host: WebCrypto's hashing, no SDK. */
export function activate(context: vscode.ExtensionContext): void {
  const sharing = webPart<Sharing>(context.extensionUri, 'sharing');
  const phrases = webPart<Phrases>(context.extensionUri, 'phrases');
  sharing.fetch();
  phrases.fetch();
  compose(context, {
    kind: 'web',
    hashing: webHashing(globalThis.crypto.subtle),
    fetch: editorsFetch,
    // One file all the same: loading it later in it would only cost bytes.
    later: async () => later,
    sharing: sharing.load,
    phrases: phrases.load,
    witness: undefined,
    allowBrowser: undefined,
    local: undefined,
    pageOrigin: globalThis.origin,
    diagnosis: createDiagnosis,
    system: globalThis.navigator.userAgent,
  });
}
