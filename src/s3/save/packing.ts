/** How content is packed in ways that every host can undo; `undefined` for any other, which is handed out as stored. */
export type Packing = 'gzip' | 'deflate';

/** What a `Content-Encoding` says (RFC 9110, 8.4.1: `x-gzip` is another word for `gzip`). */
export function packingOf(contentEncoding: string | undefined): Packing | undefined {
  const name = contentEncoding
    ?.trim()
    .toLowerCase()
    .replace(/^x-gzip$/, 'gzip');
  return name === 'gzip' || name === 'deflate' ? name : undefined;
}

/** More comes out than is wanted. */
export const TOO_MUCH = 'tooMuch';

/**
 * The content, where it is packed that way as a whole; else `undefined`. Little may unpack to very much: with more than
 * `maxBytes` it ends.
 */
export async function unpacked(
  stored: Uint8Array,
  packing: Packing,
  maxBytes: number,
): Promise<Uint8Array | typeof TOO_MUCH | undefined> {
  if (stored.length === 0) return stored;
  try {
    return await through(stored, new DecompressionStream(packing), maxBytes);
  } catch {
    return undefined;
  }
}

export async function packed(content: Uint8Array, packing: Packing): Promise<Uint8Array> {
  const bytes = await through(content, new CompressionStream(packing), Number.POSITIVE_INFINITY);
  if (bytes === TOO_MUCH) throw new Error('more than there is');
  return bytes;
}

async function through(
  bytes: Uint8Array,
  transform: ReadableWritablePair,
  maxBytes: number,
): Promise<Uint8Array | typeof TOO_MUCH> {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(transform).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    pieces.push(next.value);
    length += next.value.length;
    if (length <= maxBytes) continue;
    await reader.cancel();
    return TOO_MUCH;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
