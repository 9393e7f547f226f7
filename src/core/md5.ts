import { toHex } from './hex.ts';

/** RFC 1321, for the little that WebCrypto can't do: it has no MD5. Not for large content, and no proof of anything. */

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const sines = Int32Array.from({ length: 64 }, (_, index) =>
  Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32),
);

/** Hex MD5 of bytes. */
export function md5(bytes: Uint8Array): string {
  const words = padded(bytes);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let at = 0; at < words.length; at += 16) addBlock(state, words.subarray(at, at + 16));
  const digest = new Uint8Array(16);
  const view = new DataView(digest.buffer);
  for (const [index, word] of state.entries()) view.setInt32(index * 4, word, true);
  return toHex(digest);
}

/** The bytes, a bit, and their length in bits, as little-endian words in whole blocks. */
function padded(bytes: Uint8Array): Int32Array {
  const length = (((bytes.length + 8) >>> 6) + 1) * 64;
  const view = new DataView(new ArrayBuffer(length));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n, true);
  return Int32Array.from({ length: length / 4 }, (_, index) => view.getInt32(index * 4, true));
}

function addBlock(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const round = step >>> 4;
    const [mixed, word] = mix(round, step, [b, c, d]);
    const sum = (a + mixed + (sines[step] ?? 0) + (words[word] ?? 0)) | 0;
    const shift = shifts[round * 4 + (step % 4)] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
  }
  for (const [index, word] of [a, b, c, d].entries()) state[index] = ((state[index] ?? 0) + word) | 0;
}

/** What a step mixes of three words, and which word of the block it adds. */
function mix(
  round: number,
  step: number,
  [b, c, d]: readonly [number, number, number],
): readonly [number, number] {
  if (round === 0) return [(b & c) | (~b & d), step];
  if (round === 1) return [(d & b) | (~d & c), (5 * step + 1) % 16];
  if (round === 2) return [b ^ c ^ d, (3 * step + 5) % 16];
  return [c ^ (b | ~d), (7 * step) % 16];
}
