import type { Share } from '../../core/ledger.ts';
import type { Listing } from '../../core/listing.ts';
import type { ObjectTarget, SpaceTarget } from '../../core/target.ts';
import type { ShareDeps } from '../share.ts';

/** How what was handed out is ended; a signature itself can't be recalled. */
export type RevokeWay = 'rename' | 'delete' | 'key';

export const REVOKE_WAYS: readonly RevokeWay[] = ['rename', 'delete', 'key'];

export interface RevokeDeps extends ShareDeps {
  readonly listing: Listing;
  /** 0 up to 1. */
  random(): number;
  /** Asks for a connection's new key pair; false where the person stops. */
  enterKey(connectionId: string): Promise<boolean>;
}

/** What is to end: the links to some objects, or what a share of the ledger was. */
export interface Revoked extends SpaceTarget {
  /** Empty where they are not known (a drop box, a batch of which not all keys were kept). */
  readonly objects: readonly ObjectTarget[];
  readonly share?: Share | undefined;
}

/** An upload command makes the object anew, whatever became of it; objects that are not known can't be touched. */
export function isPossible({ objects, share, connection }: Revoked, how: RevokeWay): boolean {
  if (how === 'key') return true;
  if (connection.readOnly || (share !== undefined && share.kind !== 'link')) return false;
  return how === 'rename' ? objects.length === 1 : objects.length > 0;
}
