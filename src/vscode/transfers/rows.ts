/** One transfer, by its id: what is shown of it is looked up when it is drawn. */
export class TransferRow {
  readonly kind = 'transfer';
  readonly id: string;
  readonly batch: string;
  constructor(id: string, batch: string) {
    this.id = id;
    this.batch = batch;
  }
}

/** What was begun by one gesture, where it is more than one file. */
export class BatchRow {
  readonly kind = 'batch';
  readonly batch: string;
  constructor(batch: string) {
    this.batch = batch;
  }
}

/** A page of a large batch, as it stood when the batch was read: its rows are made when it is opened. */
export class PageRow {
  readonly kind = 'page';
  readonly batch: string;
  /** Of the first one, counted from 0. */
  readonly start: number;
  readonly ids: readonly string[];
  constructor(batch: string, start: number, ids: readonly string[]) {
    this.batch = batch;
    this.start = start;
    this.ids = ids;
  }
}

export type TransferListRow = TransferRow | BatchRow | PageRow;

export function isTransferListRow(value: unknown): value is TransferListRow {
  return value instanceof TransferRow || value instanceof BatchRow || value instanceof PageRow;
}
