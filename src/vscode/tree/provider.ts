import type * as vscode from 'vscode';
import type { Connection } from '../../core/connection.ts';
import { byName } from '../../core/connectionRules.ts';
import { Emitter } from '../../core/emitter.ts';
import type { Formats } from '../../core/format.ts';
import type { Listing } from '../../core/listing.ts';
import type { Change } from '../../core/listingChange.ts';
import type { FolderView } from '../../core/listingFolder.ts';
import { parentOfFolder } from '../../core/listingPath.ts';
import type { Machine } from '../../core/machine.ts';
import type { ConnectionStore, Disposable, Log, Now, ObjectHead, Store } from '../../core/ports.ts';
import type { Rights, RightsPlace } from '../../core/rights.ts';
import { deniedWords } from '../../core/rightsWords.ts';
import type { PrefixTarget } from '../../core/target.ts';
import { type Description, describeRow, NOT_OF_OBJECTS, type Surroundings } from './describe.ts';
import {
  ConnectionRow,
  EmptyRow,
  ErrorRow,
  FolderRow,
  folderOf,
  idOf,
  MoreRow,
  ObjectRow,
  type Row,
  SpaceRow,
} from './rows.ts';
import { tooltipLines } from './tooltip.ts';

export interface ProviderDeps {
  readonly listing: Listing;
  readonly connections: ConnectionStore;
  readonly store: Pick<Store, 'headObject'>;
  readonly rights: Rights;
  /** Made with the first row. */
  formats(): Formats;
  readonly now: Now;
  readonly log: Log;
  readonly machine: Machine;
  toTreeItem(look: Description, row: Row): vscode.TreeItem;
  toTooltip(lines: readonly string[]): vscode.MarkdownString;
}

/** A tooltip does not wait longer than this for what only the server knows. */
const HOVER_MS = 2000;

/** The listing model as rows for the editor's tree. Holds no listing itself: it asks the model and hears its changes. */
export class ExplorerProvider implements vscode.TreeDataProvider<Row> {
  readonly #deps: ProviderDeps;
  readonly #changed = new Emitter<Row | undefined>();
  readonly #subscriptions: readonly Disposable[];
  /** The row objects that the editor holds: it knows a row that changed by identity. Objects are not among them. */
  readonly #held = new Map<string, Row>();
  readonly #logged = new WeakSet<Error>();

  readonly onDidChangeTreeData: vscode.Event<Row | undefined> = this.#changed.event;

  constructor(deps: ProviderDeps) {
    this.#deps = deps;
    this.#subscriptions = [
      deps.listing.onDidChange((change) => this.#onChange(change)),
      deps.rights.onDidChange((place) => this.#announce(rowAt(place))),
    ];
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  async getChildren(row?: Row): Promise<Row[]> {
    const rows = await this.#childrenOf(row);
    for (const each of rows) if (!(each instanceof ObjectRow)) this.#held.set(idOf(each), each);
    return rows;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return this.#deps.toTreeItem(describeRow(row, this.#around(row)), row);
  }

  #around(row: Row): Surroundings {
    const { listing, rights, formats, now, machine } = this.#deps;
    const folder = folderOf(row);
    const always = { formats: formats(), now: now(), machine, rights: folder ? rights.at(folder) : {} };
    // A thousand are shown at a time.
    if (row instanceof ObjectRow) return { ...always, ...NOT_OF_OBJECTS };
    return {
      ...always,
      filter: folder ? listing.filterOf(folder) : '',
      isLoading: folder ? listing.isLoading(folder) : false,
      isNamed: row instanceof SpaceRow && listing.isOnlyNamed(row),
      mayListSpaces: rights.mayListSpaces(row.connection),
      isReader: row instanceof ConnectionRow && this.#isReader(row.connection),
    };
  }

  #isReader(connection: Connection): boolean {
    const { listing, rights } = this.#deps;
    const spaces = listing.knownSpaces(connection);
    const mayWrite = (space: string) => rights.at({ connection, space, prefix: '' }).write;
    return spaces.length > 0 && spaces.every((space) => mayWrite(space) === false);
  }

  getParent(row: Row): Row | undefined {
    if (row instanceof ConnectionRow) return undefined;
    const { connection, space } = row;
    if (row instanceof SpaceRow || space === undefined) return new ConnectionRow(connection);
    const { listing } = this.#deps;
    const isEntry = row instanceof ObjectRow || row instanceof FolderRow;
    return containerRow({ connection, space, prefix: isEntry ? listing.holderOf(row) : row.prefix });
  }

