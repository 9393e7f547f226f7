import type * as vscode from 'vscode';
import type { Saves } from '../../../../src/core/files/saves.ts';
import { FileDocuments } from '../../../../src/vscode/files/documents.ts';
import { Fillings } from '../../../../src/vscode/files/fillings.ts';
import { FakeEvent } from '../../../support/fakes/editor.ts';

const SCHEME = 'spaceport';

export interface Change {
  /** What the editor says of the document at that moment. */
  readonly isDirty: boolean;
  readonly hasText: boolean;
  readonly isUndo?: boolean;
}

/** The extension host with one document: what the editor tells it arrives in order, but later, and piece by piece. */
export class HostModel {
  readonly #events = {
    open: new FakeEvent<vscode.TextDocument>(),
    change: new FakeEvent<vscode.TextDocumentChangeEvent>(),
    saving: new FakeEvent<vscode.TextDocumentWillSaveEvent>(),
    save: new FakeEvent<vscode.TextDocument>(),
    close: new FakeEvent<vscode.TextDocument>(),
  };
  readonly #messages: (() => void)[] = [];
  readonly #path: string;
  #document: { uri: object; isDirty: boolean } | undefined;

  constructor(path: string, saves: Saves) {
    this.#path = path;
    const { open, change, saving, save, close } = this.#events;
    new FileDocuments({
      workspace: {
        textDocuments: [],
        ...{ onDidOpenTextDocument: open.event, onDidCloseTextDocument: close.event },
        ...{ onDidChangeTextDocument: change.event, onDidSaveTextDocument: save.event },
        onWillSaveTextDocument: saving.event,
      },
      // The editor answers behind all that it has said by then.
      fillings: new Fillings((run) => void this.#messages.push(run)),
      ...{ scheme: SCHEME, bases: saves, told: () => undefined },
    });
  }

  opened(isDirty: boolean): void {
    const slash = this.#path.indexOf('/');
    const uri = { scheme: SCHEME, authority: this.#path.slice(0, slash), path: this.#path.slice(slash) };
    this.#messages.push(() => {
      this.#document = { uri, isDirty };
      this.#events.open.fire(this.#document as unknown as vscode.TextDocument);
    });
  }

  changed(...changes: readonly Change[]): void {
    for (const { isDirty, hasText, isUndo } of changes) {
      this.#messages.push(() => {
        const document = Object.assign(this.#document ?? {}, { isDirty });
        const event = { document, contentChanges: hasText ? [{}] : [], reason: isUndo ? 1 : undefined };
        this.#events.change.fire(event as unknown as vscode.TextDocumentChangeEvent);
      });
    }
  }

  saving(): void {
    this.#messages.push(() =>
      this.#events.saving.fire({ document: this.#document } as unknown as vscode.TextDocumentWillSaveEvent),
    );
  }

  saved(): void {
    this.#messages.push(() => this.#events.save.fire(this.#document as unknown as vscode.TextDocument));
  }

  /** The next of what was said arrives. */
  hear(): void {
    this.#messages.shift()?.();
  }

  /** All that was said until now arrives, and what the host asked for it. */
  hearAll(): void {
    while (this.#messages.length > 0) this.hear();
  }
}
