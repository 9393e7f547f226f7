import type * as vscode from 'vscode';
import { newConnectionId, type Random } from '../../core/connectionRules.ts';
import { Emitter } from '../../core/emitter.ts';
import type { Ledger, Share } from '../../core/ledger.ts';
import { isShareId, readShareFile, writeShareFile } from '../../core/ledgerFile.ts';
import { once } from '../../core/once.ts';
import type { Disposable, Log, Now } from '../../core/ports.ts';
import type { Unfinished } from '../../core/unfinished.ts';

export interface LedgerDeps {
  readonly fs: Pick<
    vscode.FileSystem,
    'createDirectory' | 'delete' | 'readDirectory' | 'readFile' | 'rename' | 'stat' | 'writeFile'
  >;
  readonly joinPath: typeof vscode.Uri.joinPath;
  /** One file a share, of all windows of the profile. */
  readonly folder: vscode.Uri;
  /** What was written or removed there, by any window. */
  onDidChangeFile(listener: (file: vscode.Uri) => void): Disposable;
  readonly random: Random;
  readonly now: Now;
  readonly log: Log;
  /** A window does not close without what is written. */
  readonly unfinished: Pick<Unfinished, 'add'>;
  /** An entry is not there after all: its file can't be written. */
  onLost(error: unknown): void;
}

/** What an entry is written with. */
export type LedgerWrites = Pick<LedgerDeps['fs'], 'createDirectory' | 'rename' | 'writeFile'>;

/** A ledger that can be told to look again. */
export interface FileLedger extends Ledger, Disposable {
  /** Finds what no event told of. */
  refresh(): Promise<void>;
}

/** An ended share is kept for so long: to be signed again. */
const KEPT_MS = 30 * 86_400_000;

/** A temporary file of this age is what a crash left. */
const STALE_MS = 86_400_000;

/** So many files are read at a time. */
const AT_ONCE = 32;

const ENDING = '.json';
const TEMPORARY = /^[a-z0-9]{10}\.[a-z0-9]{10}\.tmp$/;

/**
 * The ledger as one file a share, `<id>.json`: written once (to a temporary file, then renamed), never changed, so that
 * windows have nothing to merge and a crash loses no other entry. What can't be read is left where it is.
 */
export function createLedger(deps: LedgerDeps): FileLedger {
  return new FolderLedger(deps);
}

class FolderLedger implements FileLedger {
  readonly #deps: LedgerDeps;
  readonly #known = new Map<string, Share>();
  readonly #reading = new Map<string, Promise<boolean>>();
  /** Entries whose files are not there yet. */
  readonly #writing = new Map<string, Promise<void>>();
  readonly #changed = new Emitter<void>();
  readonly #subscription: Disposable;
  readonly #loaded = once(() => this.#load());
  readonly #made = once(async () => this.#deps.fs.createDirectory(this.#deps.folder));
  readonly onDidChange = this.#changed.event;

