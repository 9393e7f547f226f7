import type * as vscode from 'vscode';
import type { Saves } from '../../core/files/saves.ts';
import type { Disposable } from '../../core/ports.ts';
import { pathOf } from './documents.ts';
import type { Fillings } from './fillings.ts';

export interface NotebooksDeps {
  readonly workspace: Pick<
    typeof vscode.workspace,
    | 'notebookDocuments'
    | 'onDidOpenNotebookDocument'
    | 'onDidChangeNotebookDocument'
    | 'onWillSaveNotebookDocument'
    | 'onDidSaveNotebookDocument'
    | 'onDidCloseNotebookDocument'
  >;
  readonly tabs: Pick<vscode.TabGroups, 'all' | 'onDidChangeTabs'>;
  readonly scheme: string;
  readonly fillings: Fillings;
  readonly bases: Pick<Saves, 'opened' | 'edited' | 'refreshed' | 'saving' | 'saved' | 'closed'>;
  /** Something was told. */
  told(): void;
}

/**
 * The same as `FileDocuments` of notebooks, which have no text document. No event tells that one is clean again after a
 * revert or an undo, and one that is brought back says that it is clean: only its tab knows.
 */
export class FileNotebooks implements Disposable {
  readonly #deps: NotebooksDeps;
  readonly #own: Disposable[];
  /** Each with whether it was changed when it was looked at last. */
  readonly #open = new Map<vscode.NotebookDocument, boolean>();

  constructor(deps: NotebooksDeps) {
    this.#deps = deps;
    const { workspace, tabs } = deps;
    this.#own = [
      workspace.onDidOpenNotebookDocument((notebook) => this.#opened(notebook)),
      workspace.onDidChangeNotebookDocument((event) => this.#changed(event)),
      workspace.onWillSaveNotebookDocument((event) => this.#saved(event.notebook, 'saving')),
      workspace.onDidSaveNotebookDocument((notebook) => this.#saved(notebook, 'saved')),
      workspace.onDidCloseNotebookDocument((notebook) => this.#closed(notebook)),
      tabs.onDidChangeTabs(() => {
        for (const [notebook, wasDirty] of this.#open) this.#look(notebook, wasDirty);
      }),
    ];
    for (const notebook of workspace.notebookDocuments) this.#opened(notebook);
  }

  dispose(): void {
    for (const each of this.#own) each.dispose();
  }

  #opened(notebook: vscode.NotebookDocument): void {
    if (notebook.uri.scheme !== this.#deps.scheme || this.#open.has(notebook)) return;
    const isDirty = notebook.isDirty || this.#isTabDirty(notebook) === true;
    this.#open.set(notebook, isDirty);
    this.#deps.bases.opened(pathOf(notebook.uri), isDirty);
    this.#deps.told();
  }

  #changed({ notebook, contentChanges, cellChanges }: vscode.NotebookDocumentChangeEvent): void {
    if (!this.#open.has(notebook)) return;
    const isOther = contentChanges.length > 0 || cellChanges.some((each) => each.document !== undefined);
    if (!isOther) return;
    if (notebook.isDirty || this.#isTabDirty(notebook) === true) this.#is(notebook, true);
    else this.#deps.fillings.add(pathOf(notebook.uri), () => this.#is(notebook, false));
  }

  #saved(notebook: vscode.NotebookDocument, how: 'saving' | 'saved'): void {
    if (this.#open.has(notebook)) this.#tell(notebook, how);
  }

  #closed(notebook: vscode.NotebookDocument): void {
    if (this.#open.delete(notebook)) this.#tell(notebook, 'closed');
  }

  #look(notebook: vscode.NotebookDocument, wasDirty: boolean): void {
    const isDirty = this.#isTabDirty(notebook);
    if (isDirty !== undefined && isDirty !== wasDirty) this.#is(notebook, isDirty);
  }

  #is(notebook: vscode.NotebookDocument, isDirty: boolean): void {
    this.#open.set(notebook, isDirty);
    if (isDirty) this.#deps.fillings.drop(pathOf(notebook.uri));
    // It is made of what it wrote, which may not have been said yet, or of what was read since.
    else this.#tell(notebook, 'saved');
    this.#tell(notebook, isDirty ? 'edited' : 'refreshed');
  }

  #tell({ uri }: vscode.NotebookDocument, what: Exclude<keyof NotebooksDeps['bases'], 'opened'>): void {
    const { bases, fillings, told } = this.#deps;
    fillings.settle(pathOf(uri));
    bases[what](pathOf(uri));
    told();
  }

  /** `undefined`: no tab shows it. */
  #isTabDirty({ uri }: vscode.NotebookDocument): boolean | undefined {
    const shown = this.#deps.tabs.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => isOf(input, uri.toString()));
    return shown.length === 0 ? undefined : shown.some(({ isDirty }) => isDirty);
  }
}

function isOf(input: unknown, address: string): boolean {
  const { uri, notebookType } = (input ?? {}) as Partial<vscode.TabInputNotebook>;
  return notebookType !== undefined && uri?.toString() === address;
}
