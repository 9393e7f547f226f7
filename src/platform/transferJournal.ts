import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { once } from '../core/once.ts';
import type { Log } from '../core/ports.ts';
import {
  entryOf,
  type Journal,
  type JournalEntry,
  readJournalEntry,
  type StoredEntry,
  writeJournalEntry,
} from '../core/transfers/journal.ts';
import { codeOf } from './fileFailures.ts';

const BEAT_MS = 5_000;
/** A window whose process can't be asked after is gone when its heart has not beaten for so long. */
const SILENT_MS = 10 * 60_000;

/**
 * One file a transfer, `<id>.json`, and one a window, `<owner>.owner`, whose time is its heartbeat. A transfer whose window
 * is gone is taken by renaming its file, which one window alone can do.
 */
export function openTransferJournal(folder: string, log: Pick<Log, 'trace' | 'warn'>): Journal {
  return new FolderJournal(folder, log);
}

class FolderJournal implements Journal {
  readonly #folder: string;
  readonly #log: Pick<Log, 'trace' | 'warn'>;
  readonly #owner = randomUUID();
  readonly #ownerFile: string;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** One write after the other, for each transfer. */
  readonly #writing = new Map<string, Promise<void>>();
  readonly #begun = once(() => this.#begin());

  constructor(folder: string, log: Pick<Log, 'trace' | 'warn'>) {
    this.#folder = folder;
    this.#log = log;
    this.#ownerFile = join(folder, `${this.#owner}.owner`);
  }

  write(entry: JournalEntry): Promise<void> {
    const { id } = entry.job;
    return this.#inTurn(id, async () => {
      await this.#begun();
      await replaceFile(this.#fileOf(id), writeJournalEntry(entry, this.#owner));
    });
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(id, () => rm(this.#fileOf(id), { force: true }));
  }

  async claim(): Promise<readonly StoredEntry[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const claimed: StoredEntry[] = [];
    for (const name of names.filter((each) => /^[a-z0-9]{10}\.(?:json|[0-9a-f-]{36}\.taken)$/.test(each))) {
      const entry = await this.#take(name).catch((error: unknown) => {
        this.#log.trace(`Transfers: ${name} is left alone: ${String(error)}`);
        return undefined;
      });
      if (entry !== undefined) claimed.push(entry);
    }
    await this.#tidy(names);
    return claimed;
  }

  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.allSettled(this.#writing.values());
    await rm(this.#ownerFile, { force: true }).catch(() => undefined);
  }

  async #begin(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#ownerFile, JSON.stringify({ pid: process.pid, host: hostname() }));
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
    this.#timer.unref();
  }

  async #beat(): Promise<void> {
    const now = new Date();
    await utimes(this.#ownerFile, now, now).catch(() => undefined);
  }

  async #take(name: string): Promise<StoredEntry | undefined> {
    const path = join(this.#folder, name);
    const { owner, fields } = readJournalEntry(await readFile(path, 'utf8'));
    // A name of another's taking, which it did not end: its owner is the one before.
    const holder = /\.([0-9a-f-]{36})\.taken$/.exec(name)?.[1] ?? owner;
    if (holder === this.#owner || (await this.#lives(holder))) return undefined;
    await this.#begun();
    const entry = entryOf(fields);
    const taken = join(this.#folder, `${entry.job.id}.${this.#owner}.taken`);
    // Whoever is second finds nothing to rename, or what the first has written since: that goes back.
    await rename(path, taken);
    if (readJournalEntry(await readFile(taken, 'utf8')).owner !== owner) {
      await link(taken, path).catch(() => undefined);
      await rm(taken, { force: true });
      return undefined;
    }
    await replaceFile(this.#fileOf(entry.job.id), writeJournalEntry(entry, this.#owner));
    await rm(taken, { force: true });
    return entry;
  }

  async #lives(owner: string): Promise<boolean> {
    const file = join(this.#folder, `${owner}.owner`);
    try {
      const { pid, host } = JSON.parse(await readFile(file, 'utf8')) as { pid?: unknown; host?: unknown };
      if (host === hostname() && typeof pid === 'number' && !isRunning(pid)) return false;
      return Date.now() - (await stat(file)).mtimeMs < SILENT_MS;
    } catch (error) {
      // It went as it should, and let others have what it left.
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
  }

  async #tidy(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const owner = /^([0-9a-f-]{36})\.owner$/.exec(name)?.[1];
      const isOthers = owner !== undefined && owner !== this.#owner;
      const isGone = isOthers ? !(await this.#lives(owner).catch(() => true)) : await this.#isBrokenOff(name);
      if (isGone) await rm(join(this.#folder, name), { force: true }).catch(() => undefined);
    }
  }

  /** Half a file, which nobody goes on writing; every start would look at it. */
  async #isBrokenOff(name: string): Promise<boolean> {
    if (!/^[a-z0-9]{10}\.json\.tmp$/.test(name)) return false;
    const found = await stat(join(this.#folder, name)).catch(() => undefined);
    return found !== undefined && Date.now() - found.mtimeMs > SILENT_MS;
  }

  #fileOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  /** A transfer that can't be written down goes on all the same. */
  #inTurn(id: string, work: () => Promise<void>): Promise<void> {
    const before = this.#writing.get(id) ?? Promise.resolve();
    const turn = before.then(work).catch((error: unknown) => this.#log.warn(`Transfers: ${String(error)}`));
    this.#writing.set(id, turn);
    void turn.then(() => {
      if (this.#writing.get(id) === turn) this.#writing.delete(id);
    });
    return turn;
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is another person's.
    return codeOf(error) === 'EPERM';
  }
}
