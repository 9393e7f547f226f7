import type { Connection } from '../core/connection.ts';
import type { Listing } from '../core/listing.ts';
import type { PrefixTarget } from '../core/target.ts';

/** A connection's Spaces, or a folder or Space. */
export type Listed = { readonly connection: Connection } | PrefixTarget;

/**
 * Reads again from the server: a folder or Space with all below it, a connection with all its Spaces, or everything.
 * Throws what the server said when the named one can't be read; its row says it too.
 */
export async function refresh(listing: Listing, target?: Listed): Promise<void> {
  if (!target) {
    listing.refreshAll();
    return;
  }
  const isFolder = 'prefix' in target;
  const { error } = await (isFolder
    ? listing.refreshFolder(target)
    : listing.refreshSpaces(target.connection));
  if (error) throw error;
}

/** Tries again what failed: the page that is missing, not those that are there. Its row says when it fails again. */
export async function retry(listing: Listing, target: Listed): Promise<void> {
  if ('prefix' in target) await listing.loadMore(target);
  else await listing.refreshSpaces(target.connection);
}
