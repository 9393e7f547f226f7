import type { Now } from '../../core/ports.ts';

/** Milliseconds: the systems' own limit is 500, and a click comes here over a message or two. */
const DOUBLE_CLICK = 600;

/** What clicks on a row do. */
export interface ClickActs {
  /** False, or throws, where it was not opened. */
  preview(): Promise<boolean>;
  keep(): Promise<void>;
}

/**
 * Tells double clicks: the editor runs a row's command for each of the two, and does not say which it is. The second one waits
 * for what the first one asks, and asks nothing itself.
 */
export class Clicks {
  readonly #now: Now;
  #last: { readonly id: string; readonly at: number; readonly opening: Promise<boolean> } | undefined;

  constructor(now: Now) {
    this.#now = now;
  }

  /** Throws what `preview` throws, once. */
  async click(id: string, { preview, keep }: ClickActs): Promise<void> {
    const last = this.#last;
    const at = this.#now();
    if (last?.id === id && at - last.at <= DOUBLE_CLICK) {
      this.#last = undefined;
      if (await last.opening.catch(() => false)) await keep();
      return;
    }
    const opening = preview();
    this.#last = { id, at, opening };
    await opening;
  }
}
