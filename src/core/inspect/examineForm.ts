import { t } from '@vscode/l10n';
import { uploadProblem } from '../keyRules.ts';
import { plain } from '../plain.ts';
import { FILENAME } from '../policy.ts';
import { evaluatePolicy } from '../policyEvaluate.ts';
import { type ParsedPolicy, PolicySyntaxError, parsePolicy } from '../policyParse.ts';
import { listed } from '../sentences.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import { type ExamineContext, type Examined, flawProblems, oursOf, urlProblems } from './examine.ts';
import { placeOf } from './place.ts';
import { error, malformed, missing, type Problem, warning } from './problems.ts';
import type { Entry, WrittenForm, WrittenRequest } from './request.ts';
import { readAmzDate, readCredential, type SignedBy, tokenProblem } from './signedQuery.ts';
import { parameterOf, type UrlParts } from './url.ts';

type FormRequest = WrittenRequest & { readonly form: WrittenForm };

const VERSION_4 = ['key', 'Policy', 'X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Signature'];
const VERSION_2 = ['key', 'Policy', 'AWSAccessKeyId', 'Signature'];

/** A presigned POST. `undefined`: the form is not signed. */
export function examineForm(
  request: FormRequest,
  parts: UrlParts,
  { connections }: ExamineContext,
): Examined | undefined {
  const { form } = request;
  const field = (name: string) => parameterOf(form.fields, name);
  if (field('Policy') === undefined && field('X-Amz-Signature') === undefined) return undefined;
  const policy = readPolicy(field('Policy'));
  const signed = signedBy(form, policy.parsed);
  const named = field('bucket') ?? (policy.parsed && bucketIn(policy.parsed));
  const ours = oursOf(request.url, connections).filter(({ space }) => space !== undefined);
  const key = field('key');
  const place = { ...placeOf(parts, { known: ours[0], named }), key };
  return {
    kind: 'form',
    method: 'POST',
    isMethodSure: true,
    parts,
    place: named === undefined ? place : { ...place, space: named, isGuess: false },
    signed,
    ours: ours.map((each) => ({ ...each, key: key ?? '' })),
    answer: [],
    conditions: policy.conditions,
    problems: [
      ...flawProblems(request),
      ...signed.problems,
      ...policy.problems,
      ...orderProblems(form),
      ...urlProblems(parts, { ...place, key: undefined }),
      ...keyProblems(key),
      ...(policy.parsed
        ? coverProblems(filledIn(request, policy.conditions), policy.parsed, named ?? place.space ?? '')
        : []),
    ],
    request,
  };
}

function readPolicy(base64: string | undefined): {
  parsed?: ParsedPolicy;
  conditions: readonly Condition[];
  problems: readonly Problem[];
} {
  if (base64 === undefined) return { conditions: [], problems: [] };
  try {
    const parsed = parsePolicy(base64);
    return { parsed, conditions: conditionsOf(parsed), problems: [] };
  } catch (thrown) {
    if (!(thrown instanceof PolicySyntaxError)) throw thrown;
    const problem = error('policy', t("The policy can't be read: {0}", plain(thrown.message)));
    return { conditions: [], problems: [problem] };
  }
}

/** mc writes this condition as a comparison, others as a pair. */
function bucketIn({ checks, comparisons }: ParsedPolicy): string | undefined {
  const check = checks.find(([name]) => name.toLowerCase() === 'bucket');
  return (
    check?.[1] ?? comparisons.find(({ first, operator }) => operator === 'eq' && first === '$bucket')?.second
  );
}

