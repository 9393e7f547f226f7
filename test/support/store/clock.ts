/** The store's own time, which tests may move. */
export interface StoreClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Stands at this moment and runs on from it. */
  set(moment: number | Date): void;
  /** Forward, or back with a negative number of milliseconds. */
  advance(ms: number): void;
  /** Back to the machine's time. */
  reset(): void;
}

/** @param machine the time that the store's runs along with, milliseconds */
export function createClock(machine: () => number = Date.now): StoreClock {
  let offset = 0;
  return {
    now: () => machine() + offset,
    set: (moment) => {
      offset = Number(moment) - machine();
    },
    advance: (ms) => {
      offset += ms;
    },
    reset: () => {
      offset = 0;
    },
  };
}
