import { Cancelled, isCancelled } from '../../../src/core/errors.ts';
import type { Clipboard, Log, Memory, Progress } from '../../../src/core/ports.ts';

/** A clipboard that nobody else writes to. */
export class FakeClipboard implements Clipboard {
  readonly writes: string[] = [];
  /** What it holds: `''` until something is copied. */
  get text(): string {
    return this.writes.at(-1) ?? '';
  }
  async write(text: string): Promise<void> {
    this.writes.push(text);
  }
  async read(): Promise<string> {
    return this.text;
  }
}

/** Runs tasks at once; `cancelNext` presses Cancel, at the start or at a report that holds the given text. */
export class FakeProgress implements Progress {
  readonly titles: string[] = [];
  readonly reports: string[] = [];
  #cancelAt: string | undefined;

  /** Presses Cancel in the next task: at once, or when it reports something that holds `at`. */
  cancelNext(at = ''): void {
    this.#cancelAt = at;
  }

  async run<T>(
    title: string,
    task: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
  ): Promise<T> {
    this.titles.push(title);
    const controller = new AbortController();
    const cancelAt = this.#cancelAt;
    this.#cancelAt = undefined;
    if (cancelAt === '') controller.abort();
    try {
      const result = await task(controller.signal, (message) => {
        this.reports.push(message);
        if (cancelAt && message.includes(cancelAt)) controller.abort();
      });
      if (controller.signal.aborted) throw new Cancelled();
      return result;
    } catch (error) {
      throw isCancelled(error) ? new Cancelled() : error;
    }
  }
}

/** Remembers as the editor does: what is read back went through JSON. */
export class FakeMemory implements Memory {
  readonly values = new Map<string, string>();
  get<T>(key: string): T | undefined {
    const text = this.values.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }
  async set(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.stringify(value));
  }
}

export class FakeLog implements Log {
  readonly lines: string[] = [];
  trace(line: string): void {
    this.lines.push(`trace ${line}`);
  }
  info(line: string): void {
    this.lines.push(`info ${line}`);
  }
  warn(line: string): void {
    this.lines.push(`warn ${line}`);
  }
  error(line: string, cause?: unknown): void {
    this.lines.push(`error ${line}${cause === undefined ? '' : ` ${String(cause)}`}`);
  }
}
