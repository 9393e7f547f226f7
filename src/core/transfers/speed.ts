/** Milliseconds over which a speed is taken: long enough to be calm, short enough to be true. */
const SPAN_MS = 8_000;
const STEP_MS = 250;
/** Before that nothing is said. */
const LEAST_MS = 1_000;

/** Bytes a second over the last seconds. */
export class Speed {
  /** Moments, and all bytes until then. */
  readonly #marks: { readonly at: number; readonly bytes: number }[] = [];
  #bytes = 0;

  add(bytes: number, now: number): void {
    if (this.#marks.length === 0) this.#marks.push({ at: now, bytes: 0 });
    this.#bytes += bytes;
    const last = this.#marks.at(-1);
    if (last !== undefined && now - last.at >= STEP_MS) this.#marks.push({ at: now, bytes: this.#bytes });
    while ((this.#marks[1]?.at ?? now) < now - SPAN_MS) this.#marks.shift();
  }

  /** `undefined` while nothing can be said. */
  at(now: number): number | undefined {
    const first = this.#marks.find(({ at }) => at >= now - SPAN_MS) ?? this.#marks.at(-1);
    if (first === undefined || now - first.at < LEAST_MS) return undefined;
    return (1000 * (this.#bytes - first.bytes)) / (now - first.at);
  }
}

/** Whole seconds; `undefined` where it can't be told, or would be longer than a week: nobody plans by more, and first guesses are wild. */
export function secondsLeft(bytes: number, bytesPerSecond: number | undefined): number | undefined {
  if (bytesPerSecond === undefined || bytesPerSecond <= 0) return undefined;
  const seconds = Math.ceil(bytes / bytesPerSecond);
  return seconds > 604_800 ? undefined : seconds;
}
