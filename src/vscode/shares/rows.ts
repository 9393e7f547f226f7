import type { Share } from '../../core/ledger.ts';

/** One share of the ledger. */
export class ShareRow {
  readonly kind = 'share';
  readonly share: Share;
  constructor(share: Share) {
    this.share = share;
  }
}

/** A Space of which something is shared. */
export class ShareSpaceRow {
  readonly kind = 'shareSpace';
  /** The connection's id, and its name as it is now, or was when it is gone. */
  readonly connection: string;
  readonly connectionName: string;
  readonly space: string;
  /** In the order in which they are shown. */
  readonly shares: readonly Share[];
  constructor(group: Omit<ShareSpaceRow, 'kind'>) {
    this.connection = group.connection;
    this.connectionName = group.connectionName;
    this.space = group.space;
    this.shares = group.shares;
  }
}

export type LedgerRow = ShareRow | ShareSpaceRow;

export function isShareSpaceRow(value: unknown): value is ShareSpaceRow {
  return value instanceof ShareSpaceRow;
}

export function isShareRow(value: unknown): value is ShareRow {
  return value instanceof ShareRow;
}