function signedBy({ fields }: WrittenForm, policy: ParsedPolicy | undefined): SignedBy {
  const field = (name: string) => parameterOf(fields, name) || undefined;
  const isOld = field('AWSAccessKeyId') !== undefined;
  const absent = (isOld ? VERSION_2 : VERSION_4).filter((name) => field(name) === undefined);
  const scope = readCredential(field('X-Amz-Credential'));
  const [date, algorithm, signature] = [
    field('X-Amz-Date'),
    field('X-Amz-Algorithm'),
    field('X-Amz-Signature'),
  ];
  const made = readAmzDate(date);
  const problems: Problem[] = absent.length > 0 ? [missing(absent)] : [];
  if (algorithm && algorithm.trim() !== 'AWS4-HMAC-SHA256') {
    problems.push(malformed('algorithm', 'X-Amz-Algorithm', 'AWS4-HMAC-SHA256'));
  }
  if (date && made === undefined) problems.push(malformed('date', 'X-Amz-Date', '20260102T030405Z'));
  if (signature && !/^[0-9a-f]{64}$/.test(signature)) {
    problems.push(
      error(
        'signature',
        t('The signature is not 64 hexadecimal digits: something is cut off, or was added.'),
      ),
    );
  }
  return {
    scheme: isOld ? 'v2' : 'v4',
    accessKeyId: isOld ? field('AWSAccessKeyId') : scope.found?.accessKeyId,
    region: scope.found?.region,
    made,
    ends: policy && policy.expires * 1000,
    signedHeaders: [],
    problems: [...problems, ...scope.problems, ...tokenProblem(field('X-Amz-Security-Token'))],
  };
}

function orderProblems({ behindFile, hasFile }: WrittenForm): readonly Problem[] {
  if (!hasFile) {
    return [warning('noFile', t('No file is sent: Ceph then makes an object of two bytes.'))];
  }
  if (behindFile.length === 0) return [];
  const names = listed(behindFile.map(([name]) => plain(name)));
  return [error('behindFile', t('Behind the file, where servers read nothing: {0}', names))];
}

function keyProblems(key: string | undefined): readonly Problem[] {
  const wrong = key ? uploadProblem(key) : undefined;
  // A placeholder is meant where the policy allows a prefix; where it does not, that is said of the field.
  return wrong === undefined || wrong.kind === 'placeholder' ? [] : [error('key', wrong.message)];
}

/** A client, or whoever uses a page, adds a field of which only the beginning is demanded. */
function filledIn({ form, from }: FormRequest, conditions: readonly Condition[]): WrittenForm {
  if (from === 'command') return form;
  const added = conditions.flatMap((each): Entry[] =>
    each.how === 'beginsWith' && !parameterOf(form.fields, each.name) ? [[each.name, each.value]] : [],
  );
  return { ...form, fields: [...form.fields, ...added] };
}

/** By the rules that servers go by, at a moment when the policy holds and with a file of a size that fits. */
function coverProblems(form: WrittenForm, policy: ParsedPolicy, bucket: string): readonly Problem[] {
  const key = parameterOf(form.fields, 'key');
  const base64 = parameterOf(form.fields, 'Policy');
  if (!key || base64 === undefined) return [];
  const posted = { fields: form.fields, fileSize: Math.max(policy.min, 0), filename: 'file' };
  const verdict = evaluatePolicy(base64, posted, { bucket, now: policy.expires * 1000 - 1000 });
  if (verdict.ok) return [];
  const { message, code } = verdict;
  const uncovered = /^Policy missing condition: ([\s\S]*)$/.exec(message)?.[1];
  if (uncovered !== undefined) {
    return [
      error(
        'uncovered',
        t('The policy has no condition for this field, so the form is refused: {0}', plain(uncovered)),
      ),
    ];
  }
  const unmet = /^Policy (?:check failed, [^:]*|condition failed: [^:]*): \$?([^,]*)/.exec(message)?.[1];
  const name = unmet ?? (code === 'EntityTooLarge' ? 'content-length-range' : 'success_action_status');
  return [error('condition', t('This field is not what the policy demands: {0}', plain(name)))];
}

/** Whether the form lets its user choose the object's name. */
export function isDropBox(key: string | undefined): boolean {
  return key?.includes(FILENAME) === true;
}
