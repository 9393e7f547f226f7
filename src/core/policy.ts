import { isAscii, toBase64 } from './policyText.ts';
import type { PostTerms } from './signing.ts';

/** What a POST policy demands of a form. The range counts bytes of the file, both ends included. */
export type PolicyCondition =
  | readonly [operator: 'eq' | 'starts-with', variable: `$${string}`, value: string]
  | readonly [operator: 'content-length-range', min: number, max: number]
  | Readonly<Record<string, string>>;

export interface PolicyRequest {
  /** The end; parts of a second are dropped, as the AWS SDK does. */
  readonly expiration: Date;
  /** Every field of the form but `key`, `Policy` and the signature, in the form's order (`bucket` among them). */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Further conditions; they stand first. */
  readonly conditions?: readonly PolicyCondition[] | undefined;
}

/** The placeholder that servers replace by the name of the uploaded file. */
export const FILENAME = '$' + '{filename}';

/** More than a single POST can carry on any server (S3's and Ceph's default limit for one PUT or POST: 5 GiB). */
export const LARGEST_POST = 5 * 1024 ** 3;

/**
 * Writes POST policies that differ in the key alone, in Base64, each byte for byte as the AWS SDK's
 * `createPresignedPost` does: the given conditions, each field, then the key (a prefix where it ends in `${filename}`),
 * without repetitions. A prefix must not begin with `$`: Ceph takes it for a variable, and allows every key.
 */
export function policyWriter(request: PolicyRequest): (key: string) => string {
  const conditions = new Set<string>();
  for (const condition of request.conditions ?? []) conditions.add(JSON.stringify(condition));
  for (const [name, value] of request.fields) conditions.add(JSON.stringify({ [name]: value }));
  const expiration = `${request.expiration.toISOString().slice(0, 19)}Z`;
  const head = `{"expiration":"${expiration}","conditions":[${[...conditions].join(',')}`;
  // Base64 takes three bytes at a time: what whole threes of the head become is the same for every key.
  const shared = isAscii(head) ? head.length - (head.length % 3) : 0;
  const start = toBase64(head.slice(0, shared));
  const rest = head.slice(shared) + (conditions.size > 0 ? ',' : '');
  return (key) => {
    const own = JSON.stringify(keyCondition(key));
    return start + toBase64(conditions.has(own) ? `${head.slice(shared)}]}` : `${rest}${own}]}`);
  };
}

/**
 * The condition for a size between `min` and `max` bytes; `undefined` where neither is given. Ceph wants both ends:
 * a missing `max` becomes 5 GiB, the most that one POST can carry.
 */
export function sizeCondition(min?: number, max?: number): PolicyCondition | undefined {
  if (min === undefined && max === undefined) return undefined;
  return ['content-length-range', min ?? 0, max ?? LARGEST_POST];
}

/** The conditions of a form beside those of its fields: the size first, as it was asked, then the others. */
export function conditionsOf(terms: PostTerms): readonly PolicyCondition[] {
  const size = sizeCondition(terms.minBytes, terms.maxBytes);
  return [...(size ? [size] : []), ...(terms.conditions ?? [])];
}

/** Whether one of the conditions leaves the field's value open but for its beginning. */
export function isCovered(name: string, conditions: readonly PolicyCondition[] = []): boolean {
  const variable = `$${name}`.toLowerCase();
  return conditions.some(
    (each) => Array.isArray(each) && each[0] === 'starts-with' && each[1].toLowerCase() === variable,
  );
}

function keyCondition(key: string): PolicyCondition {
  return key.endsWith(FILENAME) ? ['starts-with', '$key', key.slice(0, -FILENAME.length)] : { key };
}
