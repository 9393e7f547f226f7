import type * as vscode from 'vscode';
import type { Saves } from '../../core/files/saves.ts';
import type { Disposable } from '../../core/ports.ts';
import type { Fillings } from './fillings.ts';

export interface DocumentsDeps {
  readonly workspace: Pick<
    typeof vscode.workspace,
    | 'textDocuments'
    | 'onDidOpenTextDocument'
    | 'onDidChangeTextDocument'
    | 'onWillSaveTextDocument'
    | 'onDidSaveTextDocument'
    | 'onDidCloseTextDocument'
  >;
  readonly scheme: string;
  readonly fillings: Fillings;
  readonly bases: Pick<
    Saves,
    'opened' | 'edited' | 'refreshed' | 'becameClean' | 'saving' | 'saved' | 'closed'
  >;
  /** Something was told. */
  told(): void;
}

/** Tells what becomes of the documents of files: what they are made of is what a save may overwrite. */
export class FileDocuments implements Disposable {
  readonly #deps: DocumentsDeps;
  readonly #own: Disposable[];
  readonly #open = new Set<vscode.TextDocument>();

  constructor(deps: DocumentsDeps) {
    this.#deps = deps;
    const { workspace } = deps;
    this.#own = [
      workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      workspace.onDidChangeTextDocument((event) => this.#changed(event)),
      workspace.onWillSaveTextDocument(({ document }) => this.#saved(document, 'saving')),
      workspace.onDidSaveTextDocument((document) => this.#saved(document, 'saved')),
      workspace.onDidCloseTextDocument((document) => this.#closed(document)),
    ];
    for (const document of workspace.textDocuments) this.#opened(document);
  }

  dispose(): void {
    for (const each of this.#own) each.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    if (document.uri.scheme !== this.#deps.scheme || this.#open.has(document)) return;
    this.#open.add(document);
    this.#tell(document, 'opened');
  }

  #changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (!this.#open.has(document)) return;
    const { fillings } = this.#deps;
    const path = pathOf(document.uri);
    if (document.isDirty) {
      fillings.drop(path);
      this.#tell(document, 'edited');
    } else if (contentChanges.length === 0 || reason !== undefined) {
      // What is undone, or has no other text, is made of what it was made of.
      this.#tell(document, 'becameClean');
    } else fillings.add(path, () => this.#tell(document, 'refreshed'));
  }

  #saved(document: vscode.TextDocument, how: 'saving' | 'saved'): void {
    if (this.#open.has(document)) this.#tell(document, how);
  }

  /** The editor also says so where a document has another language, and is still there. */
  #closed(document: vscode.TextDocument): void {
    if (!document.isClosed || !this.#open.delete(document)) return;
    this.#tell(document, 'closed');
  }

  #tell(document: vscode.TextDocument, what: keyof DocumentsDeps['bases']): void {
    const { bases, fillings, told } = this.#deps;
    fillings.settle(pathOf(document.uri));
    if (what === 'opened') bases.opened(pathOf(document.uri), document.isDirty);
    else bases[what](pathOf(document.uri));
    told();
  }
}

/** With the connection's id in front and no slash at the end. */
export function pathOf({ authority, path }: Pick<vscode.Uri, 'authority' | 'path'>): string {
  return `${authority}${path.replace(/\/$/, '')}`;
}
