/** Work that nobody waits for, but that a window does not close without. */
export interface Unfinished {
  /** The work must not fail: who begins it says what went wrong. */
  add(work: Promise<unknown>): void;
  /** Work that begins when the window closes. */
  atEnd(begin: () => Promise<unknown>): void;
  /** Begins what is for the end; resolves once all of it is done, with what is added meanwhile. */
  settled(): Promise<void>;
}

export function createUnfinished(): Unfinished {
  const all = new Set<Promise<unknown>>();
  const last: (() => Promise<unknown>)[] = [];
  const add: Unfinished['add'] = (work) => {
    all.add(work);
    void work.finally(() => all.delete(work));
  };
  return {
    add,
    atEnd: (begin) => void last.push(begin),
    async settled() {
      for (const begin of last.splice(0)) add(begin());
      while (all.size > 0) await Promise.all(all);
    },
  };
}
