import type * as vscode from 'vscode';
import { SIGNED_URL_HINT } from '../../core/inspect/hint.ts';
import type { Disposable } from '../../core/ports.ts';

/** What people read and write; not the editor's own texts (output, a commit's original, a comment's box). */
export const DOCUMENT_SCHEMES = [
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-local',
  'vscode-notebook-cell',
  'vscode-test-web',
  'spaceport',
] as const;

/** A document with more lines than this was written by a program. */
const MOST_LINES = 100_000;

/** What looks after signed URLs in documents once it is loaded. */
export interface DocumentWatch {
  /** From now on these do the work; they are disposed of with the watch. */
  fill(parts: Disposable): void;
}

export interface GateDeps {
  readonly workspace: Pick<
    typeof vscode.workspace,
    'textDocuments' | 'onDidOpenTextDocument' | 'onDidChangeTextDocument'
  >;
  /** Loads the part that fills the watch. */
  load(): Promise<unknown>;
}

export function isWatched({ uri, lineCount }: vscode.TextDocument): boolean {
  return (DOCUMENT_SCHEMES as readonly string[]).includes(uri.scheme) && lineCount <= MOST_LINES;
}

/** Looks at documents only until the first that may hold a signed URL: then the part is loaded that knows more. */
export function watchDocuments({ workspace, load }: GateDeps): DocumentWatch & Disposable {
  const own: Disposable[] = [];
  let isDone = false;
  let isDisposed = false;
  const close = () => {
    isDone = true;
    for (const each of own.splice(0)) each.dispose();
  };
  const lookAt = (document: vscode.TextDocument, read: () => string) => {
    if (isDone || !isWatched(document) || !SIGNED_URL_HINT.test(read())) return;
    close();
    // What went wrong is told with the next command that needs the part.
    load().catch(() => undefined);
  };
  own.push(
    workspace.onDidOpenTextDocument((document) => lookAt(document, () => document.getText())),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
      lookAt(document, () => contentChanges.map((change) => changedLines(document, change)).join('\n')),
    ),
  );
  // Not during activation.
  const timer = setTimeout(() => {
    for (const document of workspace.textDocuments) lookAt(document, () => document.getText());
  }, 0);
  own.push({ dispose: () => clearTimeout(timer) });
  return {
    fill(parts) {
      close();
      // It may have been loading while the window was closed.
      if (isDisposed) parts.dispose();
      else own.push(parts);
    },
    dispose() {
      isDisposed = true;
      close();
    },
  };
}

/** The lines that a change touched, as they are now. */
function changedLines(
  document: vscode.TextDocument,
  { range, text }: vscode.TextDocumentContentChangeEvent,
): string {
  const last = Math.min(range.start.line + text.split('\n').length, document.lineCount) - 1;
  const lines: string[] = [];
  for (let line = range.start.line; line <= last; line += 1) lines.push(document.lineAt(line).text);
  return lines.join('\n');
}