  /** Makes an object's tooltip. What can't be had in time is left out. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    row: Row,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (!(row instanceof ObjectRow)) return item;
    const head = await this.#head(row, token);
    const { formats, rights, toTooltip } = this.#deps;
    const denied = deniedWords(row, rights.at({ ...row, prefix: row.parent }));
    item.tooltip = toTooltip([...tooltipLines(row.entry, head, formats()), ...denied]);
    return item;
  }

  async #head(row: ObjectRow, token: vscode.CancellationToken): Promise<ObjectHead | undefined> {
    const cancel = new AbortController();
    const subscription = token.onCancellationRequested(() => cancel.abort());
    try {
      const signal = AbortSignal.any([cancel.signal, AbortSignal.timeout(HOVER_MS)]);
      return await this.#deps.store.headObject(row.connection, row.space, row.key, signal);
    } catch {
      return undefined;
    } finally {
      subscription.dispose();
    }
  }

  async #childrenOf(row: Row | undefined): Promise<Row[]> {
    if (row === undefined) return this.#connections();
    if (row instanceof ConnectionRow) return this.#spaces(row.connection);
    if (row instanceof SpaceRow || row instanceof FolderRow) return this.#entries(row);
    return [];
  }

  #connections(): Row[] {
    return [...this.#deps.connections.list()].sort(byName).map((connection) => new ConnectionRow(connection));
  }

  async #spaces(connection: Connection): Promise<Row[]> {
    const { spaces, error } = await this.#deps.listing.openSpaces(connection);
    const rows: Row[] = spaces.map((space) => new SpaceRow({ connection, space }));
    if (error) rows.push(this.#errorRow({ connection }, error));
    else if (rows.length === 0) rows.push(new EmptyRow({ connection }));
    return rows;
  }

  async #entries({ connection, space, prefix }: PrefixTarget): Promise<Row[]> {
    const target = { connection, space, prefix };
    const { listing } = this.#deps;
    const view = await listing.openFolder(target);
    const rows: Row[] = view.folders.map((each) => new FolderRow({ ...target, prefix: each }, prefix));
    for (const entry of view.objects) rows.push(new ObjectRow(target, entry, prefix));
    if (isEmpty(view, prefix)) rows.unshift(new EmptyRow(target, listing.filterOf(target)));
    if (view.error) rows.push(this.#errorRow(target, view.error));
    else if (view.hasMore) rows.push(new MoreRow(target, view.loaded));
    return rows;
  }

  #errorRow(place: { connection: Connection; space?: string; prefix?: string }, error: Error): ErrorRow {
    if (!this.#logged.has(error)) {
      this.#logged.add(error);
      this.#deps.log.error(`List ${place.connection.id}`, error);
    }
    return new ErrorRow(place, error);
  }

  #onChange(change: Change): void {
    if (change.what === 'all') {
      this.#held.clear();
      this.#changed.fire(undefined);
      return;
    }
    this.#announce(this.#rowOf(change));
  }

  #announce(row: Row): void {
    const held = this.#held.get(idOf(row));
    // A row that the editor does not hold is not shown; it will be read when it is.
    if (!held) return;
    this.#forgetBelow(held);
    this.#changed.fire(held);
  }

  #rowOf(change: Exclude<Change, { what: 'all' }>): Row {
    if (change.what === 'spaces') return new ConnectionRow(change.connection);
    return change.what === 'more' ? new MoreRow(change.target, 0) : containerRow(change.target);
  }

  /** The editor drops the rows below one that changed, so they are not to be announced any more. */
  #forgetBelow(row: Row): void {
    for (const [id, each] of this.#held) if (isBelow(each, row)) this.#held.delete(id);
  }
}

/** What is known of a Space is also said of its connection. */
function rowAt(place: RightsPlace): Row {
  const isFolder = 'prefix' in place && place.prefix !== '';
  return isFolder ? containerRow(place) : new ConnectionRow(place.connection);
}

/** The row of a folder, or of a Space where the prefix is empty. */
export function containerRow(target: PrefixTarget): SpaceRow | FolderRow {
  return target.prefix === '' ? new SpaceRow(target) : new FolderRow(target, parentOfFolder(target.prefix));
}

/** Nothing there, or nothing but the object that stands for the folder itself. */
function isEmpty({ folders, objects, hasMore, error }: FolderView, prefix: string): boolean {
  const isBare = objects.every(({ key }) => key === prefix);
  return folders.length === 0 && isBare && !hasMore && error === undefined;
}

function isBelow(row: Row, other: Row): boolean {
  if (row === other || row.connection.id !== other.connection.id) return false;
  if (other instanceof ConnectionRow) return true;
  if (row instanceof ConnectionRow || row.space !== other.space) return false;
  if (!(other instanceof SpaceRow || other instanceof FolderRow)) return false;
  return !(row instanceof SpaceRow) && (folderOf(row)?.prefix ?? '').startsWith(other.prefix);
}
