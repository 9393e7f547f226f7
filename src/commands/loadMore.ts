import type { Listing } from '../core/listing.ts';
import type { FolderView } from '../core/listingFolder.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';

/** Loads the next page of a folder or Space. Throws what the server said when it can't. */
export async function loadMore(listing: Listing, folder: PrefixTarget): Promise<FolderView> {
  const view = await listing.loadMore(folder);
  if (view.error) throw view.error;
  return view;
}

/**
 * As `loadMore`, for a folder with loaded pages. Gives what now stands where they ended, if something does: in another
 * order than by name, what is new is all over the place.
 */
export async function loadNext(
  listing: Listing,
  folder: PrefixTarget,
): Promise<ObjectTarget | PrefixTarget | undefined> {
  // Pressed again meanwhile: it is one page all the same.
  const before = listing.isLoading(folder) ? undefined : await listing.openFolder(folder);
  const after = await loadMore(listing, folder);
  return before && nextOf(folder, before, after);
}

function nextOf(
  { connection, space }: PrefixTarget,
  before: FolderView,
  after: FolderView,
): ObjectTarget | PrefixTarget | undefined {
  const keys = (view: FolderView) => view.objects.map(({ key }) => key);
  const key = follower(keys(before), keys(after));
  if (key !== undefined) return { connection, space, key };
  const prefix = before.objects.length === 0 ? follower(before.folders, after.folders) : undefined;
  return prefix === undefined ? undefined : { connection, space, prefix };
}

/** The first name beyond those that were there, where the last of them is still in its place. */
function follower(before: readonly string[], after: readonly string[]): string | undefined {
  const last = before.length - 1;
  return before[last] === after[last] ? after[last + 1] : undefined;
}
