/** Whether letters of both sizes are one: unless the words hold a capital. */
export function isAnyCase(words: string): boolean {
  for (const character of words) if (character !== character.toLowerCase()) return false;
  return true;
}

/**
 * A text as it is compared. `é` is one letter however it is stored (systems write it in one part or in two); in any case, so
 * are letters of both sizes (`ς`, too). What is ASCII comes out with as many characters.
 */
export function fold(text: string, anyCase: boolean): string {
  if (isAscii(text)) return anyCase ? text.toLowerCase() : text;
  // By way of the capitals, as `σ` and `ς` have one. Each for itself: in a whole text `Σ` depends on its neighbours.
  const cased = anyCase ? Array.from(text, (each) => each.toUpperCase().toLowerCase()).join('') : text;
  return cased.normalize('NFC');
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
