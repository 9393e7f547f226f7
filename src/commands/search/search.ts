import { t } from '@vscode/l10n';
import { byName } from '../../core/connectionRules.ts';
import { Cancelled, isCancelled, SpacesError } from '../../core/errors.ts';
import type { Listing } from '../../core/listing.ts';
import { walk } from '../../core/listingWalk.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import { outermost } from '../../core/manage/job.ts';
import type { ConnectionStore, Store } from '../../core/ports.ts';
import { Finder } from '../../core/search/finder.ts';
import type { Found } from '../../core/search/found.ts';
import { type Matches, matcherOf } from '../../core/search/matches.ts';
import type { SearchResults, Unread } from '../../core/search/results.ts';
import { listedUpTo } from '../../core/sentences.ts';
import type { PrefixTarget } from '../../core/target.ts';
import { inTurns } from '../../core/turns.ts';
import { unlessAborted } from '../../core/unlessAborted.ts';
import { placeName, type SearchPlace, type SearchRequest } from './request.ts';

export interface SearchDeps {
  readonly store: Pick<Store, 'listPage'>;
  readonly connections: Pick<ConnectionStore, 'list'>;
  readonly listing: Pick<Listing, 'openSpaces'>;
}

/** Spaces of one connection at a time; each is read in several places. */
const SPACES_AT_ONCE = 3;

/** Leaves room for the Spaces of one connection between those before and behind it. */
const SPACES = 1_000_000;

/**
 * Looks through all names in the places. What can't be read is in the results, and ends nothing else; where nothing could be read
 * that is thrown. Ends early where there is more than is shown. Throws `Cancelled`.
 */
export async function search(
  deps: SearchDeps,
  { words, places }: SearchRequest,
  results: SearchResults,
  signal: AbortSignal,
): Promise<void> {
  const enough = new AbortController();
  const matches = matcherOf(words);
  const run: Run = { ...deps, matches, results, enough, signal: AbortSignal.any([signal, enough.signal]) };
  const everywhere = () => [...deps.connections.list()].sort(byName).map((connection) => ({ connection }));
  try {
    await Promise.all(
      (places.length > 0 ? withoutInner(places) : everywhere()).map((place, index) =>
        searchPlace(run, place, index * SPACES),
      ),
    );
  } catch (error) {
    if (!enough.signal.aborted || signal.aborted) throw error;
  }
  if (signal.aborted) throw new Cancelled();
  throwIfNothingRead(results);
}

interface Run extends SearchDeps {
  readonly matches: Matches;
  readonly results: SearchResults;
  readonly enough: AbortController;
  readonly signal: AbortSignal;
}

/** What a folder or a connection has is not looked through twice. */
function withoutInner(places: readonly SearchPlace[]): readonly SearchPlace[] {
  const whole = places.filter((place) => !('prefix' in place));
  const ids = new Set(whole.map(({ connection }) => connection.id));
  const folders = places.filter((place) => 'prefix' in place);
  return [...whole, ...outermost(folders.filter(({ connection }) => !ids.has(connection.id)))];
}

async function searchPlace(run: Run, place: SearchPlace, rank: number): Promise<void> {
  if ('prefix' in place) return searchFolder(run, place, rank);
  const { connection } = place;
  const { spaces, error } = await unlessAborted(run.listing.openSpaces(connection), run.signal);
  // A key that may not list them, with Spaces that are named, has those.
  if (error && spaces.length === 0) run.results.fail({ place, error });
  const ranked = spaces.map((space, index) => ({
    folder: { connection, space, prefix: '' },
    at: rank + index,
  }));
  await inParallel(SPACES_AT_ONCE, ranked, ({ folder, at }) => searchFolder(run, folder, at));
}

async function searchFolder(run: Run, place: PrefixTarget, rank: number): Promise<void> {
  const { store, matches, results, signal, enough } = run;
  const found = results.addPlace(rank);
  const finder = new Finder(place, matches);
  try {
    for await (const page of walk(store, place, signal)) {
      const onPage: Found[] = [];
      await inTurns(page, (entry) => onPage.push(...finder.look(entry)));
      if (signal.aborted) throw new Cancelled();
      found.add(onPage, page.length);
      if (results.isFull) enough.abort();
    }
    results.read();
  } catch (error) {
    if (isCancelled(error) || !(error instanceof Error)) throw error;
    results.fail({ place, error });
  }
}

function throwIfNothingRead({ unread, hasRead, lookedAt }: SearchResults): void {
  const [first, ...others] = unread;
  if (first === undefined || hasRead || lookedAt > 0) return;
  if (others.length === 0) throw first.error;
  const names = listedUpTo(3, unread, ({ place }: Unread) => placeName(place));
  throw new SpacesError('someFailed', t('None of these could be read: {0}', names), { cause: first.error });
}
