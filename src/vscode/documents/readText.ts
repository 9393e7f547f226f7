import * as vscode from 'vscode';

const SCHEME = 'spaceport-text';

/** Opens texts that can be read and searched, not changed, and that are kept nowhere. */
export function createTexts(): (title: string, text: string) => Promise<void> {
  /** By address, each until its document is closed. */
  const texts = new Map<string, string>();
  let count = 0;
  return async (title, text) => {
    if (count === 0) {
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: (uri) => texts.get(uri.toString()),
      });
      vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString()));
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title} ${++count}` });
    texts.set(uri.toString(), text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  };
}
