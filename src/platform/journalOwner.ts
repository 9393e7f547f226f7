import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { once } from '../core/once.ts';
import { codeOf } from './fileFailures.ts';

const BEAT_MS = 5_000;
/** A window whose process can't be asked after is gone when its heart has not beaten for so long. */
export const SILENT_MS = 10 * 60_000;

/** A window as others see it: `<id>.owner`, whose time is its heartbeat. */
export class JournalOwner {
  readonly id = randomUUID();
  readonly #folder: string;
  readonly #file: string;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Makes the folder and the file, once there is something to own. */
  readonly begin = once(() => this.#begin());

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, `${this.id}.owner`);
  }

  async lives(owner: string): Promise<boolean> {
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

  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await rm(this.#file, { force: true }).catch(() => undefined);
  }

  async #begin(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#file, JSON.stringify({ pid: process.pid, host: hostname() }));
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
    this.#timer.unref();
  }

  async #beat(): Promise<void> {
    const now = new Date();
    await utimes(this.#file, now, now).catch(() => undefined);
  }
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
