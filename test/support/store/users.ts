/** What a key pair may do. Absent: everything. */
export interface Rights {
  readonly readOnly?: boolean;
  /** The Spaces it may touch. */
  readonly spaces?: readonly string[];
  readonly noListBuckets?: boolean;
}

export interface User extends Rights {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** A key pair for a while has one, and is worth nothing without. */
  readonly sessionToken?: string;
  /** Until when, milliseconds since the epoch. */
  readonly tokenEnds?: number;
}
