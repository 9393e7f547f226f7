import type { Now } from '../ports.ts';

export type FileChange = 'created' | 'changed' | 'deleted';

export interface PollingDeps {
  /** The ETag of what is there; `undefined`: nothing. Throws where it can't be asked. */
  etagOf(path: string): Promise<string | undefined>;
  announce(path: string, change: FileChange): void;
  readonly now: Now;
}

/** Files that are remembered. */
const MOST = 2_000;
/** After a failure; twice that after the next one, and so on. Milliseconds. */
const REST_MS = 30_000;
const LONGEST_REST_MS = 600_000;

interface Known {
  /** What the editor has, or was told of; `undefined`: that there is nothing. */
  etag: string | undefined;
  failures: number;
  /** Not before this moment. */
  restsUntil: number;
  isAsked: boolean;
  /** Counts what the editor did: an answer from before is no news. */
  turn: number;
}

/** Which files that are shown have become others. One question at a time for each; where it fails it is asked less often. */
export class Polling {
  readonly #deps: PollingDeps;
  readonly #known = new Map<string, Known>();

  constructor(deps: PollingDeps) {
    this.#deps = deps;
  }

  /** The editor has read or written this, or deleted it. */
  has(path: string, etag: string | undefined): void {
    const known = this.#known.get(path) ?? { etag, failures: 0, restsUntil: 0, isAsked: false, turn: 0 };
    // In place: a question that is under way ends in the same record.
    known.etag = etag;
    known.turn++;
    this.#set(path, known);
  }

  /** Asks for each that was read or written. @param isNews there is a reason to ask now */
  async look(paths: Iterable<string>, isNews = false): Promise<void> {
    const asked: Promise<void>[] = [];
    for (const path of paths) {
      const known = this.#known.get(path);
      if (known === undefined || known.isAsked) continue;
      if (isNews || known.restsUntil <= this.#deps.now()) asked.push(this.#ask(path, known));
    }
    await Promise.all(asked);
  }

  async #ask(path: string, known: Known): Promise<void> {
    const { turn } = known;
    known.isAsked = true;
    try {
      const etag = await this.#deps.etagOf(path);
      Object.assign(known, { failures: 0, restsUntil: 0 });
      const isNews = known.turn === turn && this.#known.get(path) === known;
      if (isNews && etag !== known.etag) this.#tell(path, known, etag);
    } catch {
      // What is wrong is told to a person by what they do themselves, not by this.
      const rest = Math.min(REST_MS * 2 ** known.failures++, LONGEST_REST_MS);
      known.restsUntil = this.#deps.now() + rest;
    } finally {
      known.isAsked = false;
    }
  }

  #tell(path: string, known: Known, etag: string | undefined): void {
    const change = etag === undefined ? 'deleted' : known.etag === undefined ? 'created' : 'changed';
    known.etag = etag;
    this.#deps.announce(path, change);
  }

  #set(path: string, known: Known): void {
    this.#known.delete(path);
    this.#known.set(path, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
  }
}
