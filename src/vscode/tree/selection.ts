import type * as vscode from 'vscode';
import type { Disposable } from '../../core/ports.ts';
import type { Row } from './rows.ts';

type View = Pick<vscode.TreeView<Row>, 'selection' | 'visible' | 'onDidChangeSelection'>;

/** What is selected in the views that show rows of the tree. The editor does not tell which of them has the focus. */
export class Selection implements Disposable {
  /** The one in which something was selected last is the first. */
  #views: readonly View[] = [];
  readonly #hears: Disposable[] = [];

  addView(view: View): void {
    this.#views = [...this.#views, view];
    this.#hears.push(
      view.onDidChangeSelection(({ selection }) => {
        if (selection.length > 0) this.#views = [view, ...this.#views.filter((each) => each !== view)];
      }),
    );
  }

  /** In the view that shows the row; without one, in that where something was selected last. */
  of(row: Row | undefined): readonly Row[] {
    const shown = this.#views.filter(({ visible }) => visible).map(({ selection }) => selection);
    if (row !== undefined) return shown.find((rows) => rows.includes(row)) ?? [];
    return shown.find((rows) => rows.length > 0) ?? [];
  }

  dispose(): void {
    for (const each of this.#hears) each.dispose();
  }
}
