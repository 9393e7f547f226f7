import { Searches } from '../../../../src/commands/search/searches.ts';
import type { Connection } from '../../../../src/core/connection.ts';
import { isFoundObject, pathOf } from '../../../../src/core/search/found.ts';
import { listingOver } from '../../../support/fakes/listing.ts';

/** Searches over fakes, and what is shown of them. */
export function searching(...connections: readonly Connection[]) {
  const made = listingOver(...connections);
  const searches = new Searches(made);
  const shown = () =>
    (searches.now?.results.list() ?? []).map(
      (found) => `${found.space}/${pathOf(found)}${isFoundObject(found) ? '' : ' (folder)'}`,
    );
  return { ...made, searches, shown };
}

/** Lets what was begun behind a call come to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
}
