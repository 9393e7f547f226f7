import { t } from '@vscode/l10n';
import { plain } from '../plain.ts';
import { listed } from '../sentences.ts';
import { error, malformed, missing, type Problem, warning } from './problems.ts';
import { type Parameter, parameterOf } from './url.ts';

/** Who defined how a request is signed. */
export type Scheme = 'v4' | 'v2' | 'google' | 'googleV2' | 'azure' | 'cloudFront' | 'oss';

/** What a signature says about itself. Times in milliseconds since the epoch. */
export interface SignedBy {
  readonly scheme: Scheme;
  readonly accessKeyId?: string | undefined;
  readonly region?: string | undefined;
  readonly made?: number | undefined;
  readonly ends?: number | undefined;
  /** In lower case, without `host`: whoever uses it must send exactly these. */
  readonly signedHeaders: readonly string[];
  readonly problems: readonly Problem[];
}

/** S3's limit for a signed URL: 7 days. */
const MAX_SECONDS = 604_800;
const REQUIRED = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'];

/**
 * Signature Version 4 in a query (AWS, "Authenticating requests: using query parameters"), or Google's form of it
 * with other names. `undefined`: the parameters are not of this kind.
 */
export function readVersion4(parameters: readonly Parameter[]): SignedBy | undefined {
  const prefix = ['X-Amz-', 'X-Goog-'].find((each) =>
    parameters.some(([name]) => name.toLowerCase().startsWith(each.toLowerCase())),
  );
  if (prefix === undefined) return undefined;
  const get = (name: string) => parameterOf(parameters, prefix + name);
  const absent = REQUIRED.filter((name) => (get(name) ?? '') === '').map((name) => prefix + name);
  const scope = readCredential(get('Credential'), prefix);
  const made = readAmzDate(get('Date'));
  const seconds = readSeconds(get('Expires'));
  return {
    scheme: prefix === 'X-Amz-' ? 'v4' : 'google',
    ...scope.found,
    made,
    ends: made !== undefined && seconds !== undefined ? made + seconds * 1000 : undefined,
    signedHeaders: (get('SignedHeaders') ?? '')
      .toLowerCase()
      .split(';')
      .filter((each) => each && each !== 'host'),
    problems: [
      ...(absent.length > 0 ? [missing(absent)] : []),
      ...doubled(parameters, prefix),
      ...scope.problems,
      ...timeProblems({ date: get('Date'), expires: get('Expires') }, { prefix, made, day: scope.day }),
      ...signatureProblems(get, prefix),
      ...tokenProblem(get('Security-Token')),
    ],
  };
}

interface Scope {
  readonly found?: { readonly accessKeyId: string; readonly region: string };
  readonly day?: string;
  readonly problems: readonly Problem[];
}

/** `KEYID/20260102/nyc3/s3/aws4_request`; a key ID may hold slashes. Shared with forms. */
export function readCredential(credential: string | undefined, prefix = 'X-Amz-'): Scope {
  if (!credential) return { problems: [] };
  const isGoogle = prefix === 'X-Goog-';
  const [, accessKeyId, day, region] =
    /^(.+)\/(\d{8})\/([^/]+)\/(?:s3|storage)\/(?:aws4|goog4)_request$/.exec(credential) ?? [];
  if (accessKeyId === undefined || day === undefined || region === undefined) {
    const example = isGoogle
      ? 'NAME/20260102/auto/storage/goog4_request'
      : 'ID/20260102/us-east-1/s3/aws4_request';
    return { problems: [malformed('credential', `${prefix}Credential`, example)] };
  }
  return { found: { accessKeyId, region }, day, problems: [] };
}

/** `20260102T030405Z`; `undefined` for a text that is no such moment. */
export function readAmzDate(text: string | undefined): number | undefined {
  const iso = text?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const ms = iso === undefined || iso === text ? Number.NaN : Date.parse(iso);
  return Number.isNaN(ms) ? undefined : ms;
}

function readSeconds(text: string | undefined): number | undefined {
  const seconds = Number(text);
  return text && Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_SECONDS ? seconds : undefined;
}

function timeProblems(
  { date, expires }: { date: string | undefined; expires: string | undefined },
  { prefix, made, day }: { prefix: string; made: number | undefined; day: string | undefined },
): readonly Problem[] {
  const problems: Problem[] = [];
  if (date && made === undefined) problems.push(malformed('date', `${prefix}Date`, '20260102T030405Z'));
  if (date && made !== undefined && day !== undefined && !date.startsWith(day)) {
    problems.push(
      error('credential', t('The days in {0} and {1} differ.', `${prefix}Credential`, `${prefix}Date`)),
    );
  }
  if (expires && readSeconds(expires) === undefined) {
    problems.push(
      error(
        'expires',
        t('{0} is not a whole number from 1 to 604800, which are 7 days.', `${prefix}Expires`),
      ),
    );
  }
  return problems;
}

function signatureProblems(get: (name: string) => string | undefined, prefix: string): readonly Problem[] {
  const [algorithm, signature, headers] = [get('Algorithm'), get('Signature'), get('SignedHeaders')];
  const problems: Problem[] = [];
  if (
    algorithm &&
    !/^(?:AWS4-(?:HMAC-SHA256|ECDSA-P256-SHA256)|GOOG4-(?:RSA|HMAC)-SHA256)$/.test(algorithm)
  ) {
    problems.push(malformed('algorithm', `${prefix}Algorithm`, 'AWS4-HMAC-SHA256'));
  }
  const isHmac = algorithm === 'AWS4-HMAC-SHA256';
  if (signature && !(isHmac ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{64,1024}$/i).test(signature)) {
    problems.push(
      error(
        'signature',
        t('The signature is not 64 hexadecimal digits: something is cut off, or was added.'),
      ),
    );
  }
  if (headers && !headers.toLowerCase().split(';').includes('host')) {
    problems.push(error('signedHeaders', t('{0} must name {1}.', `${prefix}SignedHeaders`, 'host')));
  }
  return problems;
}

function doubled(parameters: readonly Parameter[], prefix: string): readonly Problem[] {
  const names = parameters
    .map(([name]) => name.toLowerCase())
    .filter((name) => name.startsWith(prefix.toLowerCase()));
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return twice.length === 0
    ? []
    : [error('doubled', t('It stands there more than once: {0}', listed(twice.map((name) => plain(name)))))];
}

/** A link of temporary keys ends with them, whatever else it says. */
export function tokenProblem(token: string | undefined): readonly Problem[] {
  if (!token) return [];
  return [warning('token', t('Made with a temporary key: it ends with that key, if not before.'))];
}
