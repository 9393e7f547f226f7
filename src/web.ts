import * as vscode from 'vscode';
import { createParts } from './webParts.ts';

let root: typeof import('./extension.web.ts') | undefined;

/** The one file that a browser's worker host loads by itself. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const parts = createParts({
    readText: async (file) =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, file))),
    editor: vscode,
  });
  root = await parts.load<typeof import('./extension.web.ts')>('browser');
  root.activate(context, parts);
}

export const deactivate = (): Promise<void> | undefined => root?.deactivate();
