import { MIB } from './partPlan.ts';

/** What is as large is worth a write. Bytes. */
const GROUP = MIB;

/**
 * A body's pieces in groups of a MiB, the last one what is left; each is its reader's, who gives its memory back when done. That
 * of the pieces is free at once: whoever collects garbage comes late, and has much to do.
 * @param buffers memory of groups that were read
 */
export async function* gathered(
  body: AsyncIterable<Uint8Array>,
  buffers: Uint8Array[],
): AsyncGenerator<Uint8Array> {
  let buffer: Uint8Array | undefined;
  let filled = 0;
  for await (const piece of body) {
    for (let at = 0; at < piece.length; ) {
      buffer ??= buffers.pop() ?? new Uint8Array(GROUP);
      const more = piece.subarray(at, at + GROUP - filled);
      buffer.set(more, filled);
      filled += more.length;
      at += more.length;
      if (filled < GROUP) continue;
      yield buffer;
      buffer = undefined;
      filled = 0;
    }
    release(piece);
  }
  if (buffer !== undefined) yield buffer.subarray(0, filled);
}

/** The memory of a group, for the next. */
export function wholeOf({ buffer }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer);
}

function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}
