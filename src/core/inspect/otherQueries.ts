import { t } from '@vscode/l10n';
import { fromBase64 } from '../policyText.ts';
import { malformed, missing, type Problem, warning } from './problems.ts';
import type { SignedBy } from './signedQuery.ts';
import { tokenProblem } from './signedQuery.ts';
import { type Parameter, parameterOf } from './url.ts';

/** Seconds since 1970 with more digits than this are milliseconds. */
const SECONDS = /^\d{1,11}$/;

const OLD_KEY_IDS = [
  ['AWSAccessKeyId', 'v2'],
  ['GoogleAccessId', 'googleV2'],
  ['OSSAccessKeyId', 'oss'],
] as const;

/** Signature Version 2 in a query (AWS, "Signing and authenticating REST requests"), and those that are built like it. */
export function readVersion2(parameters: readonly Parameter[]): SignedBy | undefined {
  const get = (name: string) => parameterOf(parameters, name);
  const [keyName, scheme] = OLD_KEY_IDS.find(([name]) => get(name) !== undefined) ?? [];
  if (keyName === undefined || scheme === undefined) return undefined;
  const absent = ['Expires', 'Signature'].filter((name) => (get(name) ?? '') === '');
  const [expires, signature] = [get('Expires') ?? '', get('Signature') ?? ''];
  const problems: Problem[] = absent.length > 0 ? [missing(absent)] : [];
  if (expires !== '' && !SECONDS.test(expires)) {
    problems.push(malformed('expires', 'Expires', t('{0}, the seconds since 1970', '1767322800')));
  }
  // A plus that was not encoded arrives as a space.
  if (signature !== '' && scheme !== 'googleV2' && !/^[A-Za-z0-9+/]{27}=$/.test(signature)) {
    problems.push(malformed('signature', 'Signature', 'AbC%2Bd…%3D'));
  }
  return {
    scheme,
    accessKeyId: get(keyName),
    ends: SECONDS.test(expires) ? Number(expires) * 1000 : undefined,
    signedHeaders: [],
    problems: [...problems, ...tokenProblem(get('x-amz-security-token'))],
  };
}

/** Other stores' links: said what they are, and when they end. */
export function readForeign(parameters: readonly Parameter[]): SignedBy | undefined {
  const get = (name: string) => parameterOf(parameters, name);
  if (get('sig') !== undefined && get('sv') !== undefined) {
    return {
      scheme: 'azure',
      made: dateOf(get('st')),
      ends: dateOf(get('se')),
      signedHeaders: [],
      problems: [],
    };
  }
  if (get('Key-Pair-Id') === undefined || get('Signature') === undefined) return undefined;
  const seconds = get('Expires') ?? cloudFrontEnd(get('Policy'));
  return {
    scheme: 'cloudFront',
    accessKeyId: get('Key-Pair-Id'),
    ends: seconds !== undefined && SECONDS.test(seconds) ? Number(seconds) * 1000 : undefined,
    signedHeaders: [],
    problems: [],
  };
}

/** Of a custom policy (AWS, "Create a signed URL using a custom policy"), in its own kind of base64. */
function cloudFrontEnd(policy: string | undefined): string | undefined {
  const text = fromBase64((policy ?? '').replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'));
  return /"AWS:EpochTime"\s*:\s*(\d+)/.exec(text ?? '')?.[1];
}

function dateOf(text: string | undefined): number | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

/** A link that is no link of S3. */
export function foreignProblem(): Problem {
  return warning('unsigned', t('This is not a link of S3: only what it says about itself is shown.'));
}
