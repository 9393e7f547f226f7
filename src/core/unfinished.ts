/** Work that nobody waits for, but that a window does not close without. */
export interface Unfinished {
  /** The work must not fail: who begins it says what went wrong. */
  add(work: Promise<unknown>): void;
  /** Resolves once all of it is done, with what is added meanwhile. */
  settled(): Promise<void>;
}

export function createUnfinished(): Unfinished {
  const all = new Set<Promise<unknown>>();
  return {
    add(work) {
      all.add(work);
      void work.finally(() => all.delete(work));
    },
    async settled() {
      while (all.size > 0) await Promise.all(all);
    },
  };
}
