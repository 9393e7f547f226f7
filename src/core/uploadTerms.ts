import { isFamily } from './contentTypes.ts';
import type { PolicyCondition } from './policy.ts';
import type { PostTerms, SizeLimits } from './signing.ts';

/** What an upload is limited to, and what becomes of it. */
export interface UploadTerms extends SizeLimits {
  /** `image/png`, or a family: `image/*`. */
  readonly contentType?: string | undefined;
  readonly acl?: Acl | undefined;
  /** Of the answer to the form. */
  readonly successStatus?: SuccessStatus | undefined;
  /** Where the answer sends a browser. */
  readonly successRedirect?: string | undefined;
  /** Names without `x-amz-meta-`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export type Acl = 'private' | 'public-read';
export type SuccessStatus = 200 | 201 | 204;

export const ACLS: readonly Acl[] = ['private', 'public-read'];
export const SUCCESS_STATUSES: readonly SuccessStatus[] = [200, 201, 204];

type Entry = readonly [name: string, value: string];

/**
 * The fields and conditions of a form under these terms. `type` is the content type of the file in question where the
 * terms leave a family open; without one whoever posts adds that field, in front of the file.
 */
export function postTermsOf(terms: UploadTerms, type?: string): PostTerms {
  const { minBytes, maxBytes, contentType, acl, successStatus, successRedirect } = terms;
  const family = contentType !== undefined && isFamily(contentType) ? contentType.slice(0, -1) : undefined;
  const conditions: PolicyCondition[] =
    family === undefined ? [] : [['starts-with', '$Content-Type', family]];
  const fields = present([
    ['Content-Type', family === undefined ? contentType : type],
    ['acl', acl],
    ['success_action_status', successStatus?.toString()],
    ['success_action_redirect', successRedirect],
  ]);
  return { minBytes, maxBytes, conditions, fields: [...fields, ...metadataEntries(terms)] };
}

/**
 * The headers that a presigned PUT binds. The ACL is bound also where none is asked: on Ceph the uploader could add
 * `x-amz-acl: public-read`, and `x-amz-copy-source` with the name of any object that the key pair reads. Only AWS
 * refuses what is not signed (docs/quirks.md), and there a Space may refuse all ACLs.
 */
export function putHeadersOf(terms: UploadTerms, { type, isAws }: PutContext): readonly Entry[] {
  const { minBytes, maxBytes, acl = isAws ? undefined : 'private' } = terms;
  const size = minBytes !== undefined && minBytes === maxBytes ? String(maxBytes) : undefined;
  return [
    ...present([
      ['content-type', type ?? terms.contentType],
      ['content-length', size],
      ['x-amz-acl', acl],
    ]),
    ...metadataEntries(terms),
  ];
}

export interface PutContext {
  /** Of the file, where the terms leave a family open. */
  readonly type?: string | undefined;
  readonly isAws: boolean;
}

function metadataEntries({ metadata = {} }: UploadTerms): Entry[] {
  return Object.entries(metadata).map(([name, value]): Entry => [`x-amz-meta-${name.toLowerCase()}`, value]);
}

function present(entries: readonly (readonly [name: string, value: string | undefined])[]): Entry[] {
  return entries.filter((entry): entry is Entry => entry[1] !== undefined);
}
