import type { Saves } from '../../core/files/saves.ts';
import type { Memory } from '../../core/ports.ts';

const ENTRY = 'files.bases';

/** What changed documents are made of, over a reload: the editor brings their texts back, and not that. */
export class KeptBases {
  readonly #memory: Memory;
  readonly #bases: Pick<Saves, 'kept'>;
  #written: string;

  /** @param memory of this window's workspace */
  constructor(memory: Memory, bases: Pick<Saves, 'kept' | 'restore'>) {
    this.#memory = memory;
    this.#bases = bases;
    const before = memory.get<unknown>(ENTRY);
    this.#written = JSON.stringify(before ?? {});
    bases.restore(before);
  }

  /** Writes it down where it is another than before. */
  keep(): void {
    const kept = this.#bases.kept();
    const text = JSON.stringify(kept);
    if (text === this.#written) return;
    this.#written = text;
    void this.#memory.set(ENTRY, kept);
  }
}
