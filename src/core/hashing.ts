/** SHA-256 and HMAC-SHA-256 as the platform has them, at once (Node) or later (WebCrypto). Text is hashed as UTF-8. */
export interface Hashing {
  sha256Hex(text: string): string | Promise<string>;
  hmacKey(secret: string | Uint8Array): HmacKey | Promise<HmacKey>;
}

export interface HmacKey {
  digest(text: string): Uint8Array | Promise<Uint8Array>;
  hexDigest(text: string): string | Promise<string>;
}
