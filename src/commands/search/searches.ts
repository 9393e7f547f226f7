import { Emitter } from '../../core/emitter.ts';
import { Cancelled, isCancelled } from '../../core/errors.ts';
import type { Disposable } from '../../core/ports.ts';
import { SearchResults } from '../../core/search/results.ts';
import { type FollowDeps, follow } from './follow.ts';
import type { SearchRequest } from './request.ts';
import { type SearchDeps, search } from './search.ts';

/** One search at a time: what it was asked, and what it found. */
export interface Search {
  readonly request: SearchRequest;
  readonly results: SearchResults;
}

interface Running extends Search, Disposable {
  readonly stop: AbortController;
  isReplaced: boolean;
}

/** The search that this window shows; a new one takes its place. */
export class Searches implements Disposable {
  readonly #deps: SearchDeps & FollowDeps;
  readonly #changed = new Emitter<void>();
  #now: Running | undefined;

  /** Another search, none, or what the one that is shown says of itself. */
  readonly onDidChange = this.#changed.event;

  constructor(deps: SearchDeps & FollowDeps) {
    this.#deps = deps;
  }

  get now(): Search | undefined {
    return this.#now;
  }

  /**
   * Gives how many were found, also where it was cancelled by hand. Throws `Cancelled` where another one took its place, and what
   * `search` throws.
   */
  async run(request: SearchRequest): Promise<number> {
    this.#leave();
    const running = this.#begin(request);
    const { results, stop } = running;
    try {
      await search(this.#deps, request, results, stop.signal);
      results.end('whole');
    } catch (error) {
      results.end(isCancelled(error) ? 'cancelled' : 'failed');
      if (!isCancelled(error)) throw error;
    }
    if (running.isReplaced) throw new Cancelled();
    return results.count;
  }

  /** Ends it; what was found stays. */
  cancel(): void {
    this.#now?.stop.abort();
  }

  clear(): void {
    this.#leave();
    this.#changed.fire();
  }

  dispose(): void {
    this.#leave();
  }

  #begin(request: SearchRequest): Running {
    const results = new SearchResults(request.words);
    const hears = [results.onDidChange(() => this.#changed.fire()), follow(this.#deps, results)];
    const dispose = () => {
      for (const each of hears) each.dispose();
    };
    const running = { request, results, stop: new AbortController(), isReplaced: false, dispose };
    this.#now = running;
    this.#changed.fire();
    return running;
  }

  #leave(): void {
    if (this.#now === undefined) return;
    this.#now.isReplaced = true;
    this.#now.stop.abort();
    this.#now.dispose();
    this.#now = undefined;
  }
}
