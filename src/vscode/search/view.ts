import * as vscode from 'vscode';
import type { Search, Searches } from '../../commands/search/searches.ts';
import { CONTEXT_HAS_SEARCH, CONTEXT_SEARCHING, VIEW_RESULTS } from '../../contributions.ts';
import { createFormats, type Formats } from '../../core/format.ts';
import type { Machine } from '../../core/machine.ts';
import { lazily } from '../../core/once.ts';
import type { ConnectionStore, Log, Now } from '../../core/ports.ts';
import type { Rights } from '../../core/rights.ts';
import { after } from '../after.ts';
import { contextKeys } from '../contextKeys.ts';
import { toTooltip, toTreeItem } from '../tree/items.ts';
import type { Row } from '../tree/rows.ts';
import { ResultsProvider } from './provider.ts';
import { tellInStatusBar } from './told.ts';
import { messageOf, titleOf } from './words.ts';

export interface ResultsViewDeps {
  readonly searches: Searches;
  readonly connections: Pick<ConnectionStore, 'list'>;
  readonly explorer: { addView(view: vscode.TreeView<Row>): void };
  readonly rights: Rights;
  readonly moments: { readonly locale: string };
  readonly now: Now;
  readonly log: Log;
  readonly machine: Machine;
}

/** Makes the view Search Results, which is hidden as long as there is no search, and there until the window closes. */
export function openResultsView(deps: ResultsViewDeps): { focus(): unknown } {
  const { searches } = deps;
  const formats = lazily(() => createFormats(deps.moments.locale));
  const provider = new ResultsProvider({ ...deps, formats, after, toTreeItem, toTooltip });
  const changed = new vscode.EventEmitter<undefined>();
  const view = vscode.window.createTreeView<Row>(VIEW_RESULTS, {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => provider.getChildren(row),
      getTreeItem: (row) => provider.getTreeItem(row),
      getParent: () => provider.getParent(),
      resolveTreeItem: (item, row) => provider.resolveTreeItem(item, row),
    },
  });
  deps.explorer.addView(view);
  const title = new Title(view, formats);
  const tell = tellInStatusBar(formats, after);
  searches.onDidChange(() => {
    title.announce(searches.now);
    tell(searches.now);
  });
  // With the rows, and no more often.
  provider.onDidChangeTreeData(() => {
    changed.fire(undefined);
    title.show(searches.now);
  });
  return { focus: () => vscode.commands.executeCommand(`${VIEW_RESULTS}.focus`) };
}

type TitledView = Pick<vscode.TreeView<Row>, 'description' | 'message'>;

/** What stands above the rows, and what the buttons go by. */
class Title {
  readonly #view: TitledView;
  readonly #formats: () => Formats;
  readonly #tellKeys = contextKeys();
  #isRunning = false;
  #endProgress: (() => void) | undefined;

  constructor(view: TitledView, formats: () => Formats) {
    this.#view = view;
    this.#formats = formats;
  }

  show(search: Search | undefined): void {
    const formats = this.#formats();
    // The editor takes an empty text for none.
    this.#view.message = (search && messageOf(search, formats)) ?? '';
    this.#view.description = search ? titleOf(search, formats) : '';
  }

  announce(search: Search | undefined): void {
    const isRunning = search !== undefined && search.results.ending === undefined;
    this.#tellKeys({ [CONTEXT_HAS_SEARCH]: search !== undefined, [CONTEXT_SEARCHING]: isRunning });
    if (isRunning === this.#isRunning) return;
    this.#isRunning = isRunning;
    this.#endProgress?.();
    this.#endProgress = undefined;
    if (isRunning) this.#beginProgress();
  }

  #beginProgress(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endProgress = resolve;
    void vscode.window.withProgress({ location: { viewId: VIEW_RESULTS } }, () => promise);
  }
}
