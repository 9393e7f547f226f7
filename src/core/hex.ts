export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of hex digits, two a byte. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** Digests alone: what is long would be too many arguments. */
export function hexToBase64(hex: string): string {
  return btoa(String.fromCharCode(...fromHex(hex)));
}
