import type { Content } from '../../core/objects.ts';

/** A body as a request has it. */
export async function payloadOf(content: Content): Promise<{
  readonly body: Uint8Array;
  readonly payloadHash: string;
  readonly onSent?: (bytes: number) => void;
}> {
  const { bytes, ...told } = content instanceof Uint8Array ? { bytes: content } : content;
  return { body: bytes, payloadHash: await sha256Hex(bytes), ...told };
}

/**
 * Hex SHA-256 of a body. WebCrypto's, on both hosts: it is made outside of the event loop, which a part of several
 * megabytes would hold up.
 */
async function sha256Hex(body: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', body as Uint8Array<ArrayBuffer>)));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
