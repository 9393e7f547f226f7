import { type FormVariables, type PostedForm, readForm, trim } from './policyForm.ts';
import {
  type Comparison,
  type ParsedPolicy,
  PolicySyntaxError,
  parsePolicy,
  parseSize,
} from './policyParse.ts';

export interface PolicyContext {
  readonly bucket: string;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly now: number;
  /** Whether the form's signature fits the policy; default: it does. A wrong one is found where the server finds it. */
  readonly isSigned?: boolean | undefined;
}

export type PolicyVerdict =
  /** Stored under `key` with `size` bytes; `status` is that of the answer. */
  | { readonly ok: true; readonly status: 200 | 201 | 204 | 303; readonly key: string; readonly size: number }
  /** `message` is Ceph's own, empty where it has none: for logs and explanations, not for people as it is. */
  | { readonly ok: false; readonly status: 400 | 403; readonly code: PolicyCode; readonly message: string };

export type PolicyCode = 'AccessDenied' | 'InvalidArgument' | 'EntityTooLarge' | 'EntityTooSmall';

/** Ceph stores the two bytes between the last boundaries where a form has no file part. */
const SIZE_WITHOUT_FILE = 2;

/**
 * What Ceph answers to a form under a policy (base64, as in the form; `undefined`: no such field), in Ceph's order:
 * the key, the signature, the policy's syntax, its end, `{name: value}` conditions, comparisons, fields that no
 * condition names, then the size. Source: rgw_policy_s3.cc and rgw_rest_s3.cc of Ceph 18; held to a real one by
 * test/integration/policy.test.ts.
 */
export function evaluatePolicy(
  policy: string | undefined,
  form: PostedForm,
  context: PolicyContext,
): PolicyVerdict {
  const variables = readForm(form, context.bucket);
  if (!variables) return refuse('InvalidArgument', 'Key not specified');
  const key = variables.get('key') ?? '';
  if (key === '') return refuse('InvalidArgument', 'Empty object name');
  if (policy === undefined || context.isSigned === false) return refuse('AccessDenied');
  try {
    const parsed = parsePolicy(policy);
    const size = form.fileSize ?? SIZE_WITHOUT_FILE;
    return (
      checkVariables(parsed, variables, context.now) ??
      checkSize(parsed, size) ??
      answerTo(variables, { key, size })
    );
  } catch (error) {
    if (error instanceof PolicySyntaxError) return refuse('InvalidArgument', error.message);
    throw error;
  }
}

function checkVariables(
  policy: ParsedPolicy,
  variables: FormVariables,
  now: number,
): PolicyVerdict | undefined {
  if (policy.expires <= Math.floor(now / 1000)) return refuse('AccessDenied', 'Policy expired');
  const problem =
    failedCheck(policy, variables) ??
    policy.comparisons.map((comparison) => failedComparison(comparison, variables)).find(Boolean) ??
    uncovered(policy, variables);
  return problem === undefined ? undefined : refuse('AccessDenied', problem);
}

function failedCheck(policy: ParsedPolicy, variables: FormVariables): string | undefined {
  for (const [name, wanted] of policy.checks) {
    const value = variables.get(name);
    if (value === undefined) return `Policy check failed, variable not found: ${name}`;
    if (value !== wanted) return `Policy check failed, variable not met condition: ${name}`;
  }
  return undefined;
}

/** An absent variable is an empty text here, on either side: `["starts-with", "$key", "$no/"]` allows every key. */
function failedComparison(
  { operator, first, second }: Comparison,
  variables: FormVariables,
): string | undefined {
  const sideOf = (side: string) => (side.startsWith('$') ? (variables.get(side.slice(1)) ?? '') : side);
  const [value, wanted] = [sideOf(first), sideOf(second)];
  const isMet = operator === 'eq' ? value === wanted : value.startsWith(wanted);
  return isMet ? undefined : `Policy condition failed: ${operator}: ${first}, ${second}`;
}

/** Every field must be named by a condition, whatever it says; these need none. */
function uncovered(policy: ParsedPolicy, variables: FormVariables): string | undefined {
  const sides = policy.comparisons.flatMap(({ first, second }) => [first, second]);
  const covered = new Set([
    'policy',
    ...signatureFields(variables),
    ...policy.checks.map(([name]) => name.toLowerCase()),
    ...sides.filter((side) => side.startsWith('$')).map((side) => side.slice(1).toLowerCase()),
  ]);
  const isFree = (name: string) => covered.has(name.toLowerCase()) || /^x-ignore-/i.test(name);
  const offender = variables.names().find((name) => !isFree(name));
  return offender === undefined ? undefined : `Policy missing condition: ${offender}`;
}

function signatureFields(variables: FormVariables): string[] {
  const isVersion4 = trim(variables.get('x-amz-algorithm') ?? '') === 'AWS4-HMAC-SHA256';
  return isVersion4 ? ['x-amz-signature'] : ['awsaccesskeyid', 'signature'];
}

function checkSize(policy: ParsedPolicy, size: number): PolicyVerdict | undefined {
  // The upper end is looked at as bytes arrive, so not where none do.
  if (size > Math.max(policy.max, 0)) return refuse('EntityTooLarge');
  return size < policy.min ? refuse('EntityTooSmall') : undefined;
}

function answerTo(variables: FormVariables, stored: { key: string; size: number }): PolicyVerdict {
  if (variables.get('success_action_redirect') !== undefined) return { ok: true, status: 303, ...stored };
  const asked = parseSize(trim(variables.get('success_action_status') ?? ''));
  // Ceph has stored the object by then, but says that it failed.
  if (asked === undefined) return refuse('InvalidArgument');
  return { ok: true, status: asked === 200 || asked === 201 ? asked : 204, ...stored };
}

function refuse(code: PolicyCode, message = ''): PolicyVerdict {
  return { ok: false, status: code === 'AccessDenied' ? 403 : 400, code, message };
}
