import type { Disposable } from '../../core/ports.ts';

/**
 * Documents that were filled anew. Of the first key that is typed into one the editor tells the same: another text, and not
 * changed; and only right behind it that it is changed. So a filling is told once the editor has answered a question that was
 * asked after it, which it does in turn: behind all that it had to say of a key, however long that takes. Of a key none is told.
 */
export class Fillings implements Disposable {
  readonly #onceAnswered: (run: () => void) => void;
  readonly #waiting = new Map<string, () => void>();

  /** @param onceAnswered asks the editor anything, and runs this behind its answer */
  constructor(onceAnswered: (run: () => void) => void) {
    this.#onceAnswered = onceAnswered;
  }

  add(path: string, tell: () => void): void {
    this.settle(path);
    this.#waiting.set(path, tell);
    this.#onceAnswered(() => {
      // Of a later one of the same file the answer is still to come.
      if (this.#waiting.get(path) === tell) this.settle(path);
    });
  }

  /** It was a key. */
  drop(path: string): void {
    this.#waiting.delete(path);
  }

  /** Tells what waits: it was none. */
  settle(path: string): void {
    const tell = this.#waiting.get(path);
    this.drop(path);
    tell?.();
  }

  dispose(): void {
    this.#waiting.clear();
  }
}
