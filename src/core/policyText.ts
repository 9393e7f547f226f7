/** Text as base64 of its UTF-8 bytes, by web globals alone. */
export function toBase64(text: string): string {
  // The usual policy is ASCII, and then its characters are its bytes.
  if (isAscii(text)) return btoa(text);
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The text that `toBase64` encoded; `undefined` where it is no base64 of UTF-8. */
export function fromBase64(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are ASCII too.
  return /^[\x00-\x7f]*$/.test(text);
}
