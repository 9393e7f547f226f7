import type { S3Code } from './errors.ts';

/** What the store knows of a request before it answers. */
export interface FaultSubject {
  readonly method: string;
  readonly space: string | undefined;
  readonly key: string | undefined;
  /** Decoded parameters, signatures included: for matching only. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

export interface Fault {
  /**
   * `hang`: never ends the answer. `reset`: ends the connection with RST. With both, what was asked has been done.
   * `html`: a page that is not S3. `status`: an S3 error document with `status` and `code`. Nothing has been done.
   */
  readonly kind: 'hang' | 'reset' | 'html' | 'status';
  /** For which requests; absent: any. */
  readonly match?: (request: FaultSubject) => boolean;
  /** How many requests; absent: one. `Infinity`: until `clear()`. */
  readonly times?: number;
  /** Of `html` (default 200) and `status` (default 503). */
  readonly status?: number;
  /** Of `status`; default `SlowDown`. Any text, since servers know more codes than Ceph. */
  readonly code?: S3Code | (string & {});
  /** `hang` and `reset` after so many bytes of the true answer's body; absent: before its headers. */
  readonly afterBytes?: number;
}

export interface Faults {
  /** The next matching request gets this instead of its answer. Faults are tried in the order given. */
  next(fault: Fault): void;
  clear(): void;
}

export class FaultQueue implements Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  next(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault for this request, counted off. */
  take(request: FaultSubject): Fault | undefined {
    const found = this.#waiting.find(({ fault }) => fault.match?.(request) ?? true);
    if (!found) return undefined;
    found.left--;
    if (found.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== found);
    return found.fault;
  }
}
