import type { Listing } from '../core/listing.ts';
import type { PrefixTarget } from '../core/target.ts';

/** Loads the next page of a folder or Space. Throws what the server said when it can't. */
export async function loadMore(listing: Listing, folder: PrefixTarget): Promise<void> {
  const { error } = await listing.loadMore(folder);
  if (error) throw error;
}
