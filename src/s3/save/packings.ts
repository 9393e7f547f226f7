import { MOST_BYTES } from '../../core/files/ports.ts';
import type { ObjectBytes, ObjectFacts, VersionTarget } from '../../core/objects.ts';
import { readRange } from '../bytes/readRange.ts';
import { type Packing, unpacked } from './packing.ts';

/** More than anybody edits at a time. */
const MOST = 1_000;

/** Which contents really are packed as their header says: others were handed out as they are stored, and are stored so. */
export class Packings {
  readonly #bytes: ObjectBytes;
  readonly #known = new Map<string, boolean>();

  constructor(bytes: ObjectBytes) {
    this.#bytes = bytes;
  }

  learn(etag: string, isPacked: boolean): void {
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(etag, isPacked);
  }

  /**
   * Looks where nobody has: a document may have come from another window. Of what nobody can have open, as it is too large,
   * its header is taken at its word. Throws `changed` where it is another by now.
   */
  async isPacked(
    object: VersionTarget,
    { etag, size }: ObjectFacts,
    packing: Packing,
    signal: AbortSignal,
  ): Promise<boolean> {
    const known = this.#known.get(etag);
    if (known !== undefined) return known;
    if (size > MOST_BYTES) return true;
    const stored = await readRange(this.#bytes, { ...object, etag, size }, { start: 0, end: size }, signal);
    const isPacked = (await unpacked(stored, packing, MOST_BYTES)) !== undefined;
    this.learn(etag, isPacked);
    return isPacked;
  }
}
