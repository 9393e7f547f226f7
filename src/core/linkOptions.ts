/** How a link behaves for its receiver. */
export interface LinkOptions {
  /** Saved as a file, or shown by the browser where it can; absent: as the object's own headers say. */
  readonly disposition?: Disposition | undefined;
  /** The name under which the receiver saves it; only for one object. Any Unicode but control characters, no `/`. */
  readonly filename?: string | undefined;
  /** Instead of the object's own. */
  readonly contentType?: string | undefined;
  /** One version of the object; absent: the latest at the time of each use. Only for one object. */
  readonly versionId?: string | undefined;
  /** A CDN's or custom domain's host name in place of the Space's own; only for virtual-hosted Spaces. */
  readonly host?: string | undefined;
}

export type Disposition = 'attachment' | 'inline';
