/** Orders as stores do, by the bytes of the UTF-8 form: unlike `<`, astral characters come after U+E000…U+FFFF. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Moves surrogates above the rest of the basic plane, where their code points are. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/**
 * A text behind the keys that begin with this one. Not behind all that there could be: who divides by it lists both sides,
 * so a key further behind is only in the other one.
 */
export function endOf(prefix: string): string {
  return prefix + LAST;
}

/** The last character but two, which are none and may be refused. */
const LAST = '\u{10fffd}';

/** What both begin with, in whole characters. */
export function commonBeginning(a: string, b: string): string {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  const before = a.charCodeAt(at - 1);
  return a.slice(0, before >= 0xd800 && before < 0xdc00 ? at - 1 : at);
}
