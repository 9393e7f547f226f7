import type { SizeLimits } from './signing.ts';

/** What an upload is limited to, and what becomes of it. */
export interface UploadTerms extends SizeLimits {
  /** `image/png`, or a family: `image/*`. */
  readonly contentType?: string | undefined;
  readonly acl?: 'private' | 'public-read' | undefined;
  /** Of the answer to the form. */
  readonly successStatus?: 200 | 201 | 204 | undefined;
  /** Where the answer sends a browser. */
  readonly successRedirect?: string | undefined;
  /** Names without `x-amz-meta-`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}