  constructor(deps: LedgerDeps) {
    this.#deps = deps;
    this.#subscription = deps.onDidChangeFile((file) => void this.#hear(file));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async list(): Promise<readonly Share[]> {
    await this.#loaded();
    return [...this.#known.values()];
  }

  /** Waits for nothing: the entry is known at once, and written while who copied has their answer. */
  async add(entry: Omit<Share, 'id'>): Promise<string> {
    const id = newConnectionId(this.#deps.random, (each) => this.#known.has(each));
    const text = writeShareFile({ ...entry, id });
    // As every other window reads it.
    this.#known.set(id, readShareFile(text, id));
    const writing = this.#write(id, text).finally(() => this.#writing.delete(id));
    this.#writing.set(id, writing);
    this.#deps.unfinished.add(writing);
    this.#changed.fire();
    return id;
  }

  async #write(id: string, text: string): Promise<void> {
    const { fs, random, log, onLost } = this.#deps;
    const temporary = this.#file(`${id}.${newConnectionId(random, () => false)}.tmp`);
    try {
      await this.#made();
      await fs.writeFile(temporary, new TextEncoder().encode(text));
      await fs.rename(temporary, this.#fileOf(id), { overwrite: false });
    } catch (error) {
      this.#known.delete(id);
      this.#changed.fire();
      log.error('Active Shares: not written', error);
      onLost(error);
    }
  }

  async forget(ids: readonly string[]): Promise<void> {
    await this.#loaded();
    const own = ids.filter(isShareId);
    for (const id of own) this.#known.delete(id);
    for (const id of own) {
      await this.#writing.get(id);
      await this.#remove(this.#fileOf(id));
      // Who was reading it by then finds it still there.
      await this.#reading.get(id);
    }
    for (const id of own) this.#known.delete(id);
    if (own.length > 0) this.#changed.fire();
  }

  async refresh(): Promise<void> {
    await this.#loaded();
    if (await this.#readAll()) this.#changed.fire();
  }

  async #load(): Promise<void> {
    await this.#readAll();
    await this.#tidy();
  }

  /**
   * True where something is new. A folder's list may be behind in a browser, where another page's files are missing in
   * it: what it lacks is looked for by name before it is taken for gone. So is what is being read, which may be of before.
   */
  async #readAll(): Promise<boolean> {
    const listed = new Set((await this.#names()).filter((name) => name.endsWith(ENDING)).map(idOf));
    const all = new Set([...listed, ...this.#known.keys(), ...this.#reading.keys()]);
    const isKnown = (id: string) => this.#known.has(id) && (listed.has(id) || this.#writing.has(id));
    const ids = [...all].filter((id) => isShareId(id) && !isKnown(id));
    let isNew = false;
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const news = await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => this.#read(id)));
      isNew ||= news.includes(true);
    }
    return isNew;
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await this.#deps.fs.readDirectory(this.#deps.folder)).map(([name]) => name);
    } catch (error) {
      // There is none before the first share.
      this.#deps.log.trace(`Active Shares: ${String(error)}`);
      return [];
    }
  }

  async #hear(file: vscode.Uri): Promise<void> {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    if (!name.endsWith(ENDING) || !isShareId(idOf(name))) return;
    await this.#loaded();
    if (await this.#read(idOf(name))) this.#changed.fire();
  }

  /** True where that changed what is known. One after the other: the last answer counts, whichever comes first. */
  async #read(id: string): Promise<boolean> {
    const before = [this.#reading.get(id), this.#writing.get(id)];
    const reading = Promise.all(before).then(() => this.#readNow(id));
    this.#reading.set(id, reading);
    try {
      return await reading;
    } finally {
      if (this.#reading.get(id) === reading) this.#reading.delete(id);
    }
  }

  async #readNow(id: string): Promise<boolean> {
    let text: string;
    try {
      text = new TextDecoder().decode(await this.#deps.fs.readFile(this.#fileOf(id)));
    } catch (error) {
      this.#deps.log.trace(`Active Shares: ${id}: ${String(error)}`);
      return this.#known.delete(id);
    }
    // It is never written again.
    if (this.#known.has(id)) return false;
    try {
      this.#known.set(id, readShareFile(text, id));
      return true;
    } catch (error) {
      this.#deps.log.trace(
        `Active Shares: ${id} is left alone: ${error instanceof Error ? error.message : ''}`,
      );
      return false;
    }
  }

  /** Removes what ended long ago, and temporary files that no window can be writing any more. */
  async #tidy(): Promise<void> {
    const now = this.#deps.now();
    for (const { id, expiresAt } of [...this.#known.values()]) {
      if (Date.parse(expiresAt) + KEPT_MS >= now) continue;
      await this.#remove(this.#fileOf(id));
      this.#known.delete(id);
    }
    for (const name of await this.#names()) {
      if (TEMPORARY.test(name) && (await this.#isStale(name, now))) await this.#remove(this.#file(name));
    }
  }

  async #isStale(name: string, now: number): Promise<boolean> {
    try {
      return (await this.#deps.fs.stat(this.#file(name))).mtime + STALE_MS < now;
    } catch {
      return false;
    }
  }

  async #remove(file: vscode.Uri): Promise<void> {
    try {
      await this.#deps.fs.delete(file);
    } catch (error) {
      // Another window was faster.
      this.#deps.log.trace(`Active Shares: ${String(error)}`);
    }
  }

  #fileOf(id: string): vscode.Uri {
    return this.#file(`${id}${ENDING}`);
  }

  #file(name: string): vscode.Uri {
    return this.#deps.joinPath(this.#deps.folder, name);
  }
}

function idOf(name: string): string {
  return name.slice(0, -ENDING.length);
}
