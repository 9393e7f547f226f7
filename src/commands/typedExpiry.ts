import { needsTime } from '../core/ends/read.ts';
import { wallAt } from '../core/ends/zone.ts';
import { type Expiry, expiryOfWall, notUnderstood, readExpiryText } from '../core/expiry.ts';
import type { MomentStyle } from '../core/moments.ts';
import type { ReadPhrase } from '../core/phrases.ts';
import type { Now } from '../core/ports.ts';

interface TypedExpiryDeps {
  readonly now: Now;
  readonly moments: MomentStyle;
  phrases(): Promise<ReadPhrase>;
}

/**
 * Reads what is typed into the question, for as long as that is open: by our own grammar, and behind it by a parser that
 * is loaded with the first text that needs it. Until it is there that text is `pending`, and `again` is called then.
 * Throws `badExpiry` with the reason, fit to stand in the question itself.
 */
export function createTypedExpiry(
  deps: TypedExpiryDeps,
): (text: string, again: () => void) => Expiry | 'pending' {
  let parser: ReadPhrase | 'missing' | undefined;
  let loading: Promise<void> | undefined;
  const load = async () => {
    // Without its file the question still has all of our own grammar.
    parser = await deps.phrases().catch(() => 'missing' as const);
  };
  return (text, again) => {
    const { locale, timeZone } = deps.moments;
    const here = { now: deps.now(), locale, timeZone };
    const own = readExpiryText(text, here);
    if (own !== undefined) return own;
    if (parser === undefined) {
      loading ??= load();
      void loading.then(again);
      return 'pending';
    }
    const end = parser === 'missing' ? undefined : parser(text, wallAt(here.now, timeZone));
    if (end === undefined) throw notUnderstood(locale);
    if (end === 'noTime') throw needsTime(locale);
    return expiryOfWall(end.wall, here);
  };
}
