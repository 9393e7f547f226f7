import { casual } from 'chrono-node/en';
import type { Wall } from './ends/zone.ts';

/** What a phrase says: a moment by the clock on the wall, or a day alone. */
export type PhraseEnd = { readonly wall: Wall } | 'noTime';

export type ReadPhrase = typeof readPhrase;

/** The parser drops these, as it drops every word that it does not know. */
const UNTIL = /^(?:until|till|til|by)\s+/i;

/** The parser is told to look ahead, and takes "last Friday" for the next one then. */
const PAST = /\b(?:last|past|previous|ago|before)\b/i;

/** Milliseconds. A day beyond is too far for any signature, at whatever time: it is not the time that it lacks. */
const FAR = 9 * 86_400_000;

/**
 * An end as English puts it in ways that our own grammar does not know: `two days from now at 9am`, `Friday at 5 in the
 * afternoon`. Only what the parser understood to the last word counts, and only a time that the phrase itself says, but
 * for a day that is too far in any case.
 * `undefined`: none.
 * @param today what clocks show now
 */
export function readPhrase(text: string, today: Wall): PhraseEnd | undefined {
  const phrase = text.trim().replace(UNTIL, '');
  if (PAST.test(phrase)) return undefined;
  // By the fields of this machine's zone, whichever it is: the parser reads and writes no others.
  const now = new Date(today.year, today.month - 1, today.day, today.hour, today.minute, today.second);
  const [result, ...others] = casual.parse(phrase, now, { forwardDate: true });
  if (result === undefined || others.length > 0 || result.text !== phrase || result.end) return undefined;
  const { start } = result;
  // A zone by its letters is not everyone's (CST), and what counts in hours depends on when clocks change.
  if (start.isCertain('timezoneOffset')) return undefined;
  if (!start.isCertain('hour') && start.date().getTime() - now.getTime() < FAR) return 'noTime';
  const field = (name: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second') => start.get(name) ?? 0;
  return {
    wall: {
      year: field('year'),
      month: field('month'),
      day: field('day'),
      hour: field('hour'),
      minute: field('minute'),
      second: field('second'),
    },
  };
}
