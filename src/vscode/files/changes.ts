import * as vscode from 'vscode';
import { FILE_SCHEME } from '../../contributions.ts';
import { pathOfObject } from '../../core/files/path.ts';
import { type FileChange, Polling, type PollingDeps } from '../../core/files/polling.ts';
import type { Listing } from '../../core/listing.ts';
import type { Touch } from '../../core/listingChange.ts';
import type { Disposable, Now } from '../../core/ports.ts';
import { pathOf } from './documents.ts';
import { filesOf } from './tabFiles.ts';
import type { Trust } from './trust.ts';
import { uriAt } from './uris.ts';

/** How often what is open is asked for. Milliseconds. */
const EVERY_MS = 15_000;
/** Of more objects that were changed at once only those are looked at that are open. */
const FEW = 50;

const TYPES: Readonly<Record<FileChange, vscode.FileChangeType>> = {
  created: vscode.FileChangeType.Created,
  changed: vscode.FileChangeType.Changed,
  deleted: vscode.FileChangeType.Deleted,
};

export interface ChangesDeps {
  readonly listing: Pick<Listing, 'onDidTouch'>;
  readonly trust: Trust;
  readonly now: Now;
  etagOf(uri: vscode.Uri): ReturnType<PollingDeps['etagOf']>;
}

/** What of the files that the editor shows has become another: by asking, as no store tells. */
export class Changes implements Disposable {
  readonly #deps: ChangesDeps;
  readonly #events = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #polling: Polling;
  readonly #own: Disposable[];
  /** Folders that the editor watches, as it shows them. */
  readonly #watched = new Set<{ readonly path: string }>();
  #isOwn = false;
  readonly onDidChangeFile = this.#events.event;

  constructor(deps: ChangesDeps) {
    this.#deps = deps;
    this.#polling = new Polling({
      etagOf: (path) => deps.etagOf(uriOfPath(path)),
      announce: (path, change) => this.#fire(path, change),
      now: deps.now,
    });
    const timer = setInterval(() => this.#look(), EVERY_MS);
    this.#own = [
      { dispose: () => clearInterval(timer) },
      deps.listing.onDidTouch((touch) => this.#touched(touch)),
      vscode.window.onDidChangeWindowState(() => this.#look()),
    ];
  }

  /** The editor has read or written this, or has deleted it. */
  has(path: string, etag: string | undefined): void {
    this.#polling.has(path, etag);
  }

  /** Tells of a change that the editor asked for itself, and knows of. */
  own(tell: () => void): void {
    this.#isOwn = true;
    try {
      tell();
    } finally {
      this.#isOwn = false;
    }
  }

  /** Has the editor read again what it could not read. */
  announce(changed: readonly vscode.Uri[], created: readonly vscode.Uri[]): void {
    this.#events.fire([
      ...changed.map((uri) => ({ type: TYPES.changed, uri })),
      ...created.map((uri) => ({ type: TYPES.created, uri })),
    ]);
  }

  watch(uri: vscode.Uri): vscode.Disposable {
    const watched = { path: pathOf(uri) };
    this.#watched.add(watched);
    return new vscode.Disposable(() => this.#watched.delete(watched));
  }

  dispose(): void {
    for (const each of this.#own) each.dispose();
    this.#events.dispose();
  }

  #look(): void {
    if (vscode.window.state.focused) void this.#polling.look(this.#shown());
  }

  #shown(): readonly string[] {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = tabs.flatMap(filesOf).filter((uri) => uri.scheme === FILE_SCHEME);
    return [...new Set(shown.filter((uri) => this.#deps.trust.allows(uri)).map(pathOf))];
  }

  /** A command of ours has changed objects. */
  #touched(touch: Touch): void {
    if (!('keys' in touch) || this.#isOwn) return;
    const { connection, space } = touch.space;
    const paths = touch.keys.map((key) => `${connection.id}${pathOfObject(space, key)}`);
    const shown = new Set(this.#shown());
    void this.#polling.look(
      paths.filter((path) => shown.has(path)),
      true,
    );
    if (paths.length <= FEW)
      for (const path of paths) if (!shown.has(path) && this.#isWatched(path)) void this.#tell(path);
  }

  #isWatched(path: string): boolean {
    const isIn = [...this.#watched].some((each) => path.startsWith(`${each.path}/`));
    return isIn && this.#deps.trust.allows(uriOfPath(path));
  }

  /** For the file explorer, which reads a folder again where it shows too little or too much. */
  async #tell(path: string): Promise<void> {
    try {
      const etag = await this.#deps.etagOf(uriOfPath(path));
      this.#fire(path, etag === undefined ? 'deleted' : 'created');
    } catch {
      // Refresh shows it.
    }
  }

  #fire(path: string, change: FileChange): void {
    this.#events.fire([{ type: TYPES[change], uri: uriOfPath(path) }]);
  }
}

function uriOfPath(path: string): vscode.Uri {
  const slash = path.indexOf('/');
  return slash < 0 ? uriAt(path, '/') : uriAt(path.slice(0, slash), path.slice(slash));
}
