import type { LinkOptions } from './linkOptions.ts';
import type { Disposable } from './ports.ts';
import type { UploadTerms } from './uploadTerms.ts';

/** What was handed out: never a URL, a signature, a policy or a key. Plain data, stored as it is. */
export interface Share {
  /** `[a-z0-9]{10}`, random. */
  readonly id: string;
  readonly kind: ShareKind;
  /** In which form: a value of `as`, `page`, or a shell. */
  readonly as: string;
  /** The connection's id, and its name at that time. */
  readonly connection: string;
  readonly connectionName: string;
  readonly space: string;
  readonly what: SharedThings;
  /** ISO 8601, UTC: `X-Amz-Date`. */
  readonly made: string;
  /** ISO 8601, UTC: by the server's clock. */
  readonly expiresAt: string;
  /** The end was named, not a length of time: it is that moment, whatever this machine's clock shows then. */
  readonly endsAsNamed?: boolean | undefined;
  /** Tells whether the connection still has the key pair that signed: the first 12 hexadecimal digits of the SHA-256 of its ID. */
  readonly signedBy: string;
  readonly link?: LinkOptions | undefined;
  readonly upload?: UploadTerms | undefined;
  readonly command?: CommandForm | undefined;
}

/** How an upload command was written, beside its shell. */
export interface CommandForm {
  /** The local file's path as the receiver's shell will see it, where it was chosen. */
  readonly file?: string | undefined;
  readonly multiline?: boolean | undefined;
}

/** A presigned GET, POST or PUT. */
export type ShareKind = 'link' | 'form' | 'put';

export type SharedThings =
  | { readonly key: string }
  /** At most 1,000 are kept; `count` is the true number. */
  | { readonly keys: readonly string[]; readonly count: number }
  /** A drop box, or the objects that were below a prefix at that time (`count`). */
  | { readonly prefix: string; readonly count?: number | undefined };

/** The shares of this machine's profile, the same in every window. */
export interface Ledger {
  /** In no particular order. */
  list(): Promise<readonly Share[]>;
  /** Its id, before it is written: nobody waits for a disk. What can't be written is told, and taken off the list. */
  add(share: Omit<Share, 'id'>): Promise<string>;
  forget(ids: readonly string[]): Promise<void>;
  /** This window's changes and other windows'. */
  onDidChange(listener: () => void): Disposable;
}
