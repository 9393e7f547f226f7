/**
 * Work for which many wait at once, such as reading pages that came together: one after the other, each in a turn of its
 * own, so that all else gets its own in between. Who comes alone does not wait.
 */
export class OneATurn {
  #isTaken = false;
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is one's turn. */
  async come(): Promise<void> {
    if (this.#isTaken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
    this.#callNext();
  }

  #callNext(): void {
    setTimeout(() => {
      const next = this.#waiting.shift();
      this.#isTaken = next !== undefined;
      if (next === undefined) return;
      next();
      this.#callNext();
    }, 0);
  }
}
