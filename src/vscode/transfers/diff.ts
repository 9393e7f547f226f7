import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { lastSegment } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import type { Disposable } from '../../core/ports.ts';
import type { ObjectTarget } from '../../core/target.ts';

/** What an object holds, as a document that can't be changed; kept while it is open. */
const SCHEME = 'spaceport-object';

/** Objects beside local files, in the editor's own comparison. */
export function createDiffs(): Disposable & {
  open(object: ObjectTarget, text: string, localPath: string): Promise<void>;
} {
  const texts = new Map<string, string>();
  const subscriptions = [
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => texts.get(uri.query),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.query);
    }),
  ];
  return {
    async open({ key, space }, text, localPath) {
      const id = globalThis.crypto.randomUUID();
      texts.set(id, text);
      // Its name tells the language; all else of it is ours.
      const name = lastSegment(key).replace(/[^\p{L}\p{N}. _-]/gu, '_');
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name || 'object'}`, query: id });
      const local = vscode.Uri.file(localPath);
      const title = t('{0} in {1}, and the local file', plain(lastSegment(key), 60), plain(space));
      await vscode.commands.executeCommand('vscode.diff', uri, local, title, { preview: true });
    },
    dispose() {
      for (const each of subscriptions) each.dispose();
    },
  };
}
