import type { Hashing } from '../core/hashing.ts';

/** WebCrypto's hashing: every answer comes later. */
export function webHashing(subtle: SubtleCrypto): Hashing {
  return {
    sha256Hex: async (text) => toHex(await subtle.digest('SHA-256', utf8(text))),
    async hmacKey(secret) {
      const algorithm = { name: 'HMAC', hash: 'SHA-256' };
      const bytes = typeof secret === 'string' ? utf8(secret) : new Uint8Array(secret);
      const key = await subtle.importKey('raw', bytes, algorithm, false, ['sign']);
      const digest = async (text: string) => new Uint8Array(await subtle.sign('HMAC', key, utf8(text)));
      return { digest, hexDigest: async (text) => toHex((await digest(text)).buffer) };
    },
  };
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toHex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
