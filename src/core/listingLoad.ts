import { t } from '@vscode/l10n';
import { isCancelled, SpacesError } from './errors.ts';

/** Asks the server for something and returns what to do with the answer. */
export type Load = (signal: AbortSignal) => Promise<() => void>;

/** One request at a time. A cancelled one's answer is dropped, however late it comes. */
export class Loading {
  #running: Promise<void> | undefined;
  #abort: AbortController | undefined;
  /** Why the last request failed. */
  error: Error | undefined;

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Starts `load`, unless one is in flight: callers share it. */
  start(load: Load): void {
    if (this.#running) return;
    const abort = new AbortController();
    const running = Promise.race([this.#run(load, abort.signal), aborted(abort.signal)]).finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.error = undefined;
    this.#abort = abort;
    this.#running = running;
  }

  /** Resolves when nothing is in flight any more; never rejects. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  cancel(): void {
    this.#abort?.abort();
    this.#running = undefined;
    this.error = undefined;
  }

  async #run(load: Load, signal: AbortSignal): Promise<void> {
    try {
      const apply = await load(signal);
      if (!signal.aborted) apply();
    } catch (error) {
      if (!signal.aborted) this.error = asError(error);
    }
  }
}

/** A request that hangs must not hold those who wait for the one that replaced it. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function asError(error: unknown): Error {
  // Nobody here cancelled: it must not be silent, or the folder would look empty.
  if (isCancelled(error)) return new SpacesError('network', t('The listing was canceled.'), { cause: error });
  return error instanceof Error ? error : new SpacesError('server', String(error), { cause: error });
}
