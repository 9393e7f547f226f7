import { createTypedExpiry } from '../../src/commands/typedExpiry.ts';
import { SpacesError } from '../../src/core/errors.ts';
import type { Expiry } from '../../src/core/expiry.ts';
import type { MomentStyle } from '../../src/core/moments.ts';
import { readPhrase } from '../../src/core/phrases.ts';

/** What the question makes of a text, once all that it loads is there: the expiry, or why not. */
export async function typedExpiry(text: string, now: number, moments: MomentStyle): Promise<Expiry | string> {
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
