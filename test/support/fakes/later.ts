// What is to run later, run when a test says so.
export class FakeLater {
  readonly #waiting = new Set<() => void>();

  readonly later = (run: () => void) => {
    this.#waiting.add(run);
    return { dispose: () => void this.#waiting.delete(run) };
  };

  pass(): void {
    for (const run of [...this.#waiting]) {
      this.#waiting.delete(run);
      run();
    }
  }
}
