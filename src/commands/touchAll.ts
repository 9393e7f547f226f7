import type { Listing } from '../core/listing.ts';
import { type ObjectTarget, spaceId } from '../core/target.ts';

/** Once for each Space, whatever the number of objects: every listener looks through what it is told. */
export function touchAll(listing: Pick<Listing, 'touched'>, objects: readonly ObjectTarget[]): void {
  for (const own of Map.groupBy(objects, spaceId).values()) {
    const [at] = own;
    const keys = own.map(({ key }) => key);
    if (at !== undefined) listing.touched(at, keys);
  }
}
