import type * as vscode from 'vscode';
import type { Search, Searches } from '../../commands/search/searches.ts';
import type { Connection } from '../../core/connection.ts';
import { Emitter } from '../../core/emitter.ts';
import type { Formats } from '../../core/format.ts';
import { folderOfKey, parentOfFolder } from '../../core/listingPath.ts';
import type { Machine } from '../../core/machine.ts';
import type { ConnectionStore, Disposable, Log, Now } from '../../core/ports.ts';
import type { Rights } from '../../core/rights.ts';
import { deniedWords } from '../../core/rightsWords.ts';
import { type Found, isFoundObject } from '../../core/search/found.ts';
import type { Unread } from '../../core/search/results.ts';
import { type Description, NOT_OF_OBJECTS } from '../tree/describe.ts';
import { ErrorRow, FolderRow, folderOf, ObjectRow, type Row } from '../tree/rows.ts';
import { tooltipLines } from '../tree/tooltip.ts';
import type { ViewTree } from '../tree/viewTree.ts';
import { describeResult, type Spread } from './describe.ts';

export interface ResultsProviderDeps {
  readonly searches: Searches;
  readonly connections: Pick<ConnectionStore, 'list'>;
  readonly rights: Rights;
  formats(): Formats;
  readonly now: Now;
  readonly log: Log;
  readonly machine: Machine;
  /** Runs something after so many milliseconds. */
  after(ms: number, run: () => void): Disposable;
  toTreeItem(look: Description, row: Row): vscode.TreeItem;
  toTooltip(lines: readonly string[]): vscode.MarkdownString;
}

/** While it runs the rows are drawn no more often; the editor takes all of them each time. Milliseconds, and a share for each row. */
const OFTEN_MS = 150;
const ROW_MS = 0.1;

/** What a search found as rows of the tree, in one list; what could not be read stands first. */
export class ResultsProvider implements ViewTree<Row> {
  readonly #deps: ResultsProviderDeps;
  readonly #changed = new Emitter<Row[] | undefined>();
  readonly #subscriptions: readonly Disposable[];
  /** The editor knows a row again by identity, and so do the commands. */
  readonly #rows = new WeakMap<Found | Unread, Row>();
  #spread: Spread = { overConnections: false, overSpaces: false };
  #tick: Disposable | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(deps: ResultsProviderDeps) {
    this.#deps = deps;
    this.#subscriptions = [
      deps.searches.onDidChange(() => this.#redrawSoon()),
      deps.rights.onDidChange(() => this.#redrawSoon()),
    ];
  }

  dispose(): void {
    this.#tick?.dispose();
    for (const each of this.#subscriptions) each.dispose();
  }

  async getChildren(row?: Row): Promise<Row[]> {
    const { searches, connections } = this.#deps;
    const search = searches.now;
    if (row !== undefined || search === undefined) return [];
    const { results } = search;
    const found = results.list();
    this.#spread = spreadOf(search, found, connections.list());
    return [...results.unread, ...found].map((each) => this.#rowOf(each));
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const { rights, formats, now, machine, toTreeItem } = this.#deps;
    const folder = folderOf(row);
    const around = {
      ...NOT_OF_OBJECTS,
      ...{ formats: formats(), now: now(), machine },
      rights: folder ? rights.at(folder) : {},
    };
    return toTreeItem(describeResult(row, around, this.#spread), row);
  }

  getParent(): undefined {
    return undefined;
  }

  async resolveTreeItem(item: vscode.TreeItem, row: Row): Promise<vscode.TreeItem> {
    if (!(row instanceof ObjectRow)) return item;
    const { formats, rights, toTooltip } = this.#deps;
    const denied = deniedWords(row, rights.at({ ...row, prefix: row.parent }));
    item.tooltip = toTooltip([...tooltipLines(row.entry, undefined, formats()), ...denied]);
    return item;
  }

  #rowOf(each: Found | Unread): Row {
    const row = this.#rows.get(each) ?? this.#newRow(each);
    this.#rows.set(each, row);
    return row;
  }

  #newRow(each: Found | Unread): Row {
    if (!('error' in each)) {
      return isFoundObject(each)
        ? new ObjectRow(each, each.entry, folderOfKey(each.key))
        : new FolderRow(each, parentOfFolder(each.prefix));
    }
    this.#deps.log.error('Search', each.error);
    return new ErrorRow(each.place, each.error);
  }

  /** Soon: pages come faster than rows are drawn. */
  #redrawSoon(): void {
    const results = this.#deps.searches.now?.results;
    const isRunning = results !== undefined && results.ending === undefined;
    if (!isRunning) this.#stop();
    this.#tick ??= this.#deps.after(isRunning ? OFTEN_MS + results.count * ROW_MS : 0, () => {
      this.#stop();
      this.#changed.fire(undefined);
    });
  }

  #stop(): void {
    this.#tick?.dispose();
    this.#tick = undefined;
  }
}

/** By what is searched, too: where all that was found is in one Space, nobody knows in which of those it is. */
function spreadOf({ request }: Search, found: readonly Found[], all: readonly Connection[]): Spread {
  const whole = request.places.length > 0 ? request.places : all.map((connection) => ({ connection }));
  const places = [...whole, ...found];
  const [first] = places;
  const overConnections = places.some(({ connection }) => connection.id !== first?.connection.id);
  const spaces = new Set(places.map((place) => ('space' in place ? place.space : undefined)));
  return { overConnections, overSpaces: overConnections || spaces.has(undefined) || spaces.size > 1 };
}
