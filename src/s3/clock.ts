import type { ClockOffsets } from '../core/ports.ts';

/** One exchange as our clock saw it. Times in milliseconds since the epoch. */
export interface Exchange {
  readonly sentAt: number;
  readonly receivedAt: number;
  /** The answer's `Date` header, or another time that the server named; in whole seconds. */
  readonly date: string | null;
  /** An answer from a cache carries the `Date` of long ago. */
  readonly age?: string | null;
}

export interface MeasuredClock extends ClockOffsets {
  /** `undefined` where no answer has carried a time yet. */
  measured(endpoint: string): number | undefined;
  /** Learns from an answer. */
  learn(endpoint: string, exchange: Exchange): void;
}

/** Below this an offset is noise: `Date` has whole seconds, and the way there takes time. Milliseconds. */
const tolerance = 2_000;

/** Remembers, for each endpoint, how far the server's clock is ahead of ours. In memory only. */
export function createClockOffsets(): MeasuredClock {
  const offsets = new Map<string, number>();
  return {
    get: (endpoint) => offsets.get(endpoint) ?? 0,
    measured: (endpoint) => offsets.get(endpoint),
    learn(endpoint, exchange) {
      const offset = measure(exchange);
      if (offset !== undefined) offsets.set(endpoint, offset);
    },
  };
}

/** Server minus local; 0 where the difference may be the network's. The server looked at its clock half-way, about. */
function measure({ sentAt, receivedAt, date, age }: Exchange): number | undefined {
  const serverTime = Date.parse(date ?? '');
  if (Number.isNaN(serverTime) || age) return undefined;
  const roundTrip = Math.max(0, receivedAt - sentAt);
  const offset = Math.round(serverTime + 500 - (sentAt + roundTrip / 2));
  return Math.abs(offset) <= Math.max(tolerance, roundTrip / 2 + 500) ? 0 : offset;
}
