import type { Hashing } from '../core/hashing.ts';
import { toHex } from '../core/hex.ts';

/** WebCrypto's hashing: every answer comes later. */
export function webHashing(subtle: SubtleCrypto): Hashing {
  return {
    sha256Hex: async (text) => toHex(new Uint8Array(await subtle.digest('SHA-256', utf8(text)))),
    async hmacKey(secret) {
      const algorithm = { name: 'HMAC', hash: 'SHA-256' };
      const bytes = typeof secret === 'string' ? utf8(secret) : new Uint8Array(secret);
      const key = await subtle.importKey('raw', bytes, algorithm, false, ['sign']);
      const digest = async (text: string) => new Uint8Array(await subtle.sign('HMAC', key, utf8(text)));
      return { digest, hexDigest: async (text) => toHex(await digest(text)) };
    },
  };
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
