import { fromBase64 } from './policyText.ts';

/** A policy as Ceph reads it. */
export interface ParsedPolicy {
  /** Seconds since the epoch; from this second on it has ended. */
  readonly expires: number;
  /** `{name: value}` conditions. */
  readonly checks: readonly (readonly [name: string, value: string])[];
  readonly comparisons: readonly Comparison[];
  /** Bytes; the tightest of all ranges. */
  readonly min: number;
  readonly max: number;
}

/** Either side is a variable's name where it begins with `$`, else a text. */
export interface Comparison {
  readonly operator: 'eq' | 'starts-with';
  readonly first: string;
  readonly second: string;
}

/** Thrown for a policy that can't be read: Ceph's words. */
export class PolicySyntaxError extends Error {
  override readonly name = 'PolicySyntaxError';
}

/** Reads a policy in base64 (rgw_policy_s3.cc, RGWPolicy::from_json). Throws `PolicySyntaxError`. */
export function parsePolicy(base64: string): ParsedPolicy {
  const policy = parseJson(base64);
  if (policy.expiration === undefined) throw new PolicySyntaxError('Policy missing expiration');
  const expires = parseExpiration(dataOf(policy.expiration));
  if (expires === undefined) throw new PolicySyntaxError('Failed to parse policy expiration');
  if (policy.conditions === undefined) throw new PolicySyntaxError('Policy missing conditions');
  const parsed = { expires, checks: [], comparisons: [], min: 0, max: Number.POSITIVE_INFINITY };
  return childrenOf(policy.conditions).reduce(addCondition, parsed);
}

function parseJson(base64: string): Record<string, unknown> {
  const text = fromBase64(base64);
  if (text === undefined) throw new PolicySyntaxError('Could not decode policy');
  try {
    const policy: unknown = JSON.parse(text);
    return isObject(policy) ? policy : {};
  } catch {
    throw new PolicySyntaxError('Malformed JSON');
  }
}

function addCondition(policy: ParsedPolicy, condition: unknown): ParsedPolicy {
  if (Array.isArray(condition)) return addList(policy, condition.map(dataOf));
  // Of an object with several members Ceph reads one: the first by name.
  const name = isObject(condition) ? Object.keys(condition).sort()[0] : undefined;
  if (name === undefined || !isObject(condition)) throw new PolicySyntaxError('Failed to parse policy');
  return { ...policy, checks: [...policy.checks, [name, dataOf(condition[name])]] };
}

function addList(policy: ParsedPolicy, list: readonly string[]): ParsedPolicy {
  const [operator, first, second] = list;
  if (operator === undefined || first === undefined || second === undefined || list.length > 3) {
    throw new PolicySyntaxError('Bad condition array, expecting 3 arguments');
  }
  const known = operator.toLowerCase();
  if (known === 'content-length-range') return addRange(policy, first, second);
  if (known !== 'eq' && known !== 'starts-with') {
    throw new PolicySyntaxError(`Invalid condition: ${operator}`);
  }
  return { ...policy, comparisons: [...policy.comparisons, { operator: known, first, second }] };
}

function addRange(policy: ParsedPolicy, first: string, second: string): ParsedPolicy {
  const [min, max] = [parseSize(first), parseSize(second)];
  if (min === undefined || max === undefined) throw new PolicySyntaxError('Bad content-length-range param');
  return { ...policy, min: Math.max(policy.min, min), max: Math.min(policy.max, max) };
}

/** A whole number of 64 bits, as a number or as text; an empty text is 0. */
export function parseSize(text: string): number | undefined {
  const size = /^([+-]?\d+)?$/.test(text) ? BigInt(text) : undefined;
  return size !== undefined && BigInt.asIntN(64, size) === size ? Number(size) : undefined;
}

/** `2026-01-02T03:04:05Z`, also with a space for the `T`, parts of a second, or without `Z`; always UTC. */
function parseExpiration(text: string): number | undefined {
  const match = /^\s*(\d{1,4})-(\d\d?)-(\d\d?)[T ](\d\d?):(\d\d?):(\d\d?)\s*(?:\.\d+Z|Z)?\s*$/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const inRange =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 62;
  return inRange ? Date.UTC(year, month - 1, day, hour, minute, second) / 1000 : undefined;
}

/** A value as text: what is no string as JSON. */
function dataOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value)
    ? Object.keys(value)
        .sort()
        .map((name) => value[name])
    : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
