import { MIB } from './partPlan.ts';

/** A body's pieces in groups that are worth a write: a MiB or more, the last one what is left. */
export async function* gathered(body: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  let group: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    group.push(chunk);
    bytes += chunk.length;
    if (bytes < MIB) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (bytes > 0) yield group;
}

export function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}
