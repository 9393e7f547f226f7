/**
 * SHA-256 and HMAC-SHA-256 as the platform has them, handed to the signer. Text is hashed as UTF-8. `Hashing` may
 * answer at once or later (WebCrypto); what answers at once (`SyncHashing`) is usable as either.
 */
export interface Hashing {
  sha256Hex(text: string): string | Promise<string>;
  hmacKey(secret: string | Uint8Array): HmacKey | Promise<HmacKey>;
}

export interface HmacKey {
  digest(text: string): Uint8Array | Promise<Uint8Array>;
  hexDigest(text: string): string | Promise<string>;
}

export interface SyncHashing {
  sha256Hex(text: string): string;
  hmacKey(secret: string | Uint8Array): SyncHmacKey;
}

export interface SyncHmacKey {
  digest(text: string): Uint8Array;
  hexDigest(text: string): string;
}
