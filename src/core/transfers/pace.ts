import { SpacesError } from '../errors.ts';

export interface PaceDeps {
  /** 0 up to 1. */
  readonly random: () => number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** How often a request that may succeed later is made, all in all; each has its own retries below. */
const TRIES = 4;
const FIRST_WAIT_MS = 500;
const MOST_WAIT_MS = 30_000;

/** What may be over in a moment. */
const PASSING: ReadonlySet<string> = new Set([
  ...['slowDown', 'timeout', 'network', 'refused', 'unknownHost', 'server', 'damaged'],
]);

/**
 * When requests are made: again where that helps, and by all transfers more slowly where the store says that they are too
 * many (`SlowDown`): each such answer doubles the pause before the next request, each success halves it.
 */
export class Pace {
  readonly #deps: PaceDeps;
  #pauseMs = 0;

  constructor(deps: PaceDeps) {
    this.#deps = deps;
  }

  /** Throws what the last attempt threw, or `Cancelled`. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let tried = 1; ; tried++) {
      if (this.#pauseMs > 0) await this.#deps.sleep(this.#spread(this.#pauseMs), signal);
      try {
        const result = await work();
        this.#pauseMs = this.#pauseMs < FIRST_WAIT_MS ? 0 : this.#pauseMs / 2;
        return result;
      } catch (error) {
        if (tried === TRIES) throw error;
        await this.#wait(error, tried, signal);
      }
    }
  }

  /** Throws the error where waiting does not help. */
  async #wait(error: unknown, tried: number, signal: AbortSignal): Promise<void> {
    if (!(error instanceof SpacesError && PASSING.has(error.code))) throw error;
    if (error.code !== 'slowDown') return this.#deps.sleep(this.#spread(FIRST_WAIT_MS * 2 ** tried), signal);
    this.#pauseMs = Math.min(MOST_WAIT_MS, Math.max(FIRST_WAIT_MS, this.#pauseMs * 2));
  }

  /** Not all at the same moment. */
  #spread(ms: number): number {
    return ms * (0.5 + this.#deps.random());
  }
}
