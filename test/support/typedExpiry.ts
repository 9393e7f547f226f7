import assert from 'node:assert/strict';
import { createTypedExpiry } from '../../src/commands/typedExpiry.ts';
import { SpacesError } from '../../src/core/errors.ts';
import type { Expiry } from '../../src/core/expiry.ts';
import type { MomentStyle } from '../../src/core/moments.ts';
import { readPhrase } from '../../src/core/phrases.ts';

/** What the question makes of a text, once all that it loads is there: the expiry, or why not. */
async function typedExpiry(text: string, now: number, moments: MomentStyle): Promise<Expiry | string> {
  const typed = createTypedExpiry({ now: () => now, moments, phrases: async () => readPhrase });
  try {
    const loaded = await new Promise<void>((resolve, reject) => {
      try {
        if (typed(text, resolve) !== 'pending') resolve();
      } catch (error) {
        reject(error);
      }
    }).then(() => typed(text, () => undefined));
    if (loaded === 'pending') throw new Error('still pending after it was loaded');
    return loaded;
  } catch (error) {
    if (error instanceof SpacesError) return error.message;
    throw error;
  }
}

/** A number: seconds from the moment of acceptance. ISO 8601: the end. A pattern: why it can't be used. */
export type Meaning = number | string | RegExp;

export const PAST = /has passed/;
export const TOO_LONG = /lasts 7 days at most/;
export const NO_TIME = /needs a time, too, like tomorrow 18:00/;
export const NOT_REAL = /no such day or time/;
export const UNKNOWN = /Not understood/;
/** It may mean one or the other: both are shown, as they can be typed. */
export const either = (one: string, other: string) => new RegExp(`may mean ${one} or ${other}: type`);

export interface PhraseTable {
  readonly where: string;
  readonly timeZone: string;
  /** A moment with its offset. */
  readonly now: string;
  readonly phrases: readonly (readonly [text: string, meaning: Meaning])[];
}

/** One test a phrase: what the question makes of it. */
export function itReads({ where, timeZone, now, phrases }: PhraseTable): void {
  describe(where, () => {
    for (const [text, meaning] of phrases) {
      it(`"${text}"`, async () => {
        const got = await typedExpiry(text, Date.parse(now), { locale: 'en-GB', timeZone });
        if (meaning instanceof RegExp) {
          assert.equal(typeof got, 'string', JSON.stringify(got));
          assert.match(String(got), meaning);
          return;
        }
        assert.deepEqual(
          got,
          typeof meaning === 'number' ? { seconds: meaning } : { at: Date.parse(meaning) },
        );
      });
    }
  });
}
