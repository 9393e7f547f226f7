import type { Disposable } from './ports.ts';

/** A list of listeners, for models that announce changes without knowing the editor. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Subscribes; dispose of the result to stop. */
  readonly event = (listener: (value: T) => void): Disposable => {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
