import { Cancelled } from '../errors.ts';

/** A number of things that may be taken at once, given in the order asked; more than there are is given alone. */
export class Slots {
  readonly #most: number;
  #free: number;
  readonly #waiting: { readonly wanted: number; go(): void }[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#free = most;
  }

  /** Runs once so many are free. Throws `Cancelled` where the signal comes first. */
  async with<T>(wished: number, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const wanted = Math.min(wished, this.#most);
    await this.#take(wanted, signal);
    try {
      return await work();
    } finally {
      this.#free += wanted;
      this.#serve();
    }
  }

  async #take(wanted: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new Cancelled();
    if (this.#waiting.length === 0 && this.#free >= wanted) {
      this.#free -= wanted;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(new Cancelled());
        this.#serve();
      };
      const go = () => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
      const entry = { wanted, go };
      this.#waiting.push(entry);
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  #serve(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.wanted <= this.#free; ) {
      this.#free -= next.wanted;
      this.#waiting.shift();
      next.go();
      next = this.#waiting[0];
    }
  }
}
