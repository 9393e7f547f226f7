import { Emitter } from '../emitter.ts';
import type { TransferChanges } from './transfer.ts';

/** So often at most it is told what changed by itself. Milliseconds. */
const EVERY_MS = 250;

/** Gathers changes, so that whoever draws them has little to do. */
export class Announcer {
  readonly #emitter = new Emitter<TransferChanges>();
  readonly onDidChange = this.#emitter.event;
  #ids = new Set<string>();
  #isList = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  changed(id: string): void {
    this.#ids.add(id);
    this.#timer ??= setTimeout(() => this.now(), EVERY_MS);
  }

  listChanged(): void {
    this.#isList = true;
    this.#timer ??= setTimeout(() => this.now(), EVERY_MS);
  }

  /** Tells what there is to tell. */
  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changes = { ids: this.#ids, isList: this.#isList };
    this.#ids = new Set();
    this.#isList = false;
    if (changes.isList || changes.ids.size > 0) this.#emitter.fire(changes);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
