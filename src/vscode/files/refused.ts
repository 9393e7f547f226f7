import type * as vscode from 'vscode';
import { FILE_SCHEME } from '../../contributions.ts';
import { pathOf } from './documents.ts';

/** More than a window asks for. */
const MOST = 1_000;

export interface RefusedDeps {
  /** Whether it would not be refused now. */
  allows(uri: vscode.Uri): boolean;
  /** Tells the editor of files that are others now, and of new ones. */
  announce(changed: readonly vscode.Uri[], created: readonly vscode.Uri[]): void;
}

type Editor = {
  readonly workspace: Pick<typeof vscode.workspace, 'workspaceFolders'>;
  readonly window: Pick<typeof vscode.window, 'tabGroups'>;
  readonly commands: Pick<typeof vscode.commands, 'executeCommand'>;
};

/**
 * What was refused for a reason that can go away: a window that is not trusted, a connection that is not here. The editor
 * shows an error then, and does not ask again by itself.
 */
export class Refused {
  readonly #editor: Editor;
  readonly #deps: RefusedDeps;
  readonly #uris = new Map<string, vscode.Uri>();

  constructor(editor: Editor, deps: RefusedDeps) {
    this.#editor = editor;
    this.#deps = deps;
  }

  add(uri: vscode.Uri): void {
    this.#uris.set(pathOf(uri), uri);
    const [oldest] = this.#uris.keys();
    if (this.#uris.size > MOST && oldest !== undefined) this.#uris.delete(oldest);
  }

  /** A reason has gone away: has the editor read again what is no longer refused. */
  again(): void {
    const allowed = [...this.#uris].filter(([, uri]) => this.#deps.allows(uri));
    if (allowed.length === 0) return;
    for (const [path] of allowed) this.#uris.delete(path);
    const paths = new Set(allowed.map(([path]) => path));
    const folders = this.#editor.workspace.workspaceFolders ?? [];
    // The file explorer reads a folder again only for something new in it, which its own object is, as it is never shown.
    const inFolders = folders
      .filter(({ uri }) => isIn(paths, uri))
      .map(({ uri }) => uri.with({ path: `${uri.path.replace(/\/$/, '')}/%` }));
    this.#deps.announce(
      allowed.map(([, uri]) => uri),
      inFolders,
    );
    for (const { activeTab, viewColumn } of this.#editor.window.tabGroups.all)
      if (activeTab) this.#reopen(activeTab, viewColumn, paths);
  }

  /** An editor behind another one asks when it is shown. */
  #reopen({ input, isPreview }: vscode.Tab, viewColumn: vscode.ViewColumn, paths: ReadonlySet<string>): void {
    const uri = (input as { readonly uri?: vscode.Uri } | undefined)?.uri;
    if (uri === undefined || !isIn(paths, uri)) return;
    const options = { viewColumn, preview: isPreview, preserveFocus: true };
    void this.#editor.commands.executeCommand('vscode.open', uri, options);
  }
}

function isIn(paths: ReadonlySet<string>, uri: vscode.Uri): boolean {
  return uri.scheme === FILE_SCHEME && paths.has(pathOf(uri));
}
