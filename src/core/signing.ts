/** What signs, as the flows see it. `s3/` implements these. */
import type { Connection, Credentials } from './connection.ts';
import type { PolicyCondition } from './policy.ts';

export interface PostForm {
  readonly url: string;
  /** In the order they are sent; the file comes after them. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** A presigned PUT: whoever uses it must send exactly these headers, which are signed. */
export interface PutRequest {
  readonly url: string;
  /** Without `host`; names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Signs many keys of one Space for one moment and one duration; the first bad key throws. */
export interface Signer {
  /** Presigned GETs. */
  signUrls(request: ShareRequest & LinkTerms, keys: readonly string[]): Promise<readonly string[]>;
  /** Presigned POSTs. */
  signPosts(request: ShareRequest & PostTerms, keys: readonly string[]): Promise<readonly PostForm[]>;
  signUrl(request: SignUrlRequest): Promise<string>;
  signPost(request: SignPostRequest): Promise<PostForm>;
  signPut(request: SignPutRequest): Promise<PutRequest>;
}

/** Everything about what is shared but the keys. */
export interface ShareRequest {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly space: string;
  /** Whole seconds, 1..604800. */
  readonly expiresIn: number;
  /** The signing moment, by the server's clock. */
  readonly date: Date;
}

/** What a link asks of the server beside the object. */
export interface LinkTerms {
  /** Further signed parameters, raw: `response-content-disposition`, `response-content-type`, `versionId`. */
  readonly query?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** Size bounds of an upload in bytes, where it is limited. */
export interface SizeLimits {
  readonly minBytes?: number | undefined;
  readonly maxBytes?: number | undefined;
}

/** What an upload form carries and allows beside the key. */
export interface PostTerms extends SizeLimits {
  /** Further fields (`Content-Type`, `acl`, `success_action_status`, `x-amz-meta-…`); each becomes a condition too. */
  readonly fields?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Further conditions; a field that one of these covers by `starts-with` gets no exact one. */
  readonly conditions?: readonly PolicyCondition[] | undefined;
  /** The key is a prefix that ends in the placeholder of the file's name: allowed here alone. */
  readonly isDropBox?: boolean | undefined;
}

export interface SignUrlRequest extends ShareRequest, LinkTerms {
  readonly key: string;
}

export interface SignPostRequest extends ShareRequest, PostTerms {
  readonly key: string;
}

export interface SignPutRequest extends ShareRequest {
  readonly key: string;
  /** Signed headers that the uploader must send: `content-type`, `content-length`; `x-amz-acl` and the like. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** Signs the same thing again by other means. Throws `signersDisagree` when the result differs. */
export interface Witness {
  checkUrl(request: SignUrlRequest, url: string): Promise<void>;
  checkPost(request: SignPostRequest, form: PostForm): Promise<void>;
  checkPut(request: SignPutRequest, put: PutRequest): Promise<void>;
}
