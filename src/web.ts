import * as vscode from 'vscode';
import { partsIn } from './webParts.ts';

let root: typeof import('./extension.web.ts') | undefined;

/** The one file that a browser's worker host loads by itself. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const parts = partsIn(vscode.Uri.joinPath(context.extensionUri, 'dist'));
  root = await parts.load<typeof import('./extension.web.ts')>('browser');
  root.activate(context, parts);
}

export const deactivate = (): Promise<void> | undefined => root?.deactivate();
