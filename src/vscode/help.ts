import type * as vscode from 'vscode';
import type { HelpTopic } from '../core/help.ts';

/**
 * Shows pages of `docs/help/`, which come with the extension: no network is needed. Where the editor's Markdown
 * preview is disabled, the page is shown as it is written.
 */
export function createHelp({ commands, window, Uri }: typeof vscode, extensionUri: vscode.Uri) {
  return async (topic: HelpTopic): Promise<void> => {
    const page = Uri.joinPath(extensionUri, 'docs', 'help', `${topic}.md`);
    try {
      await commands.executeCommand('markdown.showPreview', page);
    } catch {
      await window.showTextDocument(page, { preview: true });
    }
  };
}
