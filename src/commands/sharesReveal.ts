import { SpacesError } from '../core/errors.ts';
import type { Share } from '../core/ledger.ts';
import { targetsOf } from '../core/ledgerTargets.ts';
import { folderOfKey, parentOfFolder } from '../core/listingPath.ts';
import type { ConnectionStore } from '../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';

export interface RevealShareDeps {
  readonly store: ConnectionStore;
  /** Shows a place in the tree, loading what leads there. Throws `noSuchObject` where there is none. */
  reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
}

/**
 * Shows what was shared in the tree: the first object, or the prefix. For an upload that nobody has made yet the folder
 * or the Space that it goes to. Throws `unknownConnection`, `noSuchObject`, `Cancelled`, and what the server says.
 */
export async function revealShare(deps: RevealShareDeps, share: Share): Promise<void> {
  const [target] = targetsOf(share, deps.store);
  if (target === undefined) return;
  const places = share.kind === 'link' ? [target] : upwards(target);
  for (const place of places) {
    try {
      return await deps.reveal(place);
    } catch (error) {
      const isLast = place === places.at(-1);
      if (isLast || !(error instanceof SpacesError) || error.code !== 'noSuchObject') throw error;
    }
  }
}

function upwards(target: ObjectTarget | PrefixTarget): readonly (ObjectTarget | PrefixTarget)[] {
  const { connection, space } = target;
  const folder = 'key' in target ? folderOfKey(target.key) : parentOfFolder(target.prefix);
  return [target, { connection, space, prefix: folder }, { connection, space, prefix: '' }];
}
