import { t } from '@vscode/l10n';
import type { Connection } from '../../core/connection.ts';
import type { Share } from '../../core/ledger.ts';
import type { Listing } from '../../core/listing.ts';
import { plain } from '../../core/plain.ts';
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

/**
 * An upload command makes the object anew, whatever became of it; objects that are not known can't be touched, and what
 * several connections have was signed with several key pairs.
 */
export function isPossible({ objects, share, connection }: Revoked, how: RevokeWay): boolean {
  if (how === 'key') return objects.every((object) => object.connection.id === connection.id);
  if (readOnlyOf({ objects, connection }) !== undefined || (share !== undefined && share.kind !== 'link'))
    return false;
  return how === 'rename' ? objects.length === 1 : objects.length > 0;
}

/** Why it is not possible, where it is not: for the choice, and for a caller. */
export function whyNot({ objects, share, connection }: Revoked, how: RevokeWay): string {
  if (how !== 'key' && share !== undefined && share.kind !== 'link')
    return t('Does not help here: the upload command would make the object anew.');
  const readOnly = how === 'key' ? undefined : readOnlyOf({ objects, connection });
  if (readOnly !== undefined) return t('This connection is read-only: {0}', plain(readOnly.name));
  return objects.length > 1 ? t('For one object at a time.') : t('Which objects it was for is not kept.');
}

/** The first connection that may change nothing: a selection can be of several. */
export function readOnlyOf({
  objects,
  connection,
}: Pick<Revoked, 'objects' | 'connection'>): Connection | undefined {
  return [connection, ...objects.map((object) => object.connection)].find(({ readOnly }) => readOnly);
}
