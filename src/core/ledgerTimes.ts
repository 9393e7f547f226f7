import type { Connection } from './connection.ts';
import { knownLocale, unitFormat } from './format.ts';
import type { Share } from './ledger.ts';
import { TIME_UNITS } from './moments.ts';
import type { ClockOffsets, Now } from './ports.ts';

const MINUTE = 60_000;

/** Time as the server of a share has it, and as this machine does. Milliseconds since the epoch. */
export interface ShareClock {
  /** Now by the server's clock, as last measured. */
  nowFor(share: Share): number;
  /** When this machine's clock shows a moment of the server's: the share's beginning or end. An end that was named is that. */
  locally(share: Share, moment: 'made' | 'expiresAt'): number;
}

export function createShareClock(deps: {
  readonly connections: { get(id: string): Connection | undefined };
  readonly clock: ClockOffsets;
  readonly now: Now;
}): ShareClock {
  const offset = ({ connection: id }: Share) => {
    const connection = deps.connections.get(id);
    return connection === undefined ? 0 : deps.clock.get(connection.endpoint);
  };
  return {
    nowFor: (share) => deps.now() + offset(share),
    locally: (share, moment) =>
      Date.parse(share[moment]) - (moment === 'expiresAt' && share.endsAsNamed ? 0 : offset(share)),
  };
}

/** Milliseconds until a share ends, `now` by the clock of its server; 0 or less: it has ended. */
export function timeLeft({ expiresAt }: Pick<Share, 'expiresAt'>, now: number): number {
  return Date.parse(expiresAt) - now;
}

/**
 * A time that is left (milliseconds, above zero) in a person's language, in its largest unit and the next one, never more
 * than is left: `2 hr 5 min`, `1 min`, and in the last minute `45 sec`.
 * @param style `long` as a screen reader says it well; it counts no seconds but begun minutes, to stay the same for one
 */
export function leftWords(ms: number, locale: string, style: 'short' | 'long'): string {
  const language = knownLocale(locale);
  const seconds = style === 'long' ? Math.ceil(ms / MINUTE) * 60 : Math.max(1, Math.floor(ms / 1000));
  const first = TIME_UNITS.findIndex(([, length]) => seconds >= length);
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, length] of TIME_UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / length);
    rest %= length;
    // Seconds beside minutes would have to tick.
    if (count > 0 && (unit !== 'second' || seconds < 60))
      parts.push(unitFormat(language, unit, style).format(count));
  }
  return new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(parts);
}

/**
 * Milliseconds until the words for a time that is left (or, below zero, has passed) read otherwise: past the next full
 * minute, in the last one past each second.
 */
export function untilNextWords(ms: number): number {
  if (ms <= 0) return MINUTE - (-ms % MINUTE);
  return (ms % (ms < MINUTE ? 1000 : MINUTE)) + 1;
}
