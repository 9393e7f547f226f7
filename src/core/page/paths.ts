import * as listing from '../listingPath.ts';

/** How far keys go together: the folder that all are in, with its slash; `''` where there is none. */
export function commonFolder(keys: readonly string[]): string {
  // An object that stands for a folder is in the one above.
  return listing.commonFolder(keys.map((key) => (key.endsWith('/') ? key.slice(0, -1) : key)));
}
